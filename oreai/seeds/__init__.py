"""What a new OreAI holds: categories, personas and sample chats, in both languages.

Belongs here: the texts, one TOML file each, and writing them to the database.
Does not: the words of the screens (`i18n/`).
"""
