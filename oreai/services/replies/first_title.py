"""What a chat is called at once: its first message, until the model or its owner finds a better title."""

from sqlmodel import Session

from oreai.characters import beginning
from oreai.models import Chat, Message, Role, TitledBy
from oreai.repositories import attachments, users
from oreai.services.attachments.kinds import names_of

_LENGTH = 30  # characters


def entitle(session: Session, chat: Chat, message: Message) -> None:
    """Call a chat that has no title yet by this message of its user, stored with its attachments."""
    if message.role == Role.USER and chat.titled_by == TitledBy.NOBODY:
        text = message.content or _name_of_attachments(session, chat, message)
        chat.title, chat.titled_by = title_from(text), TitledBy.FIRST_MESSAGE


def _name_of_attachments(session: Session, chat: Chat, message: Message) -> str:
    kinds = attachments.kinds_in(session, [message.id]).get(message.id, ())
    return ", ".join(names_of(kinds, users.locale_of(session, chat.user_id)))


def title_from(message: str) -> str:
    """The first words of a message, in one line."""
    line = " ".join(message.split())
    return line if len(line) <= _LENGTH else beginning(line, _LENGTH).rstrip() + "…"
