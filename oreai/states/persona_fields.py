"""The fields of the form in which a persona is made: filled by a persona, and read again."""

from collections.abc import Mapping
from typing import Any

from oreai.chat_settings import CHAT_SETTINGS
from oreai.services.personas.form import MOST_EXAMPLES, PersonaForm

SIDES = ("user", "assistant")
"Who speaks in the fields of an example, by turns."
_TEXTS = ("icon", "name", "description", "system", "opening", "category", "model", "provider")


def values_of(form: PersonaForm) -> dict[str, str]:
    """What stands in the fields, by their names."""
    turns = dict(enumerate(form.examples))
    values = {name: getattr(form, name) for name in _TEXTS}
    numbers = {
        one.name: f"{form.numbers[one.name]:.10g}" if one.name in form.numbers else ""
        for one in CHAT_SETTINGS
    }
    examples = {f"example-{at}": turns.get(at, ("", ""))[1] for at in range(MOST_EXAMPLES)}
    rest = {"questions": "\n".join(form.questions), "trial": ""}
    return values | numbers | examples | rest


def written_in(form: Mapping[str, Any]) -> dict[str, Any]:
    """The form as `form_from` reads it."""
    examples = [(SIDES[at % 2], form.get(f"example-{at}")) for at in range(MOST_EXAMPLES)]
    return {
        **{name: form.get(name) for name in _TEXTS},
        "questions": [line for line in str(form.get("questions") or "").splitlines() if line.strip()],
        "examples": [turn for turn in examples if turn[1]],
        "numbers": {one.name: form.get(one.name) for one in CHAT_SETTINGS},
    }
