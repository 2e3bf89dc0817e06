"""A list of models, in any server's shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from oreai.llm.listed_model import ListedModel, can_chat, kind_of, read_model

_LISTS = ("data", "models", "result", "results", "items", "list", "model_list", "modelList")
_NAMES = ("id", "model", "name", "model_name", "modelName", "model_id", "modelId", "slug")
_LONGEST_NAME = 200  # as the columns that keep one


@dataclass(frozen=True)
class ModelList:
    """What a server has."""

    models: Sequence[ListedModel]
    kind: str = ""
    "What server it is, as far as its answer tells."


def models_in(body: Any) -> ModelList:
    """The models one can talk with, each once, in alphabetical order; what is no model is passed over.

    Raises:
        TypeError: there is no list in it.
    """
    entries = _list_in(body)
    found = {name: (read_model(name, entry), entry) for name, entry in _named(entries)}
    talking = [model for model, entry in found.values() if can_chat(model, entry)]
    return ModelList(sorted(talking, key=lambda model: model.id), kind_of(entries))


def _list_in(body: Any) -> list[Any]:
    """The list itself: bare, or below one of the usual names."""
    if isinstance(body, list):
        return body
    if not isinstance(body, dict):
        raise TypeError("no list of models")
    lists = [body[name] for name in _LISTS if isinstance(body.get(name), list | dict)]
    return _list_in(next(filter(None, lists), lists[0] if lists else None))


def _named(entries: list[Any]) -> Iterator[tuple[str, Any]]:
    for entry in entries:
        values = [entry.get(name) for name in _NAMES] if isinstance(entry, dict) else [entry]
        name = next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")
        if 0 < len(name) <= _LONGEST_NAME and name.isprintable():
            yield name, entry
