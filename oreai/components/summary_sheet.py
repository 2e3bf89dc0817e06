"""What the model remembers of a chat's earlier messages, in its own words."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import t
from oreai.states.summary import SummaryState

SUMMARY_IS_OPEN = (SummaryState.chat_id != "") & (SummaryState.chat_id == CHAT_ID)


@rx.memo
def summary_sheet() -> rx.Component:
    """The text as it goes with each request; it may have been forgotten since the page was told of it."""
    return dialog(
        rx.el.h2(t.context.summary_title),
        rx.el.div(
            rx.el.p(rx.cond(SummaryState.text != "", t.context.summary_hint, t.context.summary_none)),
            rx.el.div(SummaryState.text, class_name="plain", dir="auto", data_testid="summary-text"),
            class_name="sheet-scroll",
            tab_index=0,
            role="group",
            aria_label=t.context.summary_title,
        ),
        answers(answer(t.app.close, "summary-close", SummaryState.close_summary)),
        is_open=SUMMARY_IS_OPEN,
        on_dismiss=SummaryState.close_summary,
        label=t.context.summary_title,
    )
