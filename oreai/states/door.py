"""Who may come in now, for the pages around signing in."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.invitations import InvitationIsOver


class DoorState(rx.State):
    """What anybody may know: whether one can sign up here, and who invites."""

    sign_up: str = "open"
    "open, invite or closed."
    guests: bool = True
    is_invited: bool = False
    invited_by: str = ""
    "The name of the owner whose link was followed, where they have one."
    invitation_is_over: bool = False

    @rx.event
    async def see_door(self):
        """Read the rules, and the invitation that the address names."""
        rules = await services().rules.current()
        self.sign_up, self.guests = rules.sign_up, rules.guests
        token = str(self.router.url.query_parameters.get("invite", ""))
        self.is_invited, self.invited_by, self.invitation_is_over = False, "", False
        if token:
            try:
                self.invited_by = await services().invitations.invited_by(token)
                self.is_invited = True
            except InvitationIsOver:
                self.invitation_is_over = True
