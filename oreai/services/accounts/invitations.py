"""Invitations as those who come by them know them: who invites, and what it gives."""

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.models import Invitation, User
from oreai.repositories import invitations
from oreai.services.accounts.server_rules import InvitationNeeded, Rules, SignUpClosed
from oreai.services.accounts.sessions import hashed

_LONGEST_TOKEN = 100  # characters


class InvitationIsOver(Exception):
    """It was used up, taken back, or its days are over."""


class Invitations:
    """Says who invites."""

    def __init__(self, database: Database):
        self._database = database

    async def invited_by(self, token: str) -> str:
        """The name of the owner who invites; empty where they have none.

        Raises:
            InvitationIsOver: nobody can come by it.
        """
        return await self._database.read(lambda session: _good(session, token).invited_by)

    async def sweep(self) -> int:
        """Forget those whose days are over; how many there were."""
        return await self._database.write(lambda session: invitations.forget_over(session, now()))


def require_open(rules: Rules, token: str) -> None:
    """See that somebody who brings this, or nothing, may sign up at all.

    Raises:
        SignUpClosed, InvitationNeeded: they may not.
    """
    if rules.sign_up == "closed":
        raise SignUpClosed
    if rules.sign_up == "invite" and not token:
        raise InvitationNeeded


def use(session: Session, token: str, user: User) -> None:
    """Give the user what the invitation of this token gives, in the transaction that signs them up.

    Raises:
        InvitationIsOver: nobody can come by it.
    """
    invitation = _good(session, token)
    if not invitations.use(session, invitation.id):
        raise InvitationIsOver
    user.role = invitation.role
    if invitation.calls_limit is not None:
        user.calls_limit = invitation.calls_limit


def _good(session: Session, token: str) -> Invitation:
    invitation = invitations.good(session, hashed(token[:_LONGEST_TOKEN]), now())
    if invitation is None:
        raise InvitationIsOver
    return invitation
