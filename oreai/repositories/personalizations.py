"""What users want known in all their chats."""

from sqlalchemy import bindparam
from sqlmodel import Session, select

from oreai.models import Personalization
from oreai.repositories import users

# Built once, as in `messages.py`.
_OF_USER = select(Personalization).where(Personalization.user_id == bindparam("user_id"))


def get(session: Session, user_id: str) -> Personalization | None:
    """The user's, if they have ever written any."""
    return session.exec(_OF_USER, params={"user_id": user_id}).first()


def of_user(session: Session, user_id: str) -> Personalization:
    """The user's, to be changed; an empty one that is stored with this transaction where there was none.

    Their other writers wait meanwhile: two tabs would store two first ones.
    """
    users.get(session, user_id, lock=True)
    found = get(session, user_id) or Personalization(user_id=user_id)
    session.add(found)
    return found


def move(session: Session, from_id: str, to_id: str) -> None:
    """Give what one user has written to another one, who keeps what they have written themselves."""
    brought = get(session, from_id)
    if brought is None or not (brought.about or brought.answer_style):
        return
    own = of_user(session, to_id)
    if not (own.about or own.answer_style):
        own.about, own.answer_style = brought.about, brought.answer_style
        own.uses_instructions = brought.uses_instructions
        session.delete(brought)
