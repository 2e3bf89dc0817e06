"""What its reader does with the persona whose dialog is open: copy, share, delete."""

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.links import PersonaSharingIsOff
from oreai.services.personas.own import NoSuchPersona
from oreai.states.discover import OWN, DiscoverState
from oreai.states.persona import PersonaState
from oreai.states.persona_words import NOT_MADE, wrong_with
from oreai.states.session import for_visitor


class PersonaActs(rx.State):
    """Acts on what `PersonaState` shows."""

    @rx.event
    @for_visitor
    async def share(self, visitor: Visitor):
        """Make a link to the user's own persona, and show it."""
        shown = await self.get_state(PersonaState)
        try:
            token = await services().personas.links.share(visitor.user_id, shown.key)
        except (NoSuchPersona, PersonaSharingIsOff):
            return
        shown.link = f"/find?persona={token}"

    @rx.event
    @for_visitor
    async def revoke(self, visitor: Visitor):
        """The link leads nowhere from now on."""
        shown = await self.get_state(PersonaState)
        try:
            await services().personas.links.revoke(visitor.user_id, shown.key)
        except NoSuchPersona:
            return
        shown.link = ""

    @rx.event
    @for_visitor
    async def take_copy(self, visitor: Visitor):
        """Make an own one of it: of a built-in, an own or a shared persona."""
        shown = await self.get_state(PersonaState)
        personas, texts = services().personas, texts_for(visitor.locale)
        try:
            if shown._token:
                key = await personas.links.keep(visitor.user_id, shown._token)
            else:
                name = texts.personas.copy_name
                key = await personas.own.duplicate(visitor.user_id, visitor.locale, shown.key, name)
        except NOT_MADE as error:
            shown.wrong = wrong_with(error, texts)
            return None
        return [PersonaState.open_persona(key), DiscoverState.read_again(OWN)]

    @rx.event
    @for_visitor
    async def delete_persona(self, visitor: Visitor):
        """Delete the user's own persona; its chats stay."""
        shown = await self.get_state(PersonaState)
        key = shown.key
        shown._leave()
        try:
            await services().personas.own.delete(visitor.user_id, key)
        except NoSuchPersona:
            return None
        return DiscoverState.read_again("")
