"""Every door of the app, as it has them itself: the event handlers of all its states, and its HTTP routes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

import reflex as rx
from reflex.event import EventHandler
from reflex.state import BaseState
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from oreai import oreai
from oreai.settings import Settings

_ALWAYS_THERE = "setvar"
"Reflex gives every state one."


@dataclass(frozen=True)
class FoundHandler:
    """An event handler that a socket can call."""

    state: type[BaseState]
    name: str
    handler: EventHandler

    def __str__(self) -> str:
        return f"{self.state.__name__}.{self.name}"

    @property
    def event(self) -> str:
        """Its name on the wire."""
        return f"{self.state.get_full_name()}.{self.name}"

    @property
    def is_ours(self) -> bool:
        return self.state.__module__.startswith("oreai.")

    @property
    def arguments(self) -> list[str]:
        return [name for name in self.handler.get_parameters() if name != "self"]

    def filled_with(self, value: str) -> dict[str, Any]:
        """A payload in which each argument is this value, in the form that the argument asks for."""
        kinds = self.handler.get_parameters()
        return {name: _as(kinds[name].annotation, value) for name in self.arguments}


@dataclass(frozen=True)
class FoundRoute:
    """A method of an HTTP route."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@cache
def handlers() -> list[FoundHandler]:
    """Those of every state of the app, Reflex's own included, but for the setter that each has."""
    return [
        FoundHandler(state, name, handler)
        for state in states()
        for name, handler in sorted(state.event_handlers.items())
        if name != _ALWAYS_THERE
    ]


@cache
def states() -> list[type[BaseState]]:
    """Every state, from the root down."""
    return sorted(_below(rx.State), key=lambda state: state.get_full_name())


def _below(state: type[BaseState]) -> Iterator[type[BaseState]]:
    yield state
    for child in state.get_substates():
        yield from _below(child)


@cache
def routes() -> list[FoundRoute]:
    """Those that answer beside the page's files: ours, with the metrics that a setting adds, and Reflex's."""
    found = {
        FoundRoute(method, route.path)
        for route in _all_routes()
        if isinstance(route, Route)
        for method in (route.methods or ()) - {"HEAD"}
    }
    return sorted(found, key=str)


def pages() -> list[str]:
    """The addresses of all pages, as `/chat/[chat_id]`."""
    return sorted(f"/{route.removeprefix('index')}" for route in oreai.app._unevaluated_pages)


def for_files() -> set[str]:
    """Where a body is taken as it comes: whatever takes one, but for forms, documents and plain refusals."""
    no_files = ("json_route", "graphql", "_api_key")
    return {
        route.path
        for route in _all_routes()
        if isinstance(route, Route)
        and (route.methods or set()) & {"POST", "PUT", "PATCH"}
        and not route.endpoint.__qualname__.startswith(no_files)
    }


def others() -> set[str]:
    """Where whole apps answer, or what is no route of HTTP: the tests of routes see nothing of them."""
    return {getattr(route, "path", "?") for route in _all_routes() if not isinstance(route, Route)}


def _all_routes() -> list[BaseRoute]:
    with_metrics = Settings(_env_file=None, OREAI_METRICS_TOKEN="of-the-prometheus-in-kyoto")
    with patch.object(oreai, "get_settings", return_value=with_metrics):
        layers: list[Any] = [*oreai._counted(), *oreai.app.api_transformer, oreai.app._api]
    return [route for layer in layers if isinstance(layer, Starlette) for route in layer.routes]


def _as(kind: Any, value: str) -> Any:
    words = str(kind)
    if "dict" in words:
        return dict.fromkeys(("chat_id", "message_id", "id", "model", "text"), value)
    if "list" in words:
        return [value]
    return True if "bool" in words else 1 if "int" in words else value
