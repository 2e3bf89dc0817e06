"""Finding one's own words again: in every chat, and in one.

Belongs here: what a query means, the index (it can be made anew), hits with their words marked.
Does not: showing a chat at a message (`conversation`).
"""
