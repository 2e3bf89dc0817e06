"""Memory: short notes that a user has written, or said yes to; every chat of theirs knows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.models import MemoryNote
from oreai.repositories import memory, personalizations, users

LONGEST_NOTE = 300  # characters, as the column has


class NoSuchNote(Exception):
    """There is no such note, or it is another user's."""


@dataclass(eq=False)
class MemoryFull(Exception):
    """The user has as many notes as are kept; one has to go before another one comes."""

    limit: int


@dataclass(eq=False)
class NoteTooLong(Exception):
    """A note has more characters than are kept; nothing was stored."""

    length: int


@dataclass(frozen=True)
class Note:
    """What the user wants remembered."""

    id: str
    text: str


@dataclass(frozen=True)
class MemoryView:
    """All notes, newest first, and whether they go along."""

    notes: Sequence[Note]
    is_on: bool


class Memory:
    """Keeps each user's notes; no call takes another user's."""

    def __init__(self, database: Database):
        self._database = database

    async def read(self, user_id: str) -> MemoryView:
        """Everything that is remembered of this user."""

        def work(session: Session) -> MemoryView:
            notes = [Note(row.id, row.text) for row in reversed(memory.of_user(session, user_id))]
            own = personalizations.get(session, user_id)
            return MemoryView(notes, own is None or own.uses_memory)

        return await self._database.read(work)

    async def add(self, user_id: str, text: str) -> None:
        """Remember this; what is remembered already is not there twice, and a blank text is nothing.

        Raises:
            NoteTooLong: it is no short note.
            MemoryFull: there are as many as are kept.
        """
        await self._database.write(lambda session: remember(session, user_id, text))

    async def revise(self, user_id: str, note_id: str, text: str) -> None:
        """Let a note say something else; a blank text forgets it.

        Raises:
            NoSuchNote: it is gone, or not this user's.
            NoteTooLong: it would be no short note; it stays as it was.
        """
        line = one_line(text)

        def work(session: Session) -> None:
            note = memory.get(session, user_id, note_id)
            if note is None:
                raise NoSuchNote
            if line:
                note.text = line
            else:
                session.delete(note)

        await self._database.write(work)

    async def forget(self, user_id: str, note_id: str) -> None:
        """Delete a note for good.

        Raises:
            NoSuchNote: it is gone already, or not this user's.
        """
        await self.revise(user_id, note_id, "")

    async def switch(self, user_id: str, *, is_on: bool) -> None:
        """Let the notes go along from now on, or stay at home; they are kept either way."""

        def work(session: Session) -> None:
            personalizations.of_user(session, user_id).uses_memory = is_on

        await self._database.write(work)


def remember(session: Session, user_id: str, text: str) -> None:
    """Keep a note, in the caller's transaction; raises as `Memory.add`."""
    line = one_line(text)
    users.get(session, user_id, lock=True)  # two tabs would both take the last place
    known = memory.texts_of(session, user_id)
    if not line or line in known:
        return
    if len(known) >= memory.MOST_NOTES:
        raise MemoryFull(memory.MOST_NOTES)
    session.add(MemoryNote(user_id=user_id, text=line))


def one_line(text: str) -> str:
    """A note as it is kept: on one line.

    Raises:
        NoteTooLong: it has more characters than that.
    """
    line = " ".join(text.split())
    if len(line) > LONGEST_NOTE:
        raise NoteTooLong(len(line))
    return line
