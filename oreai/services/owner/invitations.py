"""Invitations as the owner makes and takes them back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.characters import beginning
from oreai.columns import now
from oreai.database import Database
from oreai.models import Invitation, UserRole
from oreai.repositories import invitations
from oreai.services.accounts.sessions import hashed
from oreai.services.owner.audit import Actor, write_down
from oreai.services.owner.users import MOST_CALLS

MOST_USES, MOST_DAYS = 1000, 365
LONGEST_NOTE = 100  # characters
_MOST = 200  # that are good at the same time
_TOKEN_BYTES = 16


class BadInvitation(Exception):
    """For nobody, for no day, for too many of them, or with a quota that cannot be stored."""


class TooManyInvitations(Exception):
    """As many are good as may be; one has to go first."""


@dataclass(frozen=True)
class InvitationForm:
    """What an owner wants an invitation for."""

    note: str = ""
    uses: int = 1
    days: int = 7
    role: UserRole = UserRole.USER
    calls_limit: int | None = None


@dataclass(frozen=True)
class InvitationView:
    """An invitation in the list; its token cannot be read again."""

    id: str
    note: str
    invited_by: str
    uses_left: int
    role: str
    calls_limit: int | None
    expires_at: datetime


class OwnersInvitations:
    """Makes, lists and revokes them; each act is written down."""

    def __init__(self, database: Database):
        self._database = database

    async def make(self, actor: Actor, form: InvitationForm) -> str:
        """The token of a new invitation, to be shown once.

        Raises:
            BadInvitation, TooManyInvitations: none was made.
        """
        calls_fit = form.calls_limit is None or 0 <= form.calls_limit <= MOST_CALLS
        is_for_somebody = 1 <= form.uses <= MOST_USES and 1 <= form.days <= MOST_DAYS
        if not calls_fit or not is_for_somebody or form.role == UserRole.DISABLED:
            raise BadInvitation
        token = secrets.token_urlsafe(_TOKEN_BYTES)

        def work(session: Session) -> None:
            if invitations.count(session, now()) >= _MOST:
                raise TooManyInvitations
            session.add(
                Invitation(
                    token_hash=hashed(token),
                    invited_by=beginning(actor.name, 64),
                    note=beginning(" ".join(form.note.split()), LONGEST_NOTE),
                    uses_left=form.uses,
                    role=form.role,
                    calls_limit=form.calls_limit,
                    expires_at=now() + timedelta(days=form.days),
                )
            )
            write_down(
                session, actor, "invite", detail=f"{form.uses} x {form.role}, {form.days} d: {form.note}"
            )

        await self._database.write(work)
        return token

    async def list(self) -> Sequence[InvitationView]:
        """Those that are good, the newest first."""
        rows = await self._database.read(lambda session: invitations.newest(session, now(), _MOST))
        return [
            InvitationView(
                row.id, row.note, row.invited_by, row.uses_left, row.role, row.calls_limit, row.expires_at
            )
            for row in rows
        ]

    async def revoke(self, actor: Actor, invitation_id: str) -> bool:
        """Take an invitation back; whether there was such a one."""

        def work(session: Session) -> bool:
            row = invitations.remove(session, invitation_id)
            if row is not None:
                write_down(session, actor, "revoke", detail=row.note)
            return row is not None

        return await self._database.write(work)
