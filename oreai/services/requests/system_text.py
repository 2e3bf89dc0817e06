"""The system text of a request: what the user wants known in all chats, then the chat's own, each once.

Belongs here: the order of its parts, and how much of the window the personal ones may have.
Does not: choosing whether they go beside a conversation (`context.py`), and what a chat's own is made
of (`models/chat_system.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oreai.i18n import texts_for
from oreai.llm.client import PARAGRAPH
from oreai.models import Personalization

SENT, NO_ROOM = "sent", "no room"
"How it stands with a part: it went, or its model's window has no room for it."
MOST_NOTE_TOKENS = 1_000
"Of all notes together, however large the window is."
PERSONAL_SHARE = 0.25
"Of the tokens of a request: the most that may be said of the user before a chat begins."


@dataclass(frozen=True)
class PersonalText:
    """What is said of the user, and which parts of it there are."""

    text: str = ""
    tokens: int = 0
    "Before any factor."
    instructions: str = ""
    "SENT, NO_ROOM, or nothing where there are none."
    notes: int = 0
    "How many notes of the memory it has."
    notes_left_out: int = 0
    "How many older ones it has no room for."

    def in_a_request(self, *, goes: bool) -> "PersonalText":
        """The same for a request; one whose conversation leaves no room goes without."""
        if goes or not self.text:
            return self
        left_out = self.notes + self.notes_left_out
        return PersonalText(instructions=self.instructions and NO_ROOM, notes_left_out=left_out)


def joined(*parts: str) -> str:
    """The parts of a system text, from the widest to the narrowest: later ones say what counts more."""
    return PARAGRAPH.join(part for part in parts if part)


def personal_text(
    personalization: Personalization | None,
    notes: Sequence[str],
    locale: str,
    count: Callable[[str], int],
    budget: int,
) -> PersonalText:
    """What the user wants known, in their language.

    Args:
        notes: of their memory, oldest first; the oldest stay away where there is no room for all.
        count: the tokens of a text, for the model that is asked. May take its time.
        budget: the tokens of a whole request.
    """
    room = int(budget * PERSONAL_SHARE)
    text = _instructions(personalization, locale) if personalization else ""
    tokens, went = count(text) if text else 0, SENT if text else ""
    if tokens > room:
        text, tokens, went = "", 0, NO_ROOM
    since = _first_that_fits(notes, locale, count, min(room - tokens, MOST_NOTE_TOKENS))
    told = _memory(notes[since:], locale)
    tokens += count(told) if told else 0
    return PersonalText(joined(text, told), tokens, went, len(notes) - since, since)


def _instructions(personalization: Personalization, locale: str) -> str:
    """The custom instructions below words that say whose they are, if they are to go."""
    if not personalization.uses_instructions:
        return ""
    texts = texts_for(locale)
    named = (
        (texts.instructions.about_user, personalization.about),
        (texts.instructions.answer_style, personalization.answer_style),
    )
    return joined(*(f"{name}\n{text}" for name, text in named if text))


def _memory(notes: Sequence[str], locale: str) -> str:
    """The notes, one a line, below words that say whose they are."""
    lines = [f"- {note}" for note in notes]
    return "\n".join([texts_for(locale).instructions.memory, *lines]) if lines else ""


def _first_that_fits(notes: Sequence[str], locale: str, count: Callable[[str], int], room: int) -> int:
    """The position of the oldest note from which on all have room; their number where none has."""
    lowest, highest = 0, len(notes)
    while lowest < highest:
        middle = (lowest + highest) // 2
        if count(_memory(notes[middle:], locale)) <= room:
            highest = middle
        else:
            lowest = middle + 1
    return lowest
