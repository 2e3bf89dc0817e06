"""Slowing down who guesses: growing waits for one account, and a number an hour for one network.

Nobody is shut out for good: whoever knows a name could shut its owner out. What was tried is kept in the
database, so that every process of the server knows of it.
"""

import hashlib
from datetime import timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.repositories import attempts

WINDOW = timedelta(hours=1)
_FREE = 5  # wrong passwords in a row before the first wait
_LONGEST_WAIT_S = 60


class SlowDown(Exception):
    """Too many tries; `seconds` is how long to wait before the next one."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


class Throttle:
    """Counts what was tried in the last hour."""

    def __init__(self, database: Database):
        self._database = database

    async def account(self, name_key: str) -> None:
        """Let one try at this account's password begin; it counts as wrong until `succeeded` says otherwise.

        Raises:
            SlowDown: the last ones were wrong, and the wait after them is not over.
        """
        await self._database.write(lambda session: _try_account(session, f"account:{name_key}"))

    async def succeeded(self, name_key: str) -> None:
        """The password was right: what was tried before is forgotten."""
        await self._database.write(lambda session: attempts.forget(session, _hashed(f"account:{name_key}")))

    async def network(self, what: str, network: str, *, an_hour: int) -> None:
        """Let something begin that one network may do so many times an hour.

        Args:
            what: a word for it, such as sign-in.
            network: as `web/client_address.py` names it.

        Raises:
            SlowDown: it has done that already.
        """
        await self._database.write(lambda session: try_often(session, f"{what}:{network}", an_hour))

    async def person(self, what: str, user_id: str, *, an_hour: int) -> None:
        """The same for something that one user may do so many times an hour.

        Raises:
            SlowDown: they have done that already.
        """
        await self._database.write(lambda session: try_often(session, f"{what}:user:{user_id}", an_hour))

    async def sweep(self) -> int:
        """Forget what was tried more than an hour ago; how many tries there were."""
        return await self._database.write(lambda session: attempts.forget_before(session, now() - WINDOW))


def _try_account(session: Session, subject: str) -> None:
    key = _hashed(subject)
    tried = attempts.count_since(session, key, now() - WINDOW)
    if tried.count >= _FREE and tried.newest:
        wait_s = min(_LONGEST_WAIT_S, 2 ** (tried.count - _FREE))
        left_s = wait_s - (now() - tried.newest).total_seconds()
        if left_s > 0:
            raise SlowDown(int(left_s) + 1)
    attempts.add(session, key)


def try_often(session: Session, subject: str, an_hour: int) -> None:
    """The same in the caller's transaction.

    Args:
        subject: what is tried, and by whom.

    Raises:
        SlowDown: that was done so often within the hour already.
    """
    key = _hashed(subject)
    tried = attempts.count_since(session, key, now() - WINDOW)
    if tried.count >= an_hour and tried.oldest:
        raise SlowDown(int((tried.oldest + WINDOW - now()).total_seconds()) + 1)
    attempts.add(session, key)


def _hashed(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()
