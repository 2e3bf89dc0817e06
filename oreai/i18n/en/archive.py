"""The archive."""

from oreai.i18n.texts.archive import ArchiveTexts

ARCHIVE = ArchiveTexts(
    title="Archived",
    hint="Archived chats are out of the list, and still found by search. Say something in one, and it is back.",
    empty="Nothing is archived",
)
