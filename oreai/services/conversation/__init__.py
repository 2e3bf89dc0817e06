"""A chat's messages: view, send, edit, versions, delete, branch, queue, drafts.

Belongs here: what a person does in a chat, and what they see of it.
Does not: making a reply (`replies`).
"""
