"""What is theirs: chats and messages loaded through their owner; what is not theirs does not exist."""

from sqlmodel import Session

from oreai.models import Chat, Message
from oreai.repositories import chats, messages


class NoSuchChat(Exception):
    """No chat of this id is the user's."""


class NoSuchMessage(Exception):
    """No message of this id is the user's, or not one this can be done to."""


def locked_chat(session: Session, user_id: str, chat_id: str) -> Chat:
    """The user's chat, locked: what is said in one chat is put in order.

    Raises:
        NoSuchChat: the chat is not this user's.
    """
    chat = chats.get(session, user_id, chat_id, lock=True)
    if chat is None:
        raise NoSuchChat
    return chat


def message_and_chat(session: Session, user_id: str, message_id: str) -> tuple[Message, Chat]:
    """The user's message and its chat, locked.

    Raises:
        NoSuchMessage: the message is not this user's, or is deleted.
    """
    chat = chats.get(session, user_id, _message(session, user_id, message_id).chat_id, lock=True)
    if chat is None:
        raise NoSuchMessage
    return _message(session, user_id, message_id), chat  # as it stands now that nobody else changes it


def _message(session: Session, user_id: str, message_id: str) -> Message:
    message = messages.owned(session, user_id, message_id)
    if message is None:
        raise NoSuchMessage
    return message


def owned_chat(session: Session, user_id: str, chat_id: str, *, lock: bool = False) -> Chat:
    """The user's chat; locked, where it is going to be changed.

    Raises:
        NoSuchChat: the chat is not this user's, or is deleted.
    """
    chat = chats.get(session, user_id, chat_id, lock=lock)
    if chat is None:
        raise NoSuchChat
    return chat
