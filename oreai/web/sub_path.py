"""OreAI below a path of its host (`OREAI_PATH`): a stranger's address has it, our routes and rules do not.

The path is taken off outside of everything that looks at an address, and put
back before Reflex, whose pages and socket were built with it.
"""

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

_ALSO_WITHOUT = ("/api/health", "/metrics")
"""Asked by balancers and Prometheus, who ask the process itself."""


class WithoutPath:
    """ASGI middleware, the outermost: takes the path off; what does not have it is not ours."""

    def __init__(self, app: ASGIApp, path: str):
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in _ALSO_WITHOUT:
            await self._app(scope, receive, send)
        elif f"{scope['path']}/".startswith(f"{self._path}/"):
            await self._app(_moved(scope, scope["path"][len(self._path) :] or "/"), receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._elsewhere(scope["path"])(scope, receive, send)

    def _elsewhere(self, path: str) -> Response:
        if path == "/":
            return RedirectResponse(f"{self._path}/")
        return PlainTextResponse("There is nothing here.\n", 404)


class WithPath:
    """ASGI middleware, the innermost: puts the path back."""

    def __init__(self, app: ASGIApp, path: str):
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope = _moved(scope, self._path + scope["path"])
        await self._app(scope, receive, send)


def _moved(scope: Scope, path: str) -> Scope:
    return {**scope, "path": path, "raw_path": path.encode("utf-8")}
