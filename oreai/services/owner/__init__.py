"""What the owner of a server sees and does: users, invitations, the door, a message, providers, the audit.

Belongs here: acts on others' accounts, by page and by command, each written down. Does not: what people do
with their own (`accounts/`). No text of anybody's chats is read here.
"""
