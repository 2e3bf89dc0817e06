"""One chat: the part of it that is shown, and its running reply."""

from contextlib import aclosing, suppress

import reflex as rx

from oreai.bootstrap import services
from oreai.models import new_id
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ConversationView, ReplyDelta, Shown
from oreai.services.replies.start import StillReplying
from oreai.states.address import chat_id_in
from oreai.states.allowance import AllowanceState
from oreai.states.changes import set_changed
from oreai.states.context import ContextState
from oreai.states.draft import DraftState
from oreai.states.feed import REASONING, Feed
from oreai.states.memory_offer import MemoryOfferState
from oreai.states.queue import QueueState
from oreai.states.retrying import retry_until_done
from oreai.states.rows import ExampleRow, rows_and_texts
from oreai.states.session import for_visitor
from oreai.states.temporary import TemporaryState
from oreai.states.unproxied import itself


class ChatState(rx.State):
    """What the chat screen shows."""

    opened_id: str = ""
    missing: bool = False
    icon: str = ""
    title: str = ""
    archived: bool = False
    opening: str = ""
    questions: list[str] = []
    examples: list[ExampleRow] = []
    running_id: str = ""

    earlier: int = 0
    "How many messages stand before those that are shown."
    later: int = 0
    "How many stand after them; the newest are shown where none does."

    _first_id: str = ""
    _last_id: str = ""

    _question_key: str = ""
    "The send of an example question: the same for every touch, until the chat stands empty anew."

    def _shown(self) -> Shown:
        return Shown(self._first_id, self._last_id)

    def _forget_part(self) -> None:
        """The newest part is to be shown, wherever the reader was."""
        self._first_id = self._last_id = ""

    @rx.event
    @for_visitor
    async def open_chat(self, visitor: Visitor):
        """Show the chat of this address, or that there is none; at the message it names, if it names one."""
        chat_id = chat_id_in(self.router.url.path)
        found_id = str(self.router.url.query_parameters.get("at", ""))
        draft = await self.get_state(DraftState)
        draft._enter(chat_id)
        try:
            shown = Shown()
            if found_id:
                with suppress(NoSuchMessage, StillReplying):
                    await services().branches.reach(visitor.user_id, found_id)
                shown = await services().chat_views.page_around(visitor.user_id, chat_id, found_id)
            view = await services().chat_views.view(visitor.user_id, chat_id, shown)
        except NoSuchChat:
            self._leave()
            self.opened_id, self.missing = chat_id, True
            return None
        self.opened_id, self.missing, draft.draft = chat_id, False, view.draft
        await self._show(view, visitor, anew=True)
        return ChatState.follow_chat

    def _leave(self) -> None:
        self.opened_id = self.icon = self.title = self.running_id = ""
        self.missing, self.examples, self.questions = False, [], []

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def follow_chat(self, visitor: Visitor):
        """Show what happens in this chat, whichever tab or device causes it, until the reader leaves."""
        chat_id = self.opened_id
        await retry_until_done(lambda: self._follow(visitor, chat_id))

    async def _follow(self, visitor: Visitor, chat_id: str) -> None:
        try:
            async with aclosing(services().chat_views.follow(visitor.user_id, chat_id, self._shown)) as news:
                async for update in news:
                    async with self:
                        chat = itself(self)
                        if chat.opened_id != chat_id:
                            return
                        await chat._take(update, visitor)
        except NoSuchChat:
            async with self:
                self._leave()
                self.opened_id, self.missing = chat_id, True

    async def _take(self, update: ConversationView | ReplyDelta, visitor: Visitor) -> None:
        if isinstance(update, ReplyDelta):
            feed = await self.get_state(Feed)
            if feed._has(update.message_id):
                feed._grow(
                    update.message_id + (REASONING if update.reasoning else ""), update.offset, update.text
                )
            return
        if update.shown != self._shown():  # the reader has turned a page meanwhile
            update = await services().chat_views.view(visitor.user_id, update.chat_id, self._shown())
        await self._show(update, visitor)

    async def _show(self, view: ConversationView, visitor: Visitor, *, anew: bool = False) -> None:
        """Bring the screen to what the store says; anew for a page that has nothing."""
        if not view.messages and (anew or self._first_id):
            self._question_key = new_id()
        # What is read stays, however much comes.
        self._first_id = view.messages[0].id if view.messages else ""
        self._last_id = view.shown.last if view.later else ""
        shown = {
            "icon": view.icon,
            "title": view.title,
            "archived": view.archived,
            "opening": view.opening,
            "questions": view.questions,
            "examples": [ExampleRow(role, content) for role, content in view.examples],
            "running_id": view.running_id,
            "earlier": view.earlier,
            "later": view.later,
        }
        set_changed(self, shown)
        (await self.get_state(ContextState))._show(view.context_usage)
        (await self.get_state(AllowanceState))._show(view.allowance)
        (await self.get_state(MemoryOfferState))._show(view)
        (await self.get_state(TemporaryState))._show(view)
        (await self.get_state(QueueState))._show(view.queue, visitor.locale, anew=anew)
        feed = await self.get_state(Feed)
        bring = feed._show_all if anew else feed._show
        bring(*rows_and_texts(view, visitor.locale))

    def _keep_first(self, message_id: str, chosen_id: str) -> None:
        """Another version of a message is shown: where the page began with that message it still does."""
        if self._first_id == message_id:
            self._first_id = chosen_id
