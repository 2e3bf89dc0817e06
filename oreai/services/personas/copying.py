"""What a chat gets from a persona: a copy of its own, with the values of the variables in their places."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from oreai.models import Persona, PersonaText
from oreai.services.personas import variables
from oreai.services.personas.form import LONGEST, InvalidPersona, PersonaForm, form_for


@dataclass(frozen=True)
class PersonaCopy:
    """A persona as a chat plays it."""

    icon: str
    name: str
    system: str
    opening: str
    questions: str
    "One a line."
    examples: Sequence[tuple[str, str]]
    parameters: str | None
    "As `chat.parameters`."
    model: str | None
    provider: str | None
    "As the chat's."
    says_opening: bool
    "Its opening line is the chat's first reply; otherwise the model is asked to speak first."


def copy_of(user_id: str, persona: Persona, text: PersonaText, written: Mapping[str, str]) -> PersonaCopy:
    """The persona for a new chat of this user's.

    Args:
        written: the values of its variables, by their names.

    Raises:
        MissingValues, ValueTooLong: a value is missing or too long.
        InvalidPersona: with these values its texts would be too long.
    """
    is_own = persona.owner_id is not None
    form = form_for(user_id, persona, text, "")
    form = filled_in(form, written) if is_own else form
    return PersonaCopy(
        icon=persona.icon,
        name=text.name,
        system=form.system,
        opening=form.opening,
        questions=text.questions,
        examples=form.examples,
        parameters=json.dumps(dict(form.numbers)) if form.numbers else None,
        model=form.settings.model,
        provider=form.settings.provider,
        says_opening=is_own,
    )


def filled_in(form: PersonaForm, written: Mapping[str, str]) -> PersonaForm:
    """The same form with these values in the places of its variables.

    Raises:
        MissingValues, ValueTooLong: a value is missing or too long.
        InvalidPersona: with these values its texts would be too long.
    """
    values = variables.checked(form.variables, written)
    return replace(
        form,
        system=_filled("system", form.system, values),
        opening=_filled("opening", form.opening, values),
        examples=[(role, _filled("example", content, values)) for role, content in form.examples],
    )


def _filled(field: str, text: str, values: Mapping[str, str]) -> str:
    filled = variables.fill_in(text, values)
    if len(filled) > LONGEST[field]:
        raise InvalidPersona(field, LONGEST[field])
    return filled
