"""Personas that come in and go out as files, and what the address of Discover asks to be opened."""

import reflex as rx

from oreai.bootstrap import services
from oreai.characters import file_name
from oreai.i18n import fill, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.own import NoSuchPersona
from oreai.states.discover import OWN, DiscoverState
from oreai.states.persona import PersonaState
from oreai.states.persona_form import PersonaFormState
from oreai.states.persona_words import NOT_MADE, wrong_with
from oreai.states.session import for_visitor


class PersonaFilesState(rx.State):
    """What came of the last file."""

    told: str = ""
    wrong: str = ""

    @rx.event
    @for_visitor
    async def open_asked(self, visitor: Visitor):
        """Open what the address names: a shared persona, one to be played, a chat that one is made of."""
        self.told = self.wrong = ""
        (await self.get_state(PersonaState))._leave()  # by now, so that no touch on a card comes before
        asked = self.router.url.query_parameters
        if token := str(asked.get("persona", "")):
            return PersonaState.open_link(token)
        if key := str(asked.get("open", "")):
            return PersonaState.open_persona(key)
        if chat_id := str(asked.get("from", "")):
            return PersonaFormState.make_of_chat(chat_id)
        return None

    @rx.event
    @for_visitor
    async def bring_in(self, visitor: Visitor, text: str):
        """Give the user what a file holds, or say why nothing of it was taken."""
        personas, texts = services().personas, texts_for(visitor.locale)
        self.told = self.wrong = ""
        try:
            keys = await personas.files.read(visitor.user_id, str(text), await personas.category_keys())
        except NOT_MADE as error:
            self.wrong = wrong_with(error, texts)
            return None
        self.told = fill(texts.personas.brought_in, count=len(keys))
        return DiscoverState.read_again(OWN)

    @rx.event
    @for_visitor
    async def write_out(self, visitor: Visitor, key: str):
        """Let the browser save a persona as a file."""
        try:
            name, content = await services().personas.files.write(visitor.user_id, visitor.locale, str(key))
        except NoSuchPersona:
            return None
        return rx.download(data=content, filename=f"{file_name(name)}.json")
