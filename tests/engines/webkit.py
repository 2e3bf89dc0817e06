"""WebKit, asked through its own driver over HTTP, on a screen that nobody looks at."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from tests.engines.browser import LOG, START_SECONDS, Browser, seen_soon
from tests.running import free_port
from tests.waiting import soon

_WINDOW = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), Path("MiniBrowser"))
_NUMBER = re.compile(r"^\d+$", re.MULTILINE)
_ROUTES = {
    "SetWindowRect": "window/rect",
    "Navigate": "url",
    "ExecuteScript": "execute/sync",
    "ElementClick": "element/{id}/click",
    "ElementSendKeys": "element/{id}/value",
    "PerformActions": "actions",
}


class WebKit(Browser):
    name = "WebKit"
    programs = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb", str(_WINDOW): "webkit2gtk-driver"}

    async def start(self) -> None:
        port = free_port()
        await self.spawn(
            *("WebKitWebDriver", f"--port={port}"),
            DISPLAY=await self._screen(),
            WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1",  # there is none for root, and only our own pages
        )
        self._driver = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=None)
        await seen_soon(self._listens, START_SECONDS)
        window = {"binary": str(_WINDOW), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": window}}}
        self._session = (await self._post("/session", wanted))["sessionId"]

    async def ask(self, command: str, **parameters: Any) -> Any:
        return await self._post(
            f"/session/{self._session}/{_ROUTES[command].format(**parameters)}", parameters
        )

    async def _screen(self) -> str:
        """A display of its own: Xvfb takes the first number that is free and says which."""
        await self.spawn("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
        log = self.folder / LOG
        await soon(lambda: _NUMBER.search(log.read_text()) is not None)
        return f":{_NUMBER.findall(log.read_text())[0]}"

    async def _listens(self) -> bool:
        with suppress(httpx.TransportError):
            return (await self._driver.get("/status")).is_success
        return False

    async def _post(self, route: str, body: dict[str, Any]) -> Any:
        value = (await self._driver.post(route, json=body)).json()["value"]
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{route}: {value['error']}: {value['message']}")
        return value
