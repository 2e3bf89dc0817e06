"""Taking chats out."""

from oreai.i18n.texts.exports import ExportsTexts

EXPORTS = ExportsTexts(
    all="Export all data",
    all_hint="All chats, pictures and what is known of you, in one zip of Markdown files: readable as they are, and they can be brought in again.",
    all_make="Download the zip",
    all_begun="The download has begun. With many chats it takes a while.",
    one="Export chat",
    markdown="Markdown",
    markdown_hint="Easy to read, with all branches; can be brought in again.",
    page="Web page",
    page_hint="One file with its pictures, to print or to send.",
    json="JSON",
    json_hint="For programs, with all branches; can be brought in again.",
)
