"""Deleting an account: thirty days to think better of it, then everything of it is gone.

Whoever signs in within these days has changed their mind: `registration.enter_as` takes the deletion back.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.repositories import sessions as session_rows
from oreai.repositories import users
from oreai.services.accounts.sessions import Sessions

GRACE = timedelta(days=30)
_AT_ONCE = 20  # accounts in one transaction each; what is left goes an hour later
DeleteFiles = Callable[[Collection[str]], Awaitable[None]]


class AccountDeletion:
    """Takes the wish, and carries it out when its time has come."""

    def __init__(self, database: Database, sessions: Sessions, delete_files: DeleteFiles):
        self._database = database
        self._sessions = sessions
        self._delete_files = delete_files

    async def ask(self, user_id: str) -> None:
        """Sign the user out everywhere; in thirty days the account is gone."""

        def work(session: Session) -> list[str]:
            users.get(session, user_id, lock=True).delete_at = now() + GRACE
            return session_rows.end_all(session, user_id)

        self._sessions.tell_ended(await self._database.write(work))

    async def sweep(self, at: datetime | None = None) -> int:
        """Delete the accounts whose time has come by then (None: by now); how many there were."""
        moment = at or now()
        due = await self._database.read(lambda session: users.due_for_deletion(session, moment, _AT_ONCE))
        for user_id in due:
            await self._delete_files(await self._delete(user_id, moment))
        return len(due)

    async def _delete(self, user_id: str, at: datetime) -> set[str]:
        return await self._database.write(lambda session: users.delete_due(session, user_id, at))
