"""The chats of the guest who used this browser before its owner signed in: brought along, or left."""

from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.repositories import memory, moving, personalizations, sessions
from oreai.services.accounts.sessions import NotSignedIn, hashed
from oreai.services.live.topics import Live


@dataclass(frozen=True)
class Brought:
    """How many chats have moved, and from whom to whom."""

    chats: int
    guest_id: str
    user_id: str


class BringAlong:
    """Moves a guest's chats to the account that has signed in at the same browser."""

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def waiting(self, token: str) -> int:
        """How many chats the guest who was here before has left; untouched samples do not count."""

        def work(session: Session) -> int:
            row = sessions.by_hash(session, hashed(token))
            return moving.count_own(session, row.guest_id) if row and row.guest_id else 0

        return await self._database.read(work)

    async def bring(self, token: str) -> Brought | None:
        """Move the guest's chats, all at once: drafts, queues, attachments and running replies with them.

        Their custom instructions come along where the account has none of its own, and their notes.

        Returns:
            What has moved; None where there was nothing to bring.

        Raises:
            NotSignedIn: the token is nobody's.
        """

        def work(session: Session) -> Brought | None:
            row = sessions.by_hash(session, hashed(token))
            if row is None:
                raise NotSignedIn
            if row.guest_id is None:
                return None
            brought = Brought(moving.move_own(session, row.guest_id, row.user_id), row.guest_id, row.user_id)
            personalizations.move(session, row.guest_id, row.user_id)
            memory.move(session, row.guest_id, row.user_id)
            row.guest_id = None
            return brought

        brought = await self._database.write(work)
        if brought:
            self._live.notify_changed(brought.user_id, brought.guest_id)
        return brought

    async def leave(self, token: str) -> None:
        """Ask no more; the guest's chats stay with the guest."""

        def work(session: Session) -> None:
            if row := sessions.by_hash(session, hashed(token)):
                row.guest_id = None

        await self._database.write(work)
