"""Why a setting cannot be used, in the language of the shell: whoever starts OreAI reads it there.

The value itself is never told: it may be a password.
"""

from pydantic import ValidationError

from oreai.i18n import fill
from oreai.i18n.shell import shell_texts

_OURS = "Value error, "
"What pydantic puts before the words of whoever has looked at the value."


class WrongSetting(ValueError):
    """A value that a setting may not have."""

    def __init__(self, why: str, **values: str):
        """
        Args:
            why: names the words, among `start.wrong`.
            values: what they are filled with.
        """
        super().__init__(fill(shell_texts().start.wrong[why], **values))


def reason_of(error: ValidationError) -> str:
    """What is wrong first; pydantic's own words where it has found something that we have none for."""
    first = error.errors()[0]
    known = shell_texts().start.wrong.get(first["type"])
    if known is None:
        return first["msg"].removeprefix(_OURS)
    return fill(known, **{name: _listed(value) for name, value in first.get("ctx", {}).items()})


def _listed(value: object) -> str:
    """A bound as it was written; of several words that are meant, the last comes after a comma too."""
    return str(value).replace(" or ", ", ")
