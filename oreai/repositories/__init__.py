"""SQL lives here and nowhere else; every load of a user's things takes the owner.

Belongs here: queries on a Session that somebody else opened. Does not:
transactions, rules, words, anything asynchronous.
"""
