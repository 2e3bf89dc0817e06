"""Chats that come in from other programs and go out to files."""
