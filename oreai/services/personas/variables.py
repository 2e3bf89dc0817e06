"""Variables of a persona: `{{language}}` in what it says is asked for before its chat begins."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST = 8  # of one persona
LONGEST_NAME = 30  # characters
LONGEST_VALUE = 500  # characters
_VARIABLE = re.compile(rf"\{{\{{\s*([^{{}}\n]{{1,{LONGEST_NAME}}}?)\s*\}}\}}")


@dataclass(eq=False)
class MissingValues(Exception):
    """What has to be said before the chat can begin."""

    names: list[str]
    "Of the variables."


@dataclass(eq=False)
class ValueTooLong(Exception):
    """A value that is longer than one may be."""

    name: str
    "The variable's."


def variables_in(texts: Iterable[str]) -> list[str]:
    """The names of the variables in these texts, each once, in the order they are met."""
    return list(dict.fromkeys(name for text in texts for name in _VARIABLE.findall(text)))


def checked(names: Iterable[str], written: Mapping[str, str]) -> dict[str, str]:
    """The values of these variables as they were written into a form.

    Raises:
        MissingValues, ValueTooLong: the chat cannot begin with them.
    """
    values = {name: str(written.get(name) or "").strip() for name in names}
    if missing := [name for name, value in values.items() if not value]:
        raise MissingValues(missing)
    if too_long := [name for name, value in values.items() if len(value) > LONGEST_VALUE]:
        raise ValueTooLong(too_long[0])
    return values


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in their places; what a value says is no variable."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)
