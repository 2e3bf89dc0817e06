"""A program that speaks the page's protocol by hand, and may send whatever it likes."""

import asyncio
import json
import uuid
from contextlib import suppress
from typing import Any, Protocol, Self

import httpx
from simple_websocket import AioClient, ConnectionClosed

from oreai.services.accounts.session_token import COOKIE
from oreai.states.sending import SendingState
from tests.waiting import soon

ROOT = "reflex___state____state"
ON_LOAD = f"{ROOT}.reflex___state____on_load_internal_state.on_load_internal"


class Place(Protocol):
    """Where the app is found: itself, or what stands in front of it."""

    @property
    def url(self) -> str: ...

    @property
    def port(self) -> int: ...


def cookie_of(server: Place) -> str:
    """A fresh session token, as the page brings it."""
    return httpx.get(server.url).cookies[COOKIE]


class Wire:
    """One socket: who it claims to be is in its headers, all it hears is kept."""

    def __init__(self, socket: AioClient, token: str | None, client_token: str) -> None:
        self.token = token
        self.client_token = client_token
        self.heard: list[str] = []
        self._socket = socket
        self._listener = asyncio.create_task(self._listen())

    @classmethod
    async def open(
        cls, server: Place, token: str | None = None, client_token: str = "", **headers: str
    ) -> Self:
        """A socket with this session cookie, of this tab or a new one."""
        client_token = client_token or str(uuid.uuid4())
        address = f"ws://127.0.0.1:{server.port}/_event/?token={client_token}&EIO=4&transport=websocket"
        cookie = {"Cookie": f"{COOKIE}={token}"} if token else {}
        socket = await AioClient.connect(address, headers={"Accept-Language": "zh-CN", **cookie, **headers})
        wire = cls(socket, token, client_token)
        await wire.send_raw("40/_event,")
        return wire

    async def close(self) -> None:
        with suppress(ConnectionClosed):
            await self._socket.close()
        self._listener.cancel()

    async def send_raw(self, frame: str) -> None:
        await self._socket.send(frame)

    async def send(self, name: str, payload: Any = None, path: str = "/", **more: Any) -> None:
        """An event by its full name, from wherever it claims to be."""
        where = {"pathname": path, "asPath": path, "query": {}}
        if path.startswith("/chat/"):
            where["query"] = {"chat_id": path.removeprefix("/chat/")}
        event = {"name": name, "payload": payload or {}, "router_data": where, **more}
        await self.send_raw("42/_event," + json.dumps(["event", event]))

    async def call(self, handler: Any, path: str = "/", **payload: Any) -> None:
        """One of our event handlers, by name and arguments."""
        await self.send(f"{handler.state_full_name}.{handler.fn.__name__}", payload, path)

    async def visit(self, path: str) -> None:
        """What the page sends when it is opened at this path."""
        await self.send(f"{ROOT}.hydrate", {}, path)
        await self.send(ON_LOAD, {}, path)

    async def settle(self) -> None:
        """Until everything sent so far has been handled: events of one socket are handled in turn."""
        marker = uuid.uuid4().hex
        await self.call(SendingState.send_message, chat_id="nowhere", text="?", idempotency_key=marker)
        assert await self.hears(marker), f"no answer; heard {self.heard[-3:]}"

    async def hears(self, words: str) -> bool:
        """Whether the server says these words soon, or has said them."""
        return await soon(lambda: words in self.said)

    @property
    def said(self) -> str:
        """Everything the server has said."""
        return "".join(self.heard)

    def last(self, field: str) -> Any:
        """The newest value of a state's var, by its name."""
        for frame in reversed(self.heard):
            for values in _delta(frame).values():
                if f"{field}_rx_state_" in values:
                    return values[f"{field}_rx_state_"]
        return None

    async def _listen(self) -> None:
        with suppress(ConnectionClosed):
            while True:
                self.heard.append(await self._socket.receive())


def _delta(frame: str) -> dict[str, dict[str, Any]]:
    if not frame.startswith("42/_event,"):
        return {}
    name, value = json.loads(frame.removeprefix("42/_event,"))
    return value.get("delta") or {} if name == "event" else {}


async def known_browser(server: Place) -> httpx.AsyncClient:
    """A browser for HTTP, whose user the page's socket has made; it reads Chinese."""
    token = cookie_of(server)
    wire = await Wire.open(server, token)
    await wire.visit("/")
    await wire.settle()
    await wire.close()
    client = httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "zh-CN"})
    client.cookies.set(COOKIE, token, domain="127.0.0.1")
    return client
