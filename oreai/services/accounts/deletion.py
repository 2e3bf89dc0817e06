"""Deleting an account: thirty days to think better of it, then everything of it is gone.

Whoever signs in within these days has changed their mind: `registration.enter_as` takes the deletion back.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.llm.sources import endpoint_of_users
from oreai.repositories import capabilities, user_providers, users
from oreai.services.accounts.roles import keep_an_owner
from oreai.services.accounts.sessions import Sessions, end_everywhere

GRACE = timedelta(days=30)
_LOST_AT_ONCE = 500  # guests in one question
_A_VISIT = timedelta(hours=1)  # whoever was seen within it may be about to get a session
_AT_ONCE = 100  # accounts in one transaction each; what is left goes an hour later
DeleteFiles = Callable[[Collection[str]], Awaitable[None]]


class AccountDeletion:
    """Deletes accounts: takes the wish, and carries it out when its time has come."""

    def __init__(self, database: Database, sessions: Sessions, delete_files: DeleteFiles, *, guest_days: int):
        """
        Args:
            guest_days: how long what is a guest's stays after nothing leads back to it any more.
        """
        self._database = database
        self._sessions = sessions
        self._delete_files = delete_files
        self._guests_grace = timedelta(days=guest_days)

    async def ask(self, user_id: str) -> None:
        """Sign the user out everywhere; in thirty days the account is gone.

        Raises:
            LastOwner: the server would have no owner any more.
        """

        self._sessions.tell_ended(await self._database.write(lambda session: mark(session, user_id)))

    async def sweep(self, at: datetime | None = None) -> int:
        """Delete the accounts whose time has come by then (None: by now); how many there were."""
        moment = at or now()
        due = await self._database.read(lambda session: users.due_for_deletion(session, moment, _AT_ONCE))
        for user_id in due:
            await self._delete_files(await self._delete(user_id, moment))
        return len(due)

    async def sweep_guests(self, at: datetime | None = None) -> int:
        """Let guests go whose sessions are all over by then (None: by now), after the days set; how many.

        Who has a recovery code, a device link, a passkey or a token can still come back, and stays.
        """
        moment = at or now()

        def work(session: Session) -> int:
            lost = users.lost_guests(session, moment - _A_VISIT, _LOST_AT_ONCE)
            users.mark_for_deletion(session, lost, moment + self._guests_grace)
            return len(lost)

        return await self._database.write(work)

    async def _delete(self, user_id: str, at: datetime) -> set[str]:
        def work(session: Session) -> set[str]:
            own = [endpoint_of_users(row.id) for row in user_providers.of_user(session, user_id)]
            capabilities.forget(session, own)  # these rows are nobody's by a foreign key
            return users.delete_due(session, user_id, at)

        return await self._database.write(work)


def mark(session: Session, user_id: str) -> list[str]:
    """Let the account go in thirty days, in the caller's transaction; the hashes of its sessions, all ended.

    Raises:
        LastOwner: the server would have no owner any more.
    """
    keep_an_owner(session, user_id)
    users.get(session, user_id, lock=True).delete_at = now() + GRACE
    return end_everywhere(session, user_id)
