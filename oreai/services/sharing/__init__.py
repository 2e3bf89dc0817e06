"""Links by which others read a chat.

Belongs here: making, bringing up to date and revoking a link, what a reader sees, going on with a copy.
Does not: files of chats (transfer), what a chat's owner sees (conversation).
"""
