"""The bar that finds words in the open chat: a chunk of its own, fetched when it is asked for."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.search import FindField, FindMarks
from oreai.components.layout import icon_button
from oreai.components.texts import filled, t
from oreai.states.finding import FindState

IS_FINDING = (FindState.chat_id != "") & (FindState.chat_id == CHAT_ID)


@rx.memo
def find_bar() -> rx.Component:
    """The words, which of how many places is shown, the next one and the one before."""
    return rx.cond(
        IS_FINDING,
        rx.el.div(
            FindField.create(
                query=FindState.query,
                label=t.search.find,
                placeholder=t.search.find_placeholder,
                on_query=FindState.find,
                on_step=FindState.go,
                on_leave=FindState.close_find,
                key=FindState.chat_id,
            ),
            rx.el.span(_count(), class_name="find-count", aria_hidden="true", data_testid="find-count"),
            _step("chevron-up", t.search.previous, "search-previous", -1),
            _step("chevron-down", t.search.next, "search-next", 1),
            icon_button("x", t.search.close, "find-close", on_click=FindState.close_find),
            rx.el.span(FindState.announced, class_name="visually-hidden", aria_live="polite"),
            FindMarks.create(message_id=FindState.message_id, words=FindState.words),
            class_name="find-bar",
            role="search",
            custom_attrs={"data-testid": "find-bar", "aria-label": t.search.find},
        ),
    )


def _step(icon: str, label: str, test_id: str, step: int) -> rx.Component:
    return icon_button(icon, label, test_id, on_click=FindState.go(step), disabled=FindState.count == 0)


def _count() -> rx.Var[str]:
    of = filled(
        t.search.find_count, position=FindState.position.to_string(), count=FindState.count.to_string()
    )
    return rx.cond(FindState.query.strip() == "", "", rx.cond(FindState.count > 0, of, t.search.find_none))
