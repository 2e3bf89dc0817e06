"""Attachments: files that people send with a message.

Belongs here: taking it in, keeping it, one file for each kind.
Does not: which of it goes to the model (`requests`).
"""
