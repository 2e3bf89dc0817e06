"""One chat: the part of it that is shown, its running reply, and what the reader says."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.models import new_id
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ConversationView, ReplyDelta, Shown
from oreai.services.models.chat_models import MessageTooLong, OverWindow
from oreai.states.feed import REASONING, Feed
from oreai.states.queue import QueueState
from oreai.states.retrying import retry_until_done
from oreai.states.rows import NOT_SENT, ExampleRow, refusal, rows_and_texts, texts_of
from oreai.states.session import for_visitor


class ChatState(rx.State):
    """What the chat screen shows."""

    opened_id: str = ""
    missing: bool = False
    icon: str = ""
    title: str = ""
    opening: str = ""
    questions: list[str] = []
    examples: list[ExampleRow] = []
    running_id: str = ""

    earlier: int = 0
    "How many messages stand before those that are shown."
    later: int = 0
    "How many stand after them; the newest are shown where none does."

    context_model: str = ""
    context_used: int = 0
    context_limit: int = 0
    "Both in tokens."
    context_start: str = ""
    "The first message the model sees in full, where it does not see all."
    context_summary: bool = False
    "Whether it remembers the others as a summary."

    draft: str = ""
    "What the server has of what is written here, maybe on another device."
    accepted: str = ""
    "The newest send the server has stored; the composer lets go of that draft."
    refused: str = ""
    "The newest send it has not stored; the composer keeps that draft."
    refusal: str = ""
    "Why not, in the reader's language."
    can_shorten: bool = False
    "The refused draft could go if its middle were left out."
    shortened: str = ""
    "The draft without its middle."

    _first_id: str = ""
    _last_id: str = ""

    _question_key: str = ""
    "The send of an example question: the same for every touch, until the chat stands empty anew."

    def _shown(self) -> Shown:
        return Shown(self._first_id, self._last_id)

    @rx.event
    @for_visitor
    async def open_chat(self, visitor: Visitor):
        """Show the chat of this address, or that there is none; at the message it names, if it names one."""
        chat_id = _chat_id_in(self.router.url.path)
        found_id = str(self.router.url.query_parameters.get("at", ""))
        if chat_id != self.opened_id:
            self.refusal = ""
        self.can_shorten, self.shortened = False, ""
        try:
            shown = Shown()
            if found_id:
                shown = await services().chat_views.page_around(visitor.user_id, chat_id, found_id)
            view = await services().chat_views.view(visitor.user_id, chat_id, shown)
        except NoSuchChat:
            self._leave()
            self.opened_id, self.missing = chat_id, True
            return None
        self.opened_id, self.missing, self.draft = chat_id, False, view.draft
        await self._show(view, visitor, anew=True)
        return ChatState.follow_chat

    def _leave(self) -> None:
        self.opened_id, self.missing = "", False
        self.icon, self.title, self.running_id, self.refusal = "", "", "", ""
        self.examples, self.questions = [], []

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
                        if self.opened_id != chat_id:
                            return
                        await self._take(update, visitor)
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
        context_usage = view.context_usage
        shown = {
            "icon": view.icon,
            "title": view.title,
            "opening": view.opening,
            "questions": view.questions,
            "examples": [ExampleRow(role, content) for role, content in view.examples],
            "running_id": view.running_id,
            "earlier": view.earlier,
            "later": view.later,
            "context_model": context_usage.model,
            "context_used": context_usage.used,
            "context_limit": context_usage.limit,
            "context_start": context_usage.start,
            "context_summary": context_usage.summary,
        }
        for name, value in shown.items():
            if getattr(self, name) != value:  # a var that is set is sent, also to the same value
                setattr(self, name, value)
        (await self.get_state(QueueState))._show(view.queue, visitor.locale, anew=anew)
        feed = await self.get_state(Feed)
        bring = feed._show_all if anew else feed._show
        bring(*rows_and_texts(view, visitor.locale))

    @rx.event
    @for_visitor
    async def show_again(self, visitor: Visitor):
        """The page has missed something: show it everything."""
        await self._turn_page(visitor, self._keep_page, anew=True)

    @rx.event
    @for_visitor
    async def show_earlier(self, visitor: Visitor):
        """Show what stands before."""
        await self._turn_page(visitor, services().chat_views.earlier)

    @rx.event
    @for_visitor
    async def show_later(self, visitor: Visitor):
        """Show what stands after."""
        await self._turn_page(visitor, services().chat_views.later)

    @rx.event
    @for_visitor
    async def show_newest(self, visitor: Visitor):
        """Leave an older part of the chat for its newest."""
        await self._show_newest(visitor)

    async def _show_newest(self, visitor: Visitor) -> None:
        self._first_id = self._last_id = ""
        await self._turn_page(visitor, self._keep_page, anew=True)

    async def _keep_page(self, user_id: str, chat_id: str, shown: Shown) -> Shown:
        return shown

    async def _turn_page(
        self,
        visitor: Visitor,
        turn: Callable[[str, str, Shown], Awaitable[Shown]],
        *,
        anew: bool = False,
    ) -> None:
        try:
            shown = await turn(visitor.user_id, self.opened_id, self._shown())
            view = await services().chat_views.view(visitor.user_id, self.opened_id, shown)
        except NoSuchChat:
            return
        await self._show(view, visitor, anew=anew)

    def _keep_first(self, message_id: str, chosen_id: str) -> None:
        """Another version of a message is shown: where the page began with that message it still does."""
        if self._first_id == message_id:
            self._first_id = chosen_id

    @rx.event
    @for_visitor
    async def resend_text(self, visitor: Visitor, name: str):
        """The page has lost a part of this text: send it whole."""
        message_id = str(name).removesuffix(REASONING)
        try:
            message = await services().chat_views.message_of(visitor.user_id, message_id)
        except NoSuchMessage:
            return
        feed = await self.get_state(Feed)
        feed._grow(str(name), 0, texts_of(message).get(str(name), ""))

    @rx.event
    @for_visitor
    async def send_message(
        self,
        visitor: Visitor,
        chat_id: str,
        text: str,
        idempotency_key: str,
        attachment_ids: list[str] | None = None,
    ):
        """Say something, in words or files; the reply, or its place in the queue, comes by follow_chat."""
        ids = (
            attachment_ids if isinstance(attachment_ids, list) else [attachment_ids] if attachment_ids else []
        )
        if (str(text).strip() or ids) and str(idempotency_key):
            await self._send(
                visitor, str(chat_id), str(text), str(idempotency_key)[:64], [str(one) for one in ids]
            )

    async def _send(
        self,
        visitor: Visitor,
        chat_id: str,
        text: str,
        idempotency_key: str,
        attachment_ids: Sequence[str] = (),
    ) -> None:
        self.can_shorten, self.shortened = False, ""
        try:
            await services().conversation.send_message(
                visitor.user_id, chat_id, text, idempotency_key, attachment_ids
            )
        except NOT_SENT as error:
            self.refused = idempotency_key
            self.refusal = refusal(error, visitor.locale, has_attachments=bool(attachment_ids))
            self.can_shorten = isinstance(error, OverWindow) and not attachment_ids
            return
        self.accepted, self.refusal, self.draft = idempotency_key, "", ""
        if self._last_id and not self.running_id:
            await self._show_newest(visitor)

    @rx.event
    @for_visitor
    async def keep_draft(self, visitor: Visitor, chat_id: str, text: str):
        """Keep what has been written so far, and tell the page that it is kept."""
        try:
            is_kept = await services().drafts.keep(visitor.user_id, str(chat_id), str(text))
        except NoSuchChat:
            return
        if is_kept and chat_id == self.opened_id:
            self.draft = str(text)

    @rx.event
    @for_visitor
    async def shorten_draft(self, visitor: Visitor, chat_id: str, text: str):
        """Leave out the middle of a draft that is too long for the model; the reader sees it first."""
        texts = texts_for(visitor.locale)
        try:
            self.shortened = await services().models.shortened(
                visitor.user_id, str(chat_id), str(text), texts.instructions.left_out_middle
            )
        except NoSuchChat:
            return
        except MessageTooLong as error:
            self.can_shorten, self.refusal = False, refusal(error, visitor.locale)
            return
        self.can_shorten, self.refusal = False, texts.composer.shortened_hint

    @rx.event
    @for_visitor
    async def send_question(self, visitor: Visitor, chat_id: str, text: str):
        """Say one of the prompt's example questions, by however many touches."""
        await self._send(visitor, str(chat_id), str(text), self._question_key or new_id())


def _chat_id_in(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
