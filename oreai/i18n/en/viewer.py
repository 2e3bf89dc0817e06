"""What of a message is looked at in full, over the page."""

from oreai.i18n.texts.viewer import ViewerTexts

VIEWER = ViewerTexts(
    picture="Picture in full",
    share="Share the picture",
    save="Save the picture",
    original="Open the original",
    table="Table in full",
    copy_csv="Copy as CSV",
    copy_markdown="Copy as Markdown",
)
