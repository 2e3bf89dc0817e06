"""What of a message is looked at in full: a chunk of its own, fetched when it is first needed."""

import reflex as rx

from oreai.components.browser.viewer import PictureViewer, TableViewer
from oreai.components.texts import t


@rx.memo
def viewer() -> rx.Component:
    """Nothing, until a picture is touched, or the button of a table."""
    of_pictures = {
        "picture": t.viewer.picture,
        "close": t.app.close,
        "share": t.viewer.share,
        "save": t.viewer.save,
        "original": t.viewer.original,
    }
    of_tables = {
        "table": t.viewer.table,
        "close": t.app.close,
        "csv": t.viewer.copy_csv,
        "markdown": t.viewer.copy_markdown,
        "copied": t.markdown.copied,
    }
    return rx.fragment(
        PictureViewer.create(words=rx.Var.create(of_pictures)),
        TableViewer.create(words=rx.Var.create(of_tables)),
    )
