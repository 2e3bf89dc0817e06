"""What a person writes to make a persona: its fields, and how much each may hold."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from oreai.characters import beginning, replace_lone_surrogates
from oreai.chat_settings import Number
from oreai.models import Persona, PersonaText, Role
from oreai.services.models.settings import ChatSettings, settings_from
from oreai.services.models.user_providers import is_users_own
from oreai.services.personas import variables

LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "icon": 16,
        "name": 60,
        "description": 200,
        "system": 20_000,
        "opening": 2_000,
        "question": 300,
        "example": 2_000,
    }
)
"Characters, by field; of `question` and `example` each one. Together they pass the socket's door."
MOST_QUESTIONS = 6
MOST_EXAMPLES = 10  # turns: five exchanges
PLAIN_ICON = "🙂"


@dataclass(eq=False)
class InvalidPersona(Exception):
    """A persona that cannot be made."""

    name: str
    "The field's."
    most: int
    "How many characters, or how many of them, it may have; 0 where it must not be empty."


@dataclass(frozen=True)
class PersonaForm:
    """A persona as its maker writes it."""

    name: str
    system: str
    icon: str = PLAIN_ICON
    description: str = ""
    opening: str = ""
    questions: Sequence[str] = ()
    examples: Sequence[tuple[str, str]] = ()
    "(role, content) turns."
    category: str = ""
    "The key of a tab; empty for none but *mine*."
    numbers: Mapping[str, Number] = field(default_factory=dict)
    "What its chats begin with, by the names in `CHAT_SETTINGS`."
    model: str = ""
    "What answers its chats; empty for the default one."
    provider: str = ""
    "Whose model that is, by its name; empty for the default one's."

    @property
    def settings(self) -> ChatSettings:
        """What its chats begin with."""
        return ChatSettings(self.model or None, self.provider or None, self.numbers)

    @property
    def variables(self) -> list[str]:
        """The names of its variables, in the order they are met."""
        return variables.variables_in([self.system, self.opening, *(text for _, text in self.examples)])


def form_from(written: Mapping[str, Any], category_keys: Sequence[str]) -> PersonaForm:
    """What was written, checked.

    Args:
        written: the fields by their names; `questions` a list of lines, `examples` a list of
            (role, content), `numbers` by the names in `CHAT_SETTINGS`; whatever a page or a file may send.
        category_keys: the tabs there are.

    Raises:
        InvalidPersona: at the first field that cannot be.
        InvalidSetting: at the first number, or the model's name, that cannot be.
    """
    texts = {name: _text(written, name) for name in ("name", "description", "system", "opening")}
    for name in ("name", "system"):
        if not texts[name]:
            raise InvalidPersona(name, 0)
    category = str(written.get("category") or "")
    numbers = written.get("numbers")
    named = {name: _plain(written.get(name)) for name in ("model", "provider")}
    chosen = settings_from({**(numbers if isinstance(numbers, Mapping) else {}), **named})
    form = PersonaForm(
        **texts,
        icon=_icon(written),
        questions=_questions(written.get("questions")),
        examples=_examples(written.get("examples")),
        category=category if category in category_keys else "",
        numbers=chosen.numbers,
        model=chosen.model or "",
        provider=chosen.provider or "",
    )
    if len(form.variables) > variables.MOST:
        raise InvalidPersona("variables", variables.MOST)
    return form


def form_of(persona: Persona, text: PersonaText, category: str) -> PersonaForm:
    """A stored persona as a form."""
    return PersonaForm(
        name=text.name,
        system=text.system,
        icon=persona.icon,
        description=text.description,
        opening=text.opening,
        questions=[line for line in text.questions.split("\n") if line],
        examples=[(str(role), str(content)) for role, content in json.loads(text.examples or "[]")],
        category=category,
        numbers=json.loads(persona.parameters or "{}"),
        model=persona.model or "",
        provider=persona.provider or "",
    )


def form_for(user_id: str, persona: Persona, text: PersonaText, category: str) -> PersonaForm:
    """The same for somebody who may have it by a link: without a model that only its owner can ask."""
    form = form_of(persona, text, category)
    if is_users_own(form.provider) and persona.owner_id != user_id:
        return replace(form, model="", provider="")
    return form


def write(form: PersonaForm, persona: Persona, text: PersonaText) -> None:
    """Let the rows say what the form says; its category is not among them."""
    persona.icon = form.icon
    persona.parameters = json.dumps(dict(form.numbers)) if form.numbers else None
    persona.model, persona.provider = form.settings.model, form.settings.provider
    text.name, text.description = form.name, form.description
    text.system, text.opening = form.system, form.opening
    text.questions = "\n".join(form.questions)
    text.examples = json.dumps(list(form.examples), ensure_ascii=False) if form.examples else None


def _text(written: Mapping[str, Any], name: str) -> str:
    text = _plain(written.get(name))
    return _within(name, " ".join(text.split()) if name in ("name", "description") else text)


def _icon(written: Mapping[str, Any]) -> str:
    """One sign, however many characters it is made of."""
    icon = _plain(written.get("icon"))
    return beginning(icon, LONGEST["icon"]) or PLAIN_ICON


def _questions(written: Any) -> list[str]:
    lines = [" ".join(_plain(line).split()) for line in _list(written, "questions", MOST_QUESTIONS)]
    return [_within("question", line) for line in lines if line]


def _examples(written: Any) -> list[tuple[str, str]]:
    """Whole exchanges: what the user says, and what the persona answers."""
    turns = []
    for turn in _list(written, "examples", MOST_EXAMPLES):
        if not isinstance(turn, list | tuple) or len(turn) != 2:
            raise InvalidPersona("exchange", 0)
        if content := _within("example", _plain(turn[1])):
            turns.append((str(turn[0]), content))
    if [role for role, _ in turns] != [Role.USER, Role.ASSISTANT] * (len(turns) // 2):
        raise InvalidPersona("exchange", 0)
    return turns


def _list(written: Any, name: str, most: int) -> Sequence[Any]:
    items = written if isinstance(written, list | tuple) else []
    if len(items) > most:
        raise InvalidPersona(name, most)
    return items


def _within(name: str, text: str) -> str:
    if len(text) > LONGEST[name]:
        raise InvalidPersona(name, LONGEST[name])
    return text


def _plain(written: Any) -> str:
    return replace_lone_surrogates(str(written if written is not None else "")).replace("\0", "").strip()
