"""One reader without a browser: opens a view, asks once, and takes in the reply as it comes.

An OreAI view sends and reads what the page's own script does: a cookie from the page, one socket.io
connection, events by name, and the pieces of the Feed state. It renders nothing and checks nothing.
"""

import asyncio
import json
import time
import uuid
from typing import Any, Protocol

from bench.websocket import WebSocket, connect

_STATE = "reflex___state____state"
_CHATS = f"{_STATE}.oreai___states___chats____chats_state"
_CHAT = f"{_STATE}.oreai___states___chat____chat_state"
_SENDING = f"{_STATE}.oreai___states___sending____sending_state"
_FEED = f"{_STATE}.oreai___states___feed____feed"
_LOAD = f"{_STATE}.reflex___state____on_load_internal_state.on_load_internal"
_EVENT = '42/_event,["event",'


class View(Protocol):
    """What the load needs of a view."""

    socket: WebSocket

    async def open(self) -> None: ...

    async def ask(self, prompt: str, length: int) -> str: ...


class FloorView:
    """A view of the floor."""

    def __init__(self, port: int):
        self._port = port
        self.socket: WebSocket

    async def open(self) -> None:
        """Connect."""
        self.socket = await connect(self._port, "/stream")

    async def ask(self, prompt: str, length: int) -> str:
        """The reply's text, as soon as it is this long or the socket closes."""
        self.socket.send(prompt)
        pieces, missing = [], length
        while missing > 0 and (piece := await self.socket.receive()) is not None:
            pieces.append(piece)
            missing -= len(piece)
        return "".join(pieces)


class OreAIView:
    """A view of a user's chat: a new one of a new user, unless told whose and which."""

    def __init__(self, port: int, cookie: str = "", chat_id: str = ""):
        self.port = port
        self.cookie = cookie
        self.chat_id = chat_id
        self.text = ""
        "Of the newest reply, as far as it has come."
        self.ended = 0.0
        "When whoever reads it was through with it, in seconds since 1970."
        self.longest_stillness = 0.0
        "In seconds: how long it has shown nothing new, at the most."
        self._most, self._newest_at = 0, 0.0
        self._place = {"pathname": "/", "asPath": "/"}
        self._reply_id = self._named = ""
        self.socket: WebSocket

    async def open(self) -> None:
        """From the first request of the page to the chat on the screen."""
        await self.connect()
        await (self._look(f"/chat/{self.chat_id}") if self.chat_id else self._open_chat())

    async def connect(self) -> None:
        """From the first request of the page to the list on the screen."""
        self.cookie = self.cookie or await _cookie(self.port)
        path = f"/_event/?token={uuid.uuid4()}&EIO=4&transport=websocket"
        headers = {"cookie": self.cookie, "accept-language": "zh-CN", "sec-websocket-protocol": "0.10.1"}
        self.socket = await connect(self.port, path, headers)
        await self.socket.receive()
        event = {"name": f"{_STATE}.hydrate_and_load", "payload": {"hashes": []}, "router_data": self._place}
        self.socket.send("40/_event," + json.dumps({"event": event}))
        await self._until(lambda update: _delta(update, _STATE, "is_hydrated") is True)

    async def _open_chat(self) -> None:
        self._emit(f"{_CHATS}.new_chat")
        redirect = await self._until(lambda update: update.get("events"))
        await self._look(redirect["events"][0]["payload"]["path"])

    async def _look(self, where: str) -> None:
        self.chat_id = where.rpartition("/")[2]
        self._place = {"pathname": where, "asPath": where, "query": {"chat_id": self.chat_id}}
        self._emit(_LOAD)
        await self._until(lambda update: _delta(update, _CHAT, "opened_id") == self.chat_id)

    async def ask(self, prompt: str, length: int) -> str:
        """The reply's text, as soon as it is this long or the socket closes."""
        self.send(prompt)
        return await self.read(length)

    def send(self, prompt: str) -> None:
        """Ask, and go on."""
        key = uuid.uuid4().hex
        self._emit(f"{_SENDING}.send_message", chat_id=self.chat_id, text=prompt, idempotency_key=key)

    async def read(self, length: int) -> str:
        """The text of the reply that is being made, as soon as it is this long or the socket closes."""
        while len(self.text) < length and await self._update() is not None:
            pass
        return self.text

    def _take(self, update: dict[str, Any]) -> None:
        """What of this update belongs to the running reply."""
        self._reply_id = _delta(update, _CHAT, "running_id") or self._reply_id
        for *message_id, offset, piece in (_delta(update, _FEED, "p") or (0, ()))[1]:
            self._named = message_id[0] if message_id else self._named
            if self._named == self._reply_id:
                self.text = self.text[:offset] + piece
                self._note_newest()

    def _note_newest(self) -> None:
        if len(self.text) <= self._most:  # a part that was shown before
            return
        before, self._newest_at = self._newest_at, time.monotonic()
        if self._most:
            self.longest_stillness = max(self.longest_stillness, self._newest_at - before)
        self._most = len(self.text)

    def _emit(self, name: str, **payload: str) -> None:
        event = {"name": name, "payload": payload, "router_data": self._place}
        self.socket.send(_EVENT + json.dumps(event) + "]")

    async def _until(self, condition: Any) -> dict[str, Any]:
        while (update := await self._update()) is not None:
            if condition(update):
                return update
        raise ConnectionError("the server closed the socket")

    async def _update(self) -> dict[str, Any] | None:
        """The next update of the page; pings are answered on the way."""
        while (text := await self.socket.receive()) is not None:
            if text.startswith(_EVENT):
                update = json.loads(text[len(_EVENT) : -1])
                self._take(update)
                return update
            if text == "2":
                self.socket.send("3")
        return None


def _delta(update: dict[str, Any], state: str, var: str) -> Any:
    return update.get("delta", {}).get(state, {}).get(f"{var}_rx_state_")


async def _cookie(port: int) -> str:
    """The session cookie that comes with the page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET / HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    writer.close()
    cookies = [
        line.partition(": ")[2] for line in head.split("\r\n") if line.lower().startswith("set-cookie")
    ]
    return "; ".join(cookie.partition(";")[0] for cookie in cookies)
