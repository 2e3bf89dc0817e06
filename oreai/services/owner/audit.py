"""The list of what owners have done: who, what, whom, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.characters import beginning
from oreai.columns import now
from oreai.database import Database
from oreai.models import AuditEntry, User
from oreai.repositories import audit

KEPT_FOR = timedelta(days=400)
_PAGE = 30
_LONGEST_NAME, _LONGEST_DETAIL = 64, 200  # characters, as the columns


@dataclass(frozen=True)
class Actor:
    """Who acts: an owner by name, or the command line."""

    name: str = ""


COMMAND_LINE = Actor()


@dataclass(frozen=True)
class Act:
    """One line of the list."""

    at: datetime
    actor: str
    "Empty for the command line."
    act: str
    user_id: str
    user_name: str
    detail: str


def write_down(session: Session, actor: Actor, act: str, user: User | None = None, detail: str = "") -> None:
    """Add an act to the list, in the transaction that does it.

    Args:
        detail: such as the quota before and after; never a secret.
    """
    session.add(
        AuditEntry(
            actor=beginning(actor.name, _LONGEST_NAME),
            act=act,
            user_id=user.id if user else "",
            user_name=(user.name or "") if user else "",
            detail=beginning(detail, _LONGEST_DETAIL),
        )
    )


class Audit:
    """Reads the list, and forgets what is old."""

    def __init__(self, database: Database):
        self._database = database

    async def newest(self, before: datetime | None = None, count: int = _PAGE) -> Sequence[Act]:
        """So many acts, the newest first, before that moment where one is given."""
        rows = await self._database.read(lambda session: audit.newest(session, count, before))
        return [Act(row.at, row.actor, row.act, row.user_id, row.user_name, row.detail) for row in rows]

    async def sweep(self) -> int:
        """Forget what is older than thirteen months; how much that was."""
        return await self._database.write(lambda session: audit.forget_before(session, now() - KEPT_FOR))
