"""Conversations with the real small model in the box."""
