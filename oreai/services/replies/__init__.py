"""A reply's life, from its first row to its ending.

Belongs here: start, stream, store, stop, take over.
Does not: who may ask for one (`conversation`).
"""
