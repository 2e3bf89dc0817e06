"""The door for what browsers say: every event passes here before its handler hears it."""

from typing import Any

from reflex.app import App
from reflex.event import Event
from reflex.middleware import Middleware
from reflex.state import BaseState

from oreai.characters import replace_lone_surrogates


class SurrogateFreeEvents(Middleware):
    """No handler, and nothing below it, ever meets half a character."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> None:
        if isinstance(event.payload, dict):  # else it is nonsense, which no handler takes
            event.payload.update(_without_lone_surrogates(event.payload))


def _without_lone_surrogates(value: Any) -> Any:
    """The same value, every text in it storable."""
    if isinstance(value, str):
        return replace_lone_surrogates(value)
    if isinstance(value, list):
        return [_without_lone_surrogates(one) for one in value]
    if isinstance(value, dict):
        return {_without_lone_surrogates(name): _without_lone_surrogates(one) for name, one in value.items()}
    return value
