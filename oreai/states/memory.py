"""What is remembered of the visitor: the list, and the form in which a note is written."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.memory_offers import NoSuchOffer
from oreai.services.personalization.memory import (
    LONGEST_NOTE,
    MemoryFull,
    NoSuchNote,
    NoteTooLong,
)
from oreai.states.session import for_visitor


@dataclass
class NoteRow:
    """A note on the screen."""

    id: str
    text: str


class MemoryState(rx.State):
    """The sheet of notes. What is written lives in the page until it is saved."""

    summary: str = ""
    "How many notes there are, in words; empty while it is not known yet."
    is_open: bool = False
    notes: list[NoteRow] = []
    is_on: bool = True
    values: dict[str, str] = {}
    version: int = 0
    "Rises when the field is to be filled anew."
    editing: str = ""
    "The note that the form changes; empty where it writes a new one."
    wrong: str = ""

    _answers: tuple[str, str] | None = None
    "The chat and the message of the offer that saving the form is the answer to."

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Read how much is remembered."""
        await self._read(visitor)

    @rx.event
    @for_visitor
    async def open_memory(self, visitor: Visitor):
        """Show all notes, with an empty line to write another one."""
        await self._open(visitor, "")

    @rx.event
    @for_visitor
    async def open_with_message(self, visitor: Visitor, message_id: str):
        """The same with what a reply answers in the line, to be made a note of."""
        with suppress(NoSuchMessage):
            text = await services().memory_offers.prompt_of(visitor.user_id, str(message_id)[:100])
            await self._open(visitor, " ".join(text[:LONGEST_NOTE].split()))

    @rx.event
    def close_memory(self):
        """Leave all as it is stored."""
        self.is_open, self.wrong, self._answers = False, "", None

    @rx.event
    def edit_note(self, note_id: str):
        """Take a note into the line, to say it otherwise."""
        text = next((note.text for note in self.notes if note.id == note_id), "")
        self.editing = note_id if text else ""
        self._fill(text)

    @rx.event
    @for_visitor
    async def save_note(self, visitor: Visitor, form: dict[str, Any]):
        """Keep what stands in the line, or say why not and leave it there."""
        text = str(form.get("note") or "")
        try:
            if self.editing:
                await services().memory.revise(visitor.user_id, str(self.editing)[:100], text)
            else:
                await services().memory.add(visitor.user_id, text)
        except (NoteTooLong, MemoryFull, NoSuchNote) as error:
            self.wrong = _what_is_wrong(error, texts_for(visitor.locale))
            return
        if self._answers:
            with suppress(NoSuchChat, NoSuchOffer):
                await services().memory_offers.decline(visitor.user_id, *self._answers)
        await self._open(visitor, "", is_open=not self._answers)

    @rx.event
    @for_visitor
    async def forget_note(self, visitor: Visitor, note_id: str):
        """Delete a note for good."""
        with suppress(NoSuchNote):
            await services().memory.forget(visitor.user_id, str(note_id)[:100])
        await self._read(visitor)

    @rx.event
    @for_visitor
    async def use_memory(self, visitor: Visitor, is_on: bool):
        """Let the notes go along from now on, or not."""
        await services().memory.switch(visitor.user_id, is_on=is_on is True)
        await self._read(visitor)

    async def _open(self, visitor: Visitor, text: str, *, is_open: bool = True) -> None:
        await self._read(visitor)
        self.is_open, self.editing, self._answers = is_open, "", None
        self._fill(text)

    def _fill(self, text: str) -> None:
        self.values, self.wrong = {"note": text}, ""
        self.version += 1

    async def _read(self, visitor: Visitor) -> None:
        found, texts = await services().memory.read(visitor.user_id), texts_for(visitor.locale)
        self.notes, self.is_on = [NoteRow(note.id, note.text) for note in found.notes], found.is_on
        many = fill(texts.personalization.notes, count=len(found.notes))
        self.summary = many if found.is_on else texts.personalization.instructions_off


def _what_is_wrong(error: NoteTooLong | MemoryFull | NoSuchNote, texts: Texts) -> str:
    if isinstance(error, NoteTooLong):
        return fill(texts.personalization.note_too_long, length=error.length, limit=LONGEST_NOTE)
    if isinstance(error, MemoryFull):
        return fill(texts.personalization.memory_full, limit=error.limit)
    return texts.personalization.note_gone
