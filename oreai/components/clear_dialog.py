"""Whether to clear the open chat: a chunk of its own, fetched when it is first asked."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import t
from oreai.states.clearing import ClearState

IS_TO_CLEAR = (ClearState.chat_id != "") & (ClearState.chat_id == CHAT_ID)


@rx.memo
def clear_dialog() -> rx.Component:
    """Asks before anything is cleared."""
    return dialog(
        rx.el.h2(t.chat.clear_question),
        rx.el.p(t.chat.clear_explained),
        answers(
            answer(t.chat.clear_no, "confirm-no", ClearState.keep_messages),
            answer(t.chat.clear_yes, "confirm-yes", ClearState.clear_messages, "danger"),
        ),
        is_open=IS_TO_CLEAR,
        on_dismiss=ClearState.keep_messages,
        label=t.chat.clear_question,
    )
