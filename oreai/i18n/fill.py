"""Filling in the names that stand in braces in a text."""

import re

_NAME = re.compile(r"\{(\w+)\}")


def fill(text: str, **values: object) -> str:
    """The text with each name in braces replaced by its value; what a value holds in braces stays.

    Args:
        values: what the text may name; a whole number is written with commas between thousands.

    Raises:
        KeyError: the text names something that has no value.
    """
    return _NAME.sub(lambda found: _written(values[found[1]]), text)


def _written(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
