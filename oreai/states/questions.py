"""The list of what was asked in the open chat."""

from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.states.chat_pages import ChatPages
from oreai.states.feed import Feed
from oreai.states.session import for_visitor


@dataclass
class QuestionRow:
    """A question: its message, and its first words."""

    id: str
    text: str


class QuestionsState(rx.State):
    """Of which chat it is shown; of none while it is closed."""

    chat_id: str = ""
    rows: list[QuestionRow] = []

    @rx.event
    @for_visitor
    async def open_questions(self, visitor: Visitor, chat_id: str):
        """Show what was asked in this chat."""
        try:
            found = await services().chat_views.questions(visitor.user_id, str(chat_id))
        except NoSuchChat:
            return
        self.chat_id, self.rows = str(chat_id), [QuestionRow(*one) for one in found]

    @rx.event
    def close_questions(self):
        """Put the list away."""
        self.chat_id, self.rows = "", []

    @rx.event
    @for_visitor
    async def show_question(self, visitor: Visitor, message_id: str):
        """Bring the part of the chat around this question to the page, which goes to it."""
        self.chat_id, self.rows = "", []
        if not (await self.get_state(Feed))._has(str(message_id)):
            await (await self.get_state(ChatPages))._show_around(visitor, str(message_id))
