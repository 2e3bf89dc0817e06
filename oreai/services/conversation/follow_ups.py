"""What a user could say after a reply: asked of the chat's model beside it, and kept with the reply.

The owner of the server pays that, and switches it on. Nobody waits for it: the reply has ended and is
stored before anything is asked. Choices that a reply offers by itself need no request.
"""

import logging
from collections.abc import Sequence

from sqlmodel import Session

from oreai.characters import beginning
from oreai.database import Database
from oreai.i18n import texts_for
from oreai.llm.client import ChatTurn
from oreai.llm.errors import ModelError
from oreai.models import Chat, Message, Purpose, Role, Status
from oreai.repositories import chats, messages, users
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.conversation.follow_up_text import choices_in, follow_ups_in
from oreai.services.live.topics import Live
from oreai.services.requests.auxiliary import AuxiliaryRequests, quoted
from oreai.services.requests.completed import CompletedReply
from oreai.services.usage.charges import Account

log = logging.getLogger(__name__)

MAX_TOKENS = 150
_TEMPERATURE = 0.7
_QUESTION, _REPLY = 600, 1500  # characters of each that go along


class FollowUps:
    """Asks the model what could be said next."""

    def __init__(self, database: Database, live: Live, auxiliary: AuxiliaryRequests):
        self._database = database
        self._live = live
        self._auxiliary = auxiliary

    async def after(self, reply: CompletedReply) -> None:
        """Keep what could be said after this reply with it; errors of the model are logged and swallowed.

        Args:
            reply: one that has been stored as complete.
        """
        user_id, chat_id, message_id = reply.user_id, reply.chat_id, reply.message_id
        try:
            turns = await self._database.read(lambda session: _request(session, user_id, chat_id, message_id))
            if turns:
                await self._keep(user_id, chat_id, message_id, await self._ask(user_id, chat_id, turns))
        except (ModelError, NoSuchChat, TimeoutError) as error:
            log.info("no follow-ups in chat %s: %r", chat_id, error)

    async def _ask(self, user_id: str, chat_id: str, turns: list[ChatTurn]) -> list[str]:
        account = Account(user_id, Purpose.FOLLOW_UPS, chat_id)
        answer = await self._auxiliary.ask_in_chat(
            account, turns, max_tokens=MAX_TOKENS, temperature=_TEMPERATURE
        )
        return follow_ups_in(answer)

    async def _keep(self, user_id: str, chat_id: str, message_id: str, texts: list[str]) -> None:
        def work(session: Session) -> bool:
            chat = chats.get(session, user_id, chat_id, lock=True)
            newest = _newest(session, chat) if chat else None
            if newest is None or newest.id != message_id:
                return False  # the conversation has gone on, or was deleted
            newest.follow_ups = "\n".join(texts)
            return True

        if not texts:
            return
        is_kept = await self._database.write(work)
        if is_kept:
            self._live.notify_changed(chat_id)


def offered_after(shown: Sequence[Message]) -> list[str]:
    """What can be offered below the newest of these messages: its own choices, or what was asked for."""
    if not shown or not _is_whole(shown[-1]):
        return []
    return choices_in(shown[-1].content) or (shown[-1].follow_ups or "").splitlines()


def _request(session: Session, user_id: str, chat_id: str, message_id: str) -> list[ChatTurn] | None:
    """What the model is asked, if this reply is to be asked about."""
    chat, user = chats.get(session, user_id, chat_id), users.get(session, user_id)
    if not chat or chat.temporary_until or not user.wants_follow_ups:
        return None
    reply = _newest(session, chat)
    if reply is None or reply.id != message_id or choices_in(reply.content):
        return None
    texts = texts_for(user.locale)
    question = messages.texts(session, [reply.parent_id]).get(reply.parent_id, "") if reply.parent_id else ""
    told = (Role.USER, beginning(question, _QUESTION)), (Role.ASSISTANT, beginning(reply.content, _REPLY))
    return quoted(texts.instructions.follow_up_request, told)


def _newest(session: Session, chat: Chat) -> Message | None:
    """The whole reply that the chat ends with, if it does."""
    visible = messages.visible_branch(session, chat.id)
    found = messages.whole(session, [row.id for row in visible[-1:]])
    return found[0] if found and _is_whole(found[0]) else None


def _is_whole(message: Message) -> bool:
    return message.role == Role.ASSISTANT and message.status == Status.COMPLETE and bool(message.content)
