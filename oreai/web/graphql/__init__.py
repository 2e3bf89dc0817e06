"""The original's GraphQL: its schema, which is the contract, and what answers it.

Belongs here: reading such requests, limits, and what each field of the schema is.
Does not: rules (`services/`), who asks (`web/caller.py`).
"""
