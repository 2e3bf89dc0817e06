"""Notes that users want remembered."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, select

from oreai.models import MemoryNote
from oreai.repositories.tables import run

MOST_NOTES = 100
"As many as a user has at the most."

_notes = MemoryNote.__table__
_TEXTS = (  # built once, as in `messages.py`
    select(_notes.c.text)
    .where(_notes.c.user_id == bindparam("user_id"))
    .order_by(_notes.c.created_at, _notes.c.id)
)


def of_user(session: Session, user_id: str) -> Sequence[MemoryNote]:
    """The user's notes, oldest first."""
    owned = select(MemoryNote).where(MemoryNote.user_id == user_id)
    return session.exec(owned.order_by(MemoryNote.created_at, MemoryNote.id)).all()


def get(session: Session, user_id: str, note_id: str) -> MemoryNote | None:
    """The note of this id, if it is this user's."""
    owned = select(MemoryNote).where(MemoryNote.id == note_id, MemoryNote.user_id == user_id)
    return session.exec(owned).first()


def texts_of(session: Session, user_id: str) -> Sequence[str]:
    """What the user's notes say, oldest first."""
    return run(session, _TEXTS, user_id=user_id).scalars().all()


def move(session: Session, from_id: str, to_id: str) -> None:
    """Give one user's notes to another one, who has each text once, and no more than are kept.

    The newest come first; those for which there is no place stay where they are.
    """
    known = set(texts_of(session, to_id))
    for note in reversed(of_user(session, from_id)):
        if note.text not in known and len(known) < MOST_NOTES:
            known.add(note.text)
            note.user_id = to_id
            session.add(note)
