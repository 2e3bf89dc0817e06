"""Personal tokens."""

from oreai.i18n.texts.tokens import TokensTexts

TOKENS = TokensTexts(
    title="Personal tokens",
    hint="For your own scripts and programs: with a token they use OreAI as you. Keep it like a password.",
    name="Name",
    name_hint="So that you know it again, such as “Backup script”.",
    may="What it may do",
    scopes={
        "chat": "ask for replies, which costs your calls",
        "graphql": "read and change your chats",
        "read": "only read your chats",
    },
    days="Good for",
    days_long="{days} days",
    make="Make a token",
    shown="Shown this once only. Copy it now, and put it where your program looks for it.",
    good_until="Good until",
    used="Last used",
    never_used="Never used",
    revoke="Revoke",
)
