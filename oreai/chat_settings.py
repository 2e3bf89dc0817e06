"""The numbers a chat can choose, said once: forms, checks, defaults and requests derive from here."""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_WINDOW = 256  # tokens

Number = float | int


@dataclass(frozen=True)
class Setting:
    """A number that a chat can choose.

    Its label and hint are in `i18n` under its name, in every language. `OREAI_` and
    its name in capitals is the environment's variable for the default.
    """

    name: str
    kind: type[float] | type[int]
    low: Number
    high: Number
    help: str
    "When the person who runs OreAI may want another default."
    default: Number | None = None
    "What a chat has that chooses nothing; None where it depends on the model, or nothing is sent."
    api_name: str | None = None
    "The OpenAI API's name for it; None where it is no parameter of a request."
    neutral: Number | None = None
    "What the API takes where a request says nothing, as far as every server agrees."


CHAT_SETTINGS = (
    Setting(
        "temperature",
        float,
        0,
        2,
        "How free the wording is; 0 for the same answer every time.",
        default=0.7,
        api_name="temperature",
    ),
    Setting(
        "top_p",
        float,
        0,
        1,
        "Only the likeliest words up to this share of probability; change this or the temperature, not both.",
        default=1,
        api_name="top_p",
        neutral=1,
    ),
    Setting(
        "frequency_penalty",
        float,
        -2,
        2,
        "Above 0 the model repeats its words less.",
        default=0,
        api_name="frequency_penalty",
        neutral=0,
    ),
    Setting(
        "presence_penalty",
        float,
        -2,
        2,
        "Above 0 the model turns to new subjects sooner.",
        default=0,
        api_name="presence_penalty",
        neutral=0,
    ),
    Setting(
        "max_tokens",
        int,
        1,
        1_000_000,
        "How long a reply may become, in tokens; raise it for essays and code.",
        default=1024,
        api_name="max_tokens",
    ),
    Setting(
        "context_tokens",
        int,
        SMALLEST_WINDOW,
        10_000_000,
        "How many tokens the model's window holds; unset, what is known of its family, else 16384.",
    ),
)
"In the order of the form."

MANNERS: Mapping[str, str] = {"strict": "0.2", "even": "0.7", "free": "1.1"}
"Temperatures that have a name: one for facts, the default, one for ideas."
BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in CHAT_SETTINGS}
PARAMETERS: Mapping[str, Setting] = {one.api_name: one for one in CHAT_SETTINGS if one.api_name}
"Those that a request carries, by their names there."
