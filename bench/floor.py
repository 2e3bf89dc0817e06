"""The floor: the least that a streaming chat can cost in Python, with the same SDK and the same web server.

One websocket route forwards each piece of the SDK's stream as it comes; one page appends it to a text node.
No users, no database, no history, no markdown, no reconnecting: what OreAI costs above this is for those.
"""

import sys

from openai import AsyncOpenAI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from oreai.web import port, server

_PAGE = """<!doctype html><meta charset="utf-8"><title>Floor</title>
<pre style="white-space: pre-wrap" data-testid="message-body"></pre>
<script>
const text = document.querySelector("pre").appendChild(new Text());
const socket = new WebSocket(`ws://${location.host}/stream`);
socket.onmessage = (event) => text.appendData(event.data);
</script>"""


async def page(request: Request) -> HTMLResponse:
    """A page that appends whatever the socket brings."""
    return HTMLResponse(_PAGE)


async def stream(socket: WebSocket) -> None:
    """Forward one reply to the prompt that the socket sends first."""
    await socket.accept()
    try:
        turns = [{"role": "user", "content": await socket.receive_text()}]
    except WebSocketDisconnect:
        return
    async for chunk in await sdk.chat.completions.create(model="bench", messages=turns, stream=True):
        if chunk.choices and chunk.choices[0].delta.content:
            await socket.send_text(chunk.choices[0].delta.content)
    await socket.close()


def build() -> Starlette:
    """The whole app."""
    return Starlette(routes=[Route("/", page), WebSocketRoute("/stream", stream)])


sdk = AsyncOpenAI()

if __name__ == "__main__":
    taken = port.take("127.0.0.1", int(sys.argv[1]))
    port.listen(taken)
    server.serve(taken, app="bench.floor:build")
