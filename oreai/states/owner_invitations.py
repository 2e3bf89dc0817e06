"""Invitations on the owner's page; a link itself never comes here: it goes over HTTP, once."""

from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.states.for_owner import actor_of, for_owner
from oreai.states.owner import OwnerState


@dataclass
class InvitationRow:
    """An invitation on the screen."""

    id: str
    note: str
    uses_left: int
    ends_at: str


class OwnerInvitationsState(rx.State):
    """Those that are good."""

    invitations: list[InvitationRow] = []

    @rx.event
    @for_owner
    async def load(self, visitor: Visitor):
        """Read the list anew."""
        views = await services().owners_invitations.list()
        self.invitations = [
            InvitationRow(view.id, view.note, view.uses_left, view.expires_at.isoformat()) for view in views
        ]

    @rx.event
    @for_owner
    async def revoke(self, visitor: Visitor, invitation_id: str):
        """Take one back."""
        await services().owners_invitations.revoke(await actor_of(visitor), str(invitation_id))
        return [OwnerInvitationsState.load, OwnerState.load]
