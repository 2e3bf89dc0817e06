"""Whether a provider hears and speaks for this user; where none does, the browser may."""

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.states.session import for_visitor


class VoiceState(rx.State):
    """What of voice there is."""

    transcribes: bool = False
    speaks: bool = False

    @rx.event
    @for_visitor
    async def look_for_voices(self, visitor: Visitor):
        """See what is set for this user."""
        found = await services().voice.abilities(visitor.user_id)
        self.transcribes, self.speaks = found.transcribes, found.speaks
