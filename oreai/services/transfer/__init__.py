"""Chats that come in from other programs and go out to files.

Belongs here: what files of others look like, what is read from them and stored, how a chat is written out.
Does not: what a chat shows (conversation), where pictures lie (attachments), links to a chat (sharing).
"""
