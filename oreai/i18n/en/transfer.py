"""Words of bringing chats in, in English."""

from oreai.i18n.texts.transfer import TransferTexts

TRANSFER = TransferTexts(
    untitled="Untitled chat",
    unknown_part="Something stood here that OreAI cannot read yet ({kind})",
    written_at="Last message: {when}",
    you="Me",
    assistant="Assistant",
    reasoning="Thinking",
)
