"""Titles by the model: once, after a chat's first complete reply, and never over its owner's own.

The owner of the server pays that. It does not move the chat in the list; where it fails, the
first words stay the title.
"""

import logging
from collections.abc import Mapping
from itertools import dropwhile

from sqlmodel import Session

from oreai.characters import beginning
from oreai.database import Database
from oreai.i18n import Texts, texts_for
from oreai.llm.client import ChatTurn
from oreai.llm.errors import ModelError
from oreai.models import Chat, Message, Purpose, Role, Status, TitledBy
from oreai.repositories import attachments, chats, messages, users
from oreai.repositories.messages import MessageSummary
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.attachments.kinds import mark_of
from oreai.services.chats.title_text import title_in
from oreai.services.live.topics import Live
from oreai.services.requests.auxiliary import AuxiliaryRequests, quoted
from oreai.services.requests.completed import CompletedReply
from oreai.services.requests.record import marked
from oreai.services.usage.charges import Account

log = logging.getLogger(__name__)

MAX_TOKENS = 32
_TEMPERATURE = 0.2
_EXCERPT = 1000  # characters of each message: what a chat is about is said early


class Titles:
    """Asks the model for the title of a chat."""

    def __init__(self, database: Database, live: Live, auxiliary: AuxiliaryRequests):
        self._database = database
        self._live = live
        self._auxiliary = auxiliary

    async def after(self, reply: CompletedReply) -> None:
        """Give the chat a title, if this reply is its first; errors of the model are logged and swallowed.

        Args:
            reply: one that has been stored as complete.
        """
        user_id, chat_id = reply.user_id, reply.chat_id
        try:
            if turns := await self._database.read(lambda session: _request(session, user_id, chat_id)):
                await self._write(user_id, chat_id, await self._ask(user_id, chat_id, turns))
        except (ModelError, NoSuchChat, TimeoutError) as error:
            log.info("no better title for chat %s: %r", chat_id, error)

    async def _ask(self, user_id: str, chat_id: str, turns: list[ChatTurn]) -> str:
        account = Account(user_id, Purpose.TITLE, chat_id)
        answer = await self._auxiliary.ask_in_chat(
            account, turns, max_tokens=MAX_TOKENS, temperature=_TEMPERATURE
        )
        return title_in(answer)

    async def _write(self, user_id: str, chat_id: str, title: str) -> None:
        def work(session: Session) -> None:
            chat = chats.get(session, user_id, chat_id, lock=True)
            if chat and _may_be_titled(chat):  # or it was renamed or deleted meanwhile
                chat.title, chat.titled_by = title, TitledBy.MODEL

        if title:
            await self._database.write(work)
            self._live.notify_changed(chat_id, user_id)


def _request(session: Session, user_id: str, chat_id: str) -> list[ChatTurn] | None:
    """What the model is asked, if this chat is to be asked about."""
    chat = chats.get(session, user_id, chat_id)
    if not chat or not _may_be_titled(chat):
        return None
    # What an assistant says before it is asked says nothing of what the chat will be about.
    visible = list(dropwhile(_is_reply, messages.visible_branch(session, chat_id)))
    whole = [turn for turn in visible if turn.role == Role.ASSISTANT and turn.status == Status.COMPLETE]
    if len(whole) != 1:
        return None
    ids = [turn.id for turn in visible]
    locale, kinds = users.locale_of(session, user_id), attachments.kinds_in(session, ids)
    marks = {message_id: mark_of(its, locale) for message_id, its in kinds.items()}
    return _turns(texts_for(locale), messages.whole(session, ids), marks)


def _is_reply(message: MessageSummary) -> bool:
    return message.role == Role.ASSISTANT


def _may_be_titled(chat: Chat) -> bool:
    return chat.titled_by == TitledBy.FIRST_MESSAGE and chat.temporary_until is None


def _turns(texts: Texts, visible: list[Message], marks: Mapping[str, str]) -> list[ChatTurn]:
    excerpts = [(turn, beginning(turn.content, _EXCERPT)) for turn in visible]
    told = [(turn.role, marked(text, marks.get(turn.id, ""))) for turn, text in excerpts]
    return quoted(texts.instructions.title_request, told)
