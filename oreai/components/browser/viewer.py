"""The scripts of what is looked at in full, over the page."""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

IS_VIEWER_OPEN: rx.Var[bool] = rx.Var(
    "Boolean(viewed.opener)",
    _var_type=bool,
    _var_data=VarData(
        imports={"$/public/js/viewer/opened.js": [ImportVar(tag="useViewed")]},
        hooks={"const viewed = useViewed()": None},
    ),
).to(bool)
"Whether something is looked at in full."


class PictureViewer(rx.Component):
    """A picture of a message over the whole page."""

    library = "$/public/js/viewer/picture_viewer.js"
    tag = "PictureViewer"

    words: rx.Var[dict[str, str]]


class TableViewer(rx.Component):
    """A table of a reply over the whole page."""

    library = "$/public/js/viewer/table_viewer.js"
    tag = "TableViewer"

    words: rx.Var[dict[str, str]]
