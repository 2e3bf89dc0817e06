"""What requests to providers cost, and who may spend how much.

Belongs here: quotas, the ledger, sums of it.
Does not: what a request is for (`replies`, `requests`), and who somebody is (`accounts`).
"""
