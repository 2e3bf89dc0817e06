"""Which model answers a chat, and what is known of it.

Belongs here: its window, its capabilities, a chat's settings.
Does not: speaking to it (`llm`), what it is sent (`requests`).
"""
