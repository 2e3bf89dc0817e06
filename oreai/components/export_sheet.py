"""The sheet in which a chat is saved as a file: a chunk of its own, fetched when it is asked for."""

import reflex as rx

from oreai.components.browser.list import SHEET, ChatFile, SheetDialog
from oreai.components.layout import sheet_action
from oreai.components.texts import t

CHOOSES_FORM = SHEET.stage == "export"
_CLOSES = {"data_closes_sheet": "true"}


@rx.memo
def export_sheet() -> rx.Component:
    """Each form with what it is good for."""
    return SheetDialog.create(
        rx.cond(CHOOSES_FORM, rx.fragment(_whose(), _forms())),
        stage="export",
        custom_attrs={"aria-label": t.exports.one, "data-testid": "export-sheet"},
    )


def _whose() -> rx.Component:
    return rx.fragment(
        rx.el.h2(t.exports.one),
        rx.el.p(rx.el.bdi(SHEET.icon, " ", SHEET.title), class_name="sheet-title"),
    )


def _forms() -> rx.Component:
    return rx.el.div(
        _form("file-text", "md", t.exports.markdown, t.exports.markdown_hint),
        _form("file-image", "html", t.exports.page, t.exports.page_hint),
        _form("file-json", "json", t.exports.json, t.exports.json_hint),
        sheet_action("x", t.app.cancel, "export-close", **_CLOSES),
        class_name="sheet-actions",
    )


def _form(icon: str, form: str, name: str, hint: str) -> rx.Component:
    return ChatFile.create(
        rx.icon(icon, size=20, aria_hidden="true"),
        rx.el.span(name, rx.el.small(hint)),
        chat_id=SHEET.id,
        form=form,
        class_name="sheet-action",
        custom_attrs={"data-testid": f"export-{form}", "data-closes-sheet": "true"},
    )
