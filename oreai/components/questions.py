"""What was asked in a chat, as a list: one touch goes there."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.chat import QuestionLink
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import t
from oreai.states.questions import QuestionRow, QuestionsState

QUESTIONS_ARE_OPEN = (QuestionsState.chat_id != "") & (QuestionsState.chat_id == CHAT_ID)


@rx.memo
def questions_sheet() -> rx.Component:
    """Oldest first, as they stand in the chat."""
    return dialog(
        rx.el.h2(t.chat.questions),
        rx.el.ol(
            rx.foreach(QuestionsState.rows, _row),
            class_name="question-list sheet-scroll",
            tab_index=0,
            aria_label=t.chat.questions,
            data_testid="question-list",
        ),
        answers(answer(t.app.close, "questions-close", QuestionsState.close_questions)),
        is_open=QUESTIONS_ARE_OPEN,
        on_dismiss=QuestionsState.close_questions,
        label=t.chat.questions,
    )


def _row(row: rx.Var[QuestionRow]) -> rx.Component:
    return rx.el.li(
        QuestionLink.create(
            rx.el.span(rx.cond(row.text != "", row.text, t.chat.picture_alone), dir="auto"),
            message_id=row.id,
            on_show=QuestionsState.show_question(row.id),
        ),
        key=row.id,
    )
