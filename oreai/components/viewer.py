"""What of a message is looked at in full: a chunk of its own, fetched when it is first needed."""

import reflex as rx

from oreai.components.browser.viewer import PictureViewer
from oreai.components.texts import t


@rx.memo
def viewer() -> rx.Component:
    """Nothing, until a picture is touched."""
    words = {
        "picture": t.viewer.picture,
        "close": t.app.close,
        "share": t.viewer.share,
        "save": t.viewer.save,
        "original": t.viewer.original,
    }
    return PictureViewer.create(words=rx.Var.create(words))
