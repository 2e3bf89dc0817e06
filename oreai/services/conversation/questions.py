"""What a reader has asked in a chat, in few words: the way back to each question."""

from sqlmodel import Session

from oreai.models import Role
from oreai.repositories import messages
from oreai.services.accounts.ownership import owned_chat

MOST_QUESTIONS = 500  # the newest: a list of more is searched instead
_CHARACTERS = 120  # of each: two lines of a phone


def questions_of(session: Session, user_id: str, chat_id: str) -> list[tuple[str, str]]:
    """(id, its first words) of what was asked in a chat, oldest first.

    Raises:
        NoSuchChat: the chat is not this user's.
    """
    chat = owned_chat(session, user_id, chat_id)
    asked = [row.id for row in messages.visible_branch(session, chat.id) if row.role == Role.USER]
    newest = asked[-MOST_QUESTIONS:]
    words = messages.beginnings(session, newest, _CHARACTERS)
    return [(message_id, " ".join(words[message_id].split())) for message_id in newest]
