"""The list of chats.

Belongs here: rows, titles, pins, the trash.
Does not: what is said in a chat (`conversation`).
"""
