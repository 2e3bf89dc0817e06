"""The door for what pages say: each part of an event has a length, and a socket that floods is read slowly.

Reflex keeps what an event brings (its arguments as far as handlers do, the address in any case) for as long
as the tab lives, so nothing may be larger than what a person could mean by it.
"""

import asyncio
import json
from collections import Counter
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oreai.services.accounts.rates import Rate
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.sessions import hashed
from oreai.web.client_address import counted_network

LONGEST = {"text": 210_000, "form": 60_000}
"Characters of the arguments that carry what people write: twice a message, which can be shortened; a sheet."
LONGEST_OTHER = 4_000
"Of every other argument, as it is sent, and of each part of the page's address."
OF_A_BROWSER, OF_A_NETWORK = 50, 1000
"Open sockets: one a tab, so many people of an office or a school."
_EVENT = "42/_event,"
_HARMLESS = 2_000  # characters: nothing in so short a frame can be too long
_AT_ONCE = 0.1  # of what may come in a minute: a person who hurries makes ten in a second
_OF_A_NETWORK = 10  # times as much as of one browser
_BYTES_AN_EVENT = 16_000  # a larger one counts as several
_LONGEST_WAIT_S = 10


class EventDoor:
    """ASGI middleware round the page's socket."""

    def __init__(self, app: ASGIApp, *, a_minute: int):
        """Args: a_minute: how many events of one browser may come within a minute."""
        self._app = app
        self._of_browser = Rate(_AT_ONCE * a_minute, a_minute)
        self._of_network = Rate(_OF_A_NETWORK * _AT_ONCE * a_minute, _OF_A_NETWORK * a_minute)
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket" or not scope["path"].startswith("/_event"):
            await self._app(scope, receive, send)
            return
        browser = hashed(token_in(Headers(scope=scope).get("cookie", "")))
        network = counted_network(scope)
        if self._open[browser] >= OF_A_BROWSER or (network and self._open[network] >= OF_A_NETWORK):
            await send({"type": "websocket.close", "code": 1013})  # the page tries again by itself
            return
        who = [browser, network] if network else [browser]
        self._open.update(who)
        try:
            await self._app(scope, self._bounded(receive, browser, network), send)
        finally:
            self._open.subtract(who)
            self._open += Counter()  # forgets who has none

    def _bounded(self, receive: Receive, browser: str, network: str) -> Receive:

        async def receive_bounded() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                text = message.get("text")
                if text is None:  # pages send no bytes, which could be parts of an event
                    continue
                await self._wait(browser, network, 1 + len(text) / _BYTES_AN_EVENT)
                return {**message, "text": bounded(text)}

        return receive_bounded

    async def _wait(self, browser: str, network: str, cost: float) -> None:
        """Nothing that a page says is lost: who floods is not read meanwhile."""
        wait_s = self._of_browser.take(browser, cost)
        if network:
            wait_s = max(wait_s, self._of_network.take(network, cost))
        if wait_s:
            await asyncio.sleep(min(wait_s, _LONGEST_WAIT_S))


def bounded(frame: str) -> str:
    """The frame, with nothing in it that is longer than it may be; what is no event stays nonsense."""
    if len(frame) <= _HARMLESS or not frame.startswith(_EVENT):
        return frame if len(frame) <= _HARMLESS or frame.startswith(_EVENT) else frame[:_HARMLESS]
    try:
        kind, event = json.loads(frame[len(_EVENT) :])
    except (ValueError, TypeError, RecursionError):
        return frame[:_HARMLESS]
    if not isinstance(event, dict):
        return frame[:_HARMLESS]
    return _EVENT + json.dumps([kind, {name: _bounded_part(name, part) for name, part in event.items()}])


def _bounded_part(name: str, part: Any) -> Any:
    if name in ("payload", "router_data") and isinstance(part, dict):
        return {one: _bounded_value(one, value) for one, value in list(part.items())[:50]}
    return _bounded_value("", part)


def _bounded_value(name: str, value: Any) -> Any:
    """The value where it is short enough; a text's beginning, or nothing, where it is not."""
    longest = LONGEST.get(name, LONGEST_OTHER)
    if isinstance(value, str):
        return value if len(value) <= longest else value[:longest] if name in LONGEST else ""
    return value if value is None or len(json.dumps(value, ensure_ascii=False)) <= longest else None
