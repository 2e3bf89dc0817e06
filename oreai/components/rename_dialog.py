"""The box for a chat's name: a chunk of its own, fetched when it is first needed."""

import reflex as rx

from oreai.components.browser.list import SHEET, RenameForm, SheetDialog
from oreai.components.dialogs import answers
from oreai.components.texts import t
from oreai.services.chats.chat_list import LONGEST_NAME
from oreai.states.chat_actions import ChatActions

NAMES_CHAT = SHEET.stage == "rename"


@rx.memo
def rename_dialog() -> rx.Component:
    """Where a chat is given its name; for a row and for the chat itself."""
    return SheetDialog.create(
        rx.cond(
            NAMES_CHAT,
            RenameForm.create(
                rx.el.h2(t.chats.rename_question),
                rx.el.input(
                    name="title",
                    default_value=SHEET.title,
                    max_length=LONGEST_NAME,
                    auto_complete="off",
                    aria_label=t.chats.rename_question,
                    class_name="text-input",
                    custom_attrs={"data-testid": "rename-input", "autofocus": "true"},
                ),
                answers(
                    rx.el.button(
                        t.app.cancel,
                        type="button",
                        class_name="button quiet",
                        data_testid="rename-cancel",
                        data_closes_sheet="true",
                    ),
                    rx.el.button(
                        t.app.save, type="submit", class_name="button main", data_testid="rename-save"
                    ),
                ),
                of=SHEET.id,
                on_name=ChatActions.rename_chat,
                class_name="rename",
            ),
        ),
        stage="rename",
        custom_attrs={"aria-label": t.chats.rename_question, "data-testid": "rename-dialog"},
    )
