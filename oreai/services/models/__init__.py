"""Which model answers a chat, and what is known of it.

Belongs here: the choice, its window, its capabilities, a chat's settings.
Does not: speaking to it (`llm`), what it is sent (`requests`).
"""
