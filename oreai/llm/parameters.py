"""How the model shall answer, in the OpenAI API's terms, and what of it a request carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    "max_tokens",
    "temperature",
    "top_p",
    "frequency_penalty",
    "presence_penalty",
    "n",
    USAGE,
)
"The parameters a request can do without."

_DEFAULTS: Mapping[str, float] = {"top_p": 1, "frequency_penalty": 0, "presence_penalty": 0, "n": 1}
"What the API takes anyway where the request says nothing; a model that refuses one refuses others like it."


@dataclass(frozen=True)
class RequestParameters:
    """One request's parameters.

    `without` names those that the model has refused. A model that refuses
    `max_tokens` is sent `max_completion_tokens`, as OpenAI's reasoning models want;
    one that refuses `n` is not sent a `top_p` of 1 either, which would say nothing.
    """

    model: str
    temperature: float = 0.7
    top_p: float = 1
    frequency_penalty: float = 0
    presence_penalty: float = 0
    max_tokens: int = 1024
    without: frozenset[str] = frozenset()

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
        chosen = {"n": 1} | {name: getattr(self, name) for name in _DEFAULTS if name != "n"}
        return frozenset(name for name, value in _DEFAULTS.items() if chosen[name] == value)

    def as_sent(self) -> dict[str, Any]:
        """What the request carries beside its messages."""
        optional: Mapping[str, Any] = {
            "temperature": self.temperature,
            "top_p": self.top_p,
            "frequency_penalty": self.frequency_penalty,
            "presence_penalty": self.presence_penalty,
            self._limit_name(): self.max_tokens,
            "n": 1,
            USAGE: {"include_usage": True},
        }
        away = self.without | self._says_nothing()
        taken = {name: value for name, value in optional.items() if name not in away}
        return {"model": self.model, **taken, "stream": True}

    def _says_nothing(self) -> frozenset[str]:
        """What goes beside what was refused: values that are the API's own, once it refuses one of them."""
        if BOTH in self.without and self.top_p != 1:  # whoever changed that one meant it
            return frozenset({"temperature"})
        if self.without.isdisjoint({*_DEFAULTS, BOTH, OWN_VALUES}):
            return frozenset()
        return self.own_values

    def _limit_name(self) -> str:
        return "max_completion_tokens" if "max_tokens" in self.without else "max_tokens"
