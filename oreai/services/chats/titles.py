"""Titles by the model: once, after a chat's first complete reply, and never over its owner's own.

That costs the user no call and does not move the chat in the list; where it fails, the
first words stay the title.
"""

import asyncio
import logging

from sqlmodel import Session

from oreai.characters import beginning
from oreai.database import Database
from oreai.i18n import Texts, texts_for
from oreai.llm.client import ChatTurn
from oreai.llm.errors import ModelError
from oreai.models import Chat, Message, Role, Status, TitledBy
from oreai.repositories import chats, messages, users
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.chats.title_text import title_in
from oreai.services.live.topics import Live
from oreai.services.models.chat_models import ChatModels
from oreai.services.requests.auxiliary import AuxiliaryRequests
from oreai.services.requests.completed import CompletedReply
from oreai.services.requests.record import marked

log = logging.getLogger(__name__)

MAX_TOKENS = 32
_TEMPERATURE = 0.2
_EXCERPT = 1000  # characters of each message: what a chat is about is said early
_PATIENCE_SECONDS = 30


class Titles:
    """Asks the model for the title of a chat."""

    def __init__(self, database: Database, live: Live, models: ChatModels, auxiliary: AuxiliaryRequests):
        self._database = database
        self._live = live
        self._models = models
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
        _, model = await self._models.in_chat(user_id, chat_id)
        if not model.writes_auxiliary:
            return ""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            answer = await self._auxiliary.ask(model, turns, max_tokens=MAX_TOKENS, temperature=_TEMPERATURE)
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
    visible = messages.visible_branch(session, chat_id)
    whole = [turn for turn in visible if turn.role == Role.ASSISTANT and turn.status == Status.COMPLETE]
    if len(whole) != 1:
        return None
    rows = messages.whole(session, [turn.id for turn in visible])
    return _turns(texts_for(users.get(session, user_id).locale), rows)


def _may_be_titled(chat: Chat) -> bool:
    return chat.titled_by == TitledBy.WORDS


def _turns(texts: Texts, visible: list[Message]) -> list[ChatTurn]:
    """The conversation goes as one quoted turn: as turns of its own the model would go on with it."""
    mark = texts.attachments.picture_mark
    excerpts = [(turn, beginning(turn.content, _EXCERPT)) for turn in visible]
    told = [(turn.role, marked(text, mark) if turn.attachment_tokens else text) for turn, text in excerpts]
    conversation = "\n\n".join(f"{role}: {text}" for role, text in told if text)
    return [
        ChatTurn("system", texts.instructions.title_request),
        ChatTurn("user", f"<conversation>\n{conversation}\n</conversation>"),
    ]
