"""Ready-made roles and what Discover shows of them.

Belongs here: cards and their categories.
Does not: opening a chat from one (`chats`).
"""
