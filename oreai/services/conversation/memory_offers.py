"""Offers to remember what a message asks to be remembered; nothing is stored without its user's yes.

An offer is found anew in the words of the newest exchange each time, and costs no request. The chat knows
the message whose offer was answered, so that no tab or device asks twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Chat, Role, Status
from oreai.repositories import chats, memory, messages, personalizations
from oreai.repositories.messages import MessageSummary
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.live.topics import Live
from oreai.services.personalization.asked_to_remember import asked_to_remember
from oreai.services.personalization.memory import remember


@dataclass(frozen=True)
class MemoryOffer:
    """What could be remembered, and the message that asks for it."""

    message_id: str
    text: str


class NoSuchOffer(Exception):
    """Nothing is offered there, or it was answered elsewhere."""


class MemoryOffers:
    """Takes a user's answer to an offer."""

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def accept(self, user_id: str, chat_id: str, message_id: str) -> None:
        """Remember what is offered.

        Raises:
            NoSuchChat: the chat is not this user's.
            NoSuchOffer: nothing is offered for this message any more.
        """
        await self._answer(
            user_id, chat_id, message_id, lambda session, offer: remember(session, user_id, offer.text)
        )

    async def decline(self, user_id: str, chat_id: str, message_id: str) -> None:
        """Offer it no more; raises as `accept` does."""
        await self._answer(user_id, chat_id, message_id, lambda session, offer: None)

    async def prompt_of(self, user_id: str, message_id: str) -> str:
        """What the user said that this reply answers, for them to make a note of.

        Raises:
            NoSuchMessage: the reply is not this user's, or answers nothing.
        """

        def work(session: Session) -> str:
            reply = messages.owned(session, user_id, message_id)
            if reply is None or reply.parent_id is None:
                raise NoSuchMessage
            return messages.texts(session, [reply.parent_id])[reply.parent_id]

        return await self._database.read(work)

    async def _answer(
        self, user_id: str, chat_id: str, message_id: str, act: Callable[[Session, MemoryOffer], None]
    ) -> None:
        def work(session: Session) -> None:
            chat = chats.get(session, user_id, chat_id, lock=True)
            if chat is None:
                raise NoSuchChat
            offer = offer_in(session, chat, messages.visible_branch(session, chat_id))
            if offer is None or offer.message_id != message_id:
                raise NoSuchOffer
            act(session, offer)
            chat.memory_answered_id = message_id

        await self._database.write(work)
        self._live.notify_changed(chat_id)


def offer_in(session: Session, chat: Chat, visible: Sequence[MessageSummary]) -> MemoryOffer | None:
    """What the newest exchange asks to be remembered, once its reply has ended.

    In a temporary chat nothing is offered.

    Args:
        chat: one that was loaded through its owner.
        visible: its conversation.
    """
    if chat.temporary_until is not None or len(visible) < 2 or visible[-1].status == Status.STREAMING:
        return None
    asked = visible[-2]
    if (asked.role, visible[-1].role) != (Role.USER, Role.ASSISTANT) or asked.id == chat.memory_answered_id:
        return None
    text = asked_to_remember(messages.texts(session, [asked.id])[asked.id])
    return MemoryOffer(asked.id, text) if text and _may_be_remembered(session, chat.user_id, text) else None


def _may_be_remembered(session: Session, user_id: str, text: str) -> bool:
    own, known = personalizations.get(session, user_id), memory.texts_of(session, user_id)
    return (own is None or own.uses_memory) and text not in known and len(known) < memory.MOST_NOTES
