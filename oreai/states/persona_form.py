"""The form in which a persona is made or changed, and tried before it is saved."""

import time
from collections.abc import Mapping
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.form import PersonaForm, form_from
from oreai.states.discover import OWN, DiscoverState
from oreai.states.model_list import ModelListState
from oreai.states.persona_fields import values_of, written_in
from oreai.states.persona_words import NOT_MADE, NOT_PLAYED, wrong_with
from oreai.states.session import for_visitor

_FLUSH_SECONDS = 0.15
_LONGEST_QUESTION = 2_000  # characters of a trial
_NEW = "new"


class PersonaFormState(rx.State):
    """What the form shows. The fields themselves live in the page until they are saved."""

    is_open: bool = False
    form_of: str = ""
    "A new one, a persona's key or a chat's id: the page's fields stay while one comes back to the same."
    key: str = ""
    "Of the persona that is changed; empty for a new one."
    values: dict[str, str] = {}
    version: int = 0
    "Rises when the fields are to be filled anew."
    saves: int = 0
    "Rises when they are saved."
    wrong: str = ""
    variables: list[str] = []
    "What a trial needs to know."
    trial: str = ""
    "What it has answered so far."
    is_trying: bool = False

    @rx.event
    def new_persona(self):
        """Show the form as it was left, or empty."""
        self._open("", PersonaForm(name="", system=""), _NEW)
        return ModelListState.load

    @rx.event
    @for_visitor
    async def edit_persona(self, visitor: Visitor, key: str):
        """Show the user's own persona in the form."""
        sheet = await services().personas.sheet(visitor.user_id, visitor.locale, str(key))
        if sheet is None or not sheet.is_own:
            return None
        self._open(sheet.key, sheet.form, sheet.key)
        return ModelListState.load

    @rx.event
    @for_visitor
    async def make_of_chat(self, visitor: Visitor, chat_id: str):
        """Show what a persona would be that were made of this chat."""
        try:
            form = await services().personas.own.from_chat(visitor.user_id, str(chat_id))
        except NoSuchChat:
            return None
        self._open("", form, str(chat_id))
        return ModelListState.load

    def _open(self, key: str, form: PersonaForm, form_of: str) -> None:
        self.is_open, self.wrong = True, ""
        if self.form_of == form_of:
            return
        self.key, self.form_of, self.values = key, form_of, values_of(form)
        self.variables, self.trial, self.is_trying = form.variables, "", False
        self.version += 1

    @rx.event
    def close_form(self):
        """Leave it; what was written is there when one comes back."""
        self.is_open = False

    @rx.event
    @for_visitor
    async def save_persona(self, visitor: Visitor, form: dict[str, Any]):
        """Store what the form says, or say what is wrong with it and keep it."""
        own = services().personas.own
        try:
            persona = form_from(written_in(form), await services().personas.category_keys())
            if self.key:
                await own.change(visitor.user_id, self.key, persona)
            else:
                await own.make(visitor.user_id, persona)
        except NOT_MADE as error:
            self.wrong = wrong_with(error, texts_for(visitor.locale))
            return None
        self.is_open, self.wrong, self.form_of = False, "", ""
        self.saves += 1
        return DiscoverState.read_again(OWN)

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def try_persona(self, visitor: Visitor, form: dict[str, Any]):
        """Ask a question of the persona as it stands in the form; nothing of it is stored."""
        question = str(form.get("trial") or "").strip()[:_LONGEST_QUESTION]
        texts = texts_for(visitor.locale)
        try:
            persona = form_from(written_in(form) | {"name": "-"}, ())
        except NOT_MADE as error:
            async with self:
                self.wrong = wrong_with(error, texts)
            return
        if not question:
            return
        values = {name: str(form.get(f"value-{at}") or "") for at, name in enumerate(persona.variables)}
        async with self:
            self.variables, self.wrong, self.trial, self.is_trying = persona.variables, "", "", True
        try:
            await self._receive(visitor, persona, values, question)
        except NOT_PLAYED as error:
            async with self:
                self.wrong = wrong_with(error, texts)
        async with self:
            self.is_trying = False

    async def _receive(
        self, visitor: Visitor, persona: PersonaForm, values: Mapping[str, str], question: str
    ) -> None:
        text, shown_at = "", 0.0
        async for piece in services().persona_chats.try_out(visitor.user_id, persona, values, question):
            text += piece
            if time.monotonic() - shown_at >= _FLUSH_SECONDS:
                shown_at = time.monotonic()
                async with self:
                    self.trial = text
        async with self:
            self.trial = text
