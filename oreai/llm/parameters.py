"""How the model shall answer, in the OpenAI API's terms, and what of it a request carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from oreai.chat_settings import BY_NAME, PARAMETERS, Number
from oreai.settings import Settings

USAGE = "stream_options"
"The parameter that asks for the request's token counts; some servers refuse it."

IMAGES = "images"
"Not a parameter, but refused, learned and remembered like one: pictures in a request."

SYSTEM = "system"
"The same of a turn with the system's role."

BOTH = "temperature+top_p"
"The same of these two in one request."

OWN_VALUES = "own-values"
"The same of a value that is the API's own: to some servers a `top_p` of 1 is out of range."

OPTIONAL = (
    "max_completion_tokens",
    *PARAMETERS,
    "n",
    USAGE,
)
"The parameters a request can do without."

_NEUTRAL: Mapping[str, Number] = {
    **{api_name: one.neutral for api_name, one in PARAMETERS.items() if one.neutral is not None},
    "n": 1,
}
"What the API takes anyway where the request says nothing; a model that refuses one refuses others like it."


@dataclass(frozen=True)
class RequestParameters:
    """One request's parameters.

    `numbers` are those of `CHAT_SETTINGS` by their names; one that is missing has its default.
    `without` names those that the model has refused. A model that refuses
    `max_tokens` is sent `max_completion_tokens`, as OpenAI's reasoning models want;
    one that refuses `n` is not sent a `top_p` of 1 either, which would say nothing.
    """

    model: str
    numbers: Mapping[str, Number] = field(default_factory=dict)
    without: frozenset[str] = frozenset()

    def with_numbers(self, **numbers: Number) -> "RequestParameters":
        """The same with these numbers, by their settings' names."""
        return replace(self, numbers={**self.numbers, **numbers})

    def number(self, name: str) -> Number | None:
        """The number of this setting: the one that is given, else the default."""
        return self.numbers.get(name, BY_NAME[name].default)

    @property
    def max_tokens(self) -> int:
        """How long the reply may become, in tokens."""
        return int(self.number("max_tokens") or 0)

    @property
    def system(self) -> bool:
        """Whether the model takes a system text as such, as far as it is known."""
        return SYSTEM not in self.without

    @property
    def images(self) -> bool:
        """Whether the model sees pictures, as far as it is known."""
        return IMAGES not in self.without

    @property
    def own_values(self) -> frozenset[str]:
        """The parameters whose value is the API's own: left out they mean the same."""
        chosen = self._by_api_name() | {"n": 1}
        return frozenset(name for name, value in _NEUTRAL.items() if chosen.get(name) == value)

    def as_sent(self) -> dict[str, Any]:
        """What the request carries beside its messages."""
        numbers = self._by_api_name()
        if "max_tokens" in self.without:
            numbers["max_completion_tokens"] = self.max_tokens
        optional: Mapping[str, Any] = {**numbers, "n": 1, USAGE: {"include_usage": True}}
        away = self.without | self._says_nothing()
        taken = {name: value for name, value in optional.items() if name not in away}
        return {"model": self.model, **taken, "stream": True}

    def _by_api_name(self) -> dict[str, Number]:
        numbers = {api_name: self.number(one.name) for api_name, one in PARAMETERS.items()}
        return {api_name: number for api_name, number in numbers.items() if number is not None}

    def _says_nothing(self) -> frozenset[str]:
        """What goes beside what was refused: values that are the API's own, once it refuses one of them."""
        if BOTH in self.without and self.number("top_p") != 1:  # whoever changed that one meant it
            return frozenset({"temperature"})
        if self.without.isdisjoint({*_NEUTRAL, BOTH, OWN_VALUES}):
            return frozenset()
        return self.own_values


def parameters_of(settings: Settings) -> RequestParameters:
    """The request parameters every chat starts with."""
    return RequestParameters(settings.model, settings.chat_defaults)
