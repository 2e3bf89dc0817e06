"""Who is told what has changed, and how often.

Belongs here: topics, signals, the pace of a growing reply.
Does not: what has changed: watchers read that from the store.
"""
