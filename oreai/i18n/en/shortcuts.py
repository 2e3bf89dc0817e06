"""The keyboard."""

from oreai.i18n.texts.shortcuts import ShortcutsTexts

SHORTCUTS = ShortcutsTexts(
    title="Keyboard shortcuts",
    hint="Start, write and copy without leaving the keys.",
    write="Go to the message box",
    copy_code="Copy the last code",
    copy_reply="Copy the last reply",
    edit="Edit your last message (in an empty box)",
    personas="Pick an assistant or a question (in an empty box)",
    help="Show the shortcuts",
    close="Close what is open",
)
