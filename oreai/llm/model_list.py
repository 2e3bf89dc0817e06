"""The names in a list of models, in any server's shape."""

from collections.abc import Iterator
from typing import Any

_LISTS = ("data", "models", "result", "results", "items", "model_list")
_NAMES = ("id", "model", "name", "model_name", "model_id", "slug")
_LONGEST_NAME = 200  # as the columns that keep one


def names_in(body: Any) -> list[str]:
    """The models' names, each once, in alphabetical order; what is no model is passed over.

    Raises:
        TypeError: there is no list in it.
    """
    return sorted(set(_names(_list_in(body))))


def _list_in(body: Any) -> list[Any]:
    """The list itself: bare, or below one of the usual names."""
    if isinstance(body, list):
        return body
    if not isinstance(body, dict):
        raise TypeError("no list of models")
    found = next((body[name] for name in _LISTS if isinstance(body.get(name), list | dict)), None)
    return _list_in(found)


def _names(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        values = [entry.get(name) for name in _NAMES] if isinstance(entry, dict) else [entry]
        name = next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")
        if 0 < len(name) <= _LONGEST_NAME:
            yield name
