"""The sheet of custom instructions on my page."""

from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import fill, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.personalization.instructions import LONGEST, InstructionsTooLong
from oreai.states.session import for_visitor


class PersonalizationState(rx.State):
    """What my page says of them, and its sheet shows. The texts live in the page until they are saved."""

    instructions: str = ""
    "on, off or none; empty while it is not known yet."
    is_open: bool = False
    values: dict[str, str] = {}
    version: int = 0
    "Rises when the fields are to be filled anew."
    uses_instructions: bool = True
    wants_follow_ups: bool = True
    wrong: str = ""
    "Why the texts cannot be saved, in the reader's language."

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Read how it stands with them."""
        await self._read(visitor.user_id)
        self.wants_follow_ups = await services().accounts.wants_follow_ups(visitor.user_id)

    @rx.event
    @for_visitor
    async def open_instructions(self, visitor: Visitor):
        """Show both texts as they are stored now."""
        await self._read(visitor.user_id)
        self.is_open, self.wrong = True, ""
        self.version += 1

    @rx.event
    def close_instructions(self):
        """Leave the texts as they are stored."""
        self.is_open, self.wrong = False, ""

    @rx.event
    @for_visitor
    async def save_instructions(self, visitor: Visitor, form: dict[str, Any]):
        """Keep both texts, or say what is wrong with them and keep the sheet."""
        about, answer_style = (str(form.get(name) or "") for name in ("about", "answer_style"))
        try:
            await services().instructions.save(visitor.user_id, about, answer_style)
        except InstructionsTooLong as error:
            texts = texts_for(visitor.locale)
            self.wrong = fill(texts.personalization.too_long, length=error.length, limit=LONGEST)
            return
        await self._read(visitor.user_id)
        self.is_open, self.wrong = False, ""

    @rx.event
    @for_visitor
    async def use_instructions(self, visitor: Visitor, is_on: bool):
        """Let them go along from now on, or not; what stands in the fields is not saved by that."""
        await services().instructions.switch(visitor.user_id, is_on=is_on is True)
        await self._read(visitor.user_id)

    @rx.event
    @for_visitor
    async def want_follow_ups(self, visitor: Visitor, is_on: bool):
        """Be offered what could be said next, or not; that counts at once."""
        await services().accounts.set_follow_ups(visitor.user_id, wanted=is_on is True)
        self.wants_follow_ups = is_on is True

    async def _read(self, user_id: str) -> None:
        found = await services().instructions.read(user_id)
        self.uses_instructions = found.is_on
        self.values = {"about": found.about, "answer_style": found.answer_style}
        is_written = bool(found.about or found.answer_style)
        self.instructions = ("on" if found.is_on else "off") if is_written else "none"
