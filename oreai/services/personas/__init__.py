"""Ready-made and own roles: what Discover shows of them, making one, its links and its file.

Belongs here: cards, forms, variables, what a chat gets of one.
Does not: opening a chat from one (`chats`, `conversation`).
"""
