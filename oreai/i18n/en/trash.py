"""The trash."""

from oreai.i18n.texts.trash import TrashTexts

TRASH = TrashTexts(
    title="Trash",
    hint="Deleted chats stay here for 30 days; after that they are gone.",
    empty="The trash is empty",
    restore="Restore",
    destroy="Delete for ever",
    destroy_question="Delete “{title}” for ever?",
    destroy_explained="Its messages go with it. This cannot be undone.",
    days_left="Days left: {days}",
)
