"""One chat: its messages, its running reply, and what the reader does."""

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.models import new_id
from oreai.services.accounts import Visitor
from oreai.services.chats import NoSuchChat
from oreai.services.conversation import (
    LONGEST_PROMPT,
    ConversationView,
    Growth,
    MessageView,
    NoSuchMessage,
    PromptTooLong,
    StillReplying,
)
from oreai.states.feed import Feed, MessageRow
from oreai.states.session import visitor_of


@dataclass
class ExampleRow:
    """An example turn of a sample chat."""

    role: str
    content: str


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

    accepted: str = ""
    "The newest send the server has stored; the composer lets go of that draft."
    refused: str = ""
    "The newest send it has not stored; the composer keeps that draft."
    refusal: str = ""
    "Why not, in the reader's language."

    asks_to_clear: bool = False
    "The question before everything is deleted is open."

    @rx.event
    async def open_chat(self):
        """Show the chat of this address, or that there is none."""
        visitor = await visitor_of(self)
        chat_id = _chat_id_in(self.router.url.path)
        if chat_id != self.opened_id:
            self.refusal, self.asks_to_clear = "", False
        try:
            view = await services().conversation.view(visitor.user_id, chat_id)
        except NoSuchChat:
            self._leave()
            self.opened_id, self.missing = chat_id, True
            return None
        self.opened_id, self.missing = chat_id, False
        self._show(view)
        feed = await self.get_state(Feed)
        feed._show_all(*_rows_and_texts(view, visitor.locale))
        return ChatState.follow_chat

    def _leave(self) -> None:
        self.opened_id, self.missing = "", False
        self.icon, self.title, self.running_id, self.refusal = "", "", "", ""
        self.examples, self.questions = [], []

    @rx.event(background=True)
    async def follow_chat(self):
        """Show what happens in this chat, whichever tab or device causes it, until the reader leaves."""
        async with self:
            visitor, chat_id = await visitor_of(self), self.opened_id
        try:
            async with aclosing(services().conversation.follow(visitor.user_id, chat_id)) as news:
                async for update in news:
                    async with self:
                        if self.opened_id != chat_id:
                            return
                        await self._take(update, visitor)
        except NoSuchChat:
            async with self:
                self._leave()
                self.opened_id, self.missing = chat_id, True

    async def _take(self, update: ConversationView | Growth, visitor: Visitor) -> None:
        feed = await self.get_state(Feed)
        if isinstance(update, Growth):
            feed._grow(update.message_id, update.offset, update.text)
        else:
            self._show(update)
            feed._show(*_rows_and_texts(update, visitor.locale))

    def _show(self, view: ConversationView) -> None:
        """Bring the screen to what the store says."""
        shown = {
            "icon": view.icon,
            "title": view.title,
            "opening": view.opening,
            "questions": view.questions,
            "examples": [ExampleRow(role, content) for role, content in view.examples],
            "running_id": view.running_id,
        }
        for name, value in shown.items():
            if getattr(self, name) != value:  # a var that is set is sent, also to the same value
                setattr(self, name, value)

    @rx.event
    async def resend_text(self, message_id: str):
        """The page has lost a part of this message: send it whole."""
        visitor = await visitor_of(self)
        try:
            text = await services().conversation.text_of(visitor.user_id, str(message_id))
        except NoSuchMessage:
            return
        feed = await self.get_state(Feed)
        feed._grow(str(message_id), 0, text)

    @rx.event
    async def send_prompt(self, chat_id: str, text: str, send_key: str):
        """Say something; the reply comes by way of follow_chat."""
        if str(text).strip() and str(send_key):
            await self._send(str(chat_id), str(text), str(send_key)[:64])

    async def _send(self, chat_id: str, text: str, send_key: str) -> None:
        visitor = await visitor_of(self)
        try:
            await services().conversation.add_prompt(visitor.user_id, chat_id, text, send_key)
        except (StillReplying, PromptTooLong, NoSuchChat) as error:
            self.refused, self.refusal = send_key, _refusal(error, visitor.locale)
            return
        self.accepted, self.refusal = send_key, ""

    @rx.event
    async def send_question(self, text: str):
        """Say one of the prompt's example questions."""
        await self._send(self.opened_id, str(text), new_id())

    @rx.event
    async def retry_reply(self, message_id: str):
        """Ask once more for a reply."""
        await self._ask_again(services().conversation.retry, message_id)

    @rx.event
    async def continue_reply(self, message_id: str):
        """Let a reply that ended early go on."""
        await self._ask_again(services().conversation.continue_reply, message_id)

    async def _ask_again(self, ask: Callable[[str, str], Awaitable[str]], message_id: str) -> None:
        visitor = await visitor_of(self)
        try:
            await ask(visitor.user_id, str(message_id))
        except StillReplying as error:
            self.refusal = _refusal(error, visitor.locale)
        except (NoSuchMessage, NoSuchChat):
            return

    @rx.event
    async def stop_reply(self):
        """Stop the running reply; what has come stays."""
        visitor = await visitor_of(self)
        await services().conversation.stop(visitor.user_id, self.running_id)

    @rx.event
    def ask_to_clear(self):
        """Ask before deleting anything."""
        self.asks_to_clear = True

    @rx.event
    def keep_messages(self):
        """The user has thought better of it."""
        self.asks_to_clear = False

    @rx.event
    async def clear_messages(self):
        """Delete this chat's messages; the user has confirmed it."""
        self.asks_to_clear = False
        visitor = await visitor_of(self)
        try:
            await services().conversation.clear(visitor.user_id, self.opened_id)
        except NoSuchChat:
            return


def _chat_id_in(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _rows_and_texts(view: ConversationView, locale: str) -> tuple[list[MessageRow], dict[str, str]]:
    rows = [_row(message, locale) for message in view.messages]
    return rows, {message.id: message.content for message in view.messages}


def _row(message: MessageView, locale: str) -> MessageRow:
    streaming = message.status == "streaming"
    return MessageRow(
        id=message.id,
        role=message.role,
        status=message.status,
        characters=0 if streaming else len(message.content),
        error=_error(message, locale),
        can_continue=message.can_continue,
    )


def _error(message: MessageView, locale: str) -> str:
    if message.status != "failed":
        return ""
    texts = texts_for(locale)
    words = message.error_words or texts.errors["unknown"]
    error = texts.errors.get(message.error_kind, texts.errors["unknown"]).replace("{words}", words)
    if message.retry_after_s:
        error = texts.error_wait.replace("{error}", error).replace("{seconds}", str(message.retry_after_s))
    return error


def _refusal(error: Exception, locale: str) -> str:
    texts = texts_for(locale)
    match error:
        case StillReplying():
            return texts.still_replying
        case PromptTooLong():
            long = texts.prompt_too_long.replace("{length}", str(error.args[0]))
            return long.replace("{limit}", str(LONGEST_PROMPT))
        case _:
            return texts.chat_missing
