"""What a user wants known in all their chats.

Belongs here: reading, writing and bounding it.
Does not: how it goes to a model (`requests/system_text.py`).
"""
