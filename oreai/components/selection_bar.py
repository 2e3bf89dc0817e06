"""The bar that stands at the foot of the list while chats are selected; a chunk of its own."""

import reflex as rx

from oreai.components.browser.list import SELECTION, SelectedFile, SelectionBar
from oreai.components.texts import filled, t
from oreai.states.chat_actions import ChatActions

_ENDS = {"data-ends-selection": "true"}


@rx.memo
def selection_bar() -> rx.Component:
    """How many there are, and what can be done with them."""
    return rx.cond(SELECTION.on, _bar())


def _bar() -> rx.Component:
    ids = SELECTION.ids
    return SelectionBar.create(
        _button("x", t.chats.select_end, "select-end", **_ENDS),
        rx.el.span(
            rx.cond(
                SELECTION.full,
                filled(t.chats.selected_most, count=ids.length()),
                filled(t.chats.selected, count=ids.length()),
            ),
            class_name="selected-count",
            role="status",
            data_testid="selected-count",
        ),
        rx.cond(
            ids.length() > 0,
            rx.fragment(
                _button("folder-input", t.folders.move, "select-move", **{"data-moves-selected": "true"}),
                _button(
                    "archive",
                    t.chats.archive,
                    "select-archive",
                    on_click=ChatActions.archive_chats(ids),
                    **_ENDS,
                ),
                SelectedFile.create(
                    rx.icon("download", size=20, aria_hidden="true"),
                    ids=ids,
                    class_name="icon-button",
                    custom_attrs={
                        "aria-label": t.chats.export,
                        "title": t.chats.export,
                        "data-testid": "select-export",
                        **_ENDS,
                    },
                ),
                _button(
                    "trash-2",
                    t.chats.delete,
                    "select-delete",
                    on_click=ChatActions.delete_chats(ids),
                    **_ENDS,
                ),
            ),
        ),
        class_name="selection-bar",
        custom_attrs={"role": "toolbar", "aria-label": t.chats.select},
    )


def _button(icon: str, label: rx.Var[str], test_id: str, on_click=None, **attributes: str) -> rx.Component:
    clicked = {} if on_click is None else {"on_click": on_click}
    return rx.el.button(
        rx.icon(icon, size=20, aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label=label,
        title=label,
        custom_attrs={"data-testid": test_id, **attributes},
        **clicked,
    )
