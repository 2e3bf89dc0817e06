"""What OreAI does: each service is one noun of the app, and speaks in plain values.

Belongs here: rules, transactions, the life of a reply. Does not: reflex, SQL,
the OpenAI SDK.
"""
