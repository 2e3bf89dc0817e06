"""What a person does in a browser, as WebDriver's commands: one interface for every engine.

Firefox speaks them through its own Marionette, WebKit through a driver over HTTP; no library knows both.
Every command has its time, so that a driver that hangs is told apart from a page that is wrong.
"""

import asyncio
import os
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, Self

LOG = "engine.log"
START_SECONDS = 40
_COMMAND_SECONDS = 20
_END_SECONDS = 5
_SEE_SECONDS = 20
_LOOK_EVERY_SECONDS = 0.1
_PHONE = {"x": 0, "y": 0, "width": 390, "height": 844}  # as far as an engine makes its windows so narrow
_ESCAPE = "\ue00c"
_NEWEST_SEEN = """
const [selector, words] = arguments;
const seen = (one) => one.getClientRects().length > 0 && one.textContent.includes(words);
return [...document.querySelectorAll(selector)].filter(seen).pop() || null;
"""


class HungError(Exception):
    """The driver does not answer, which says nothing about the page."""


async def seen_soon(look: Callable[[], Awaitable[Any]], within_s: float) -> Any:
    """What is found once there is something to be found, or nothing."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if found := await look():
            return found
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
    return None


class Browser(ABC):
    """A browser that has never been used; each engine says how it is started and asked."""

    name: ClassVar[str]
    programs: ClassVar[dict[str, str]]  # each with the package of Debian that brings it

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._started: list[asyncio.subprocess.Process] = []

    @abstractmethod
    async def start(self) -> None:
        """Start it and open a session."""

    @abstractmethod
    async def ask(self, command: str, **parameters: Any) -> Any:
        """The value that one of WebDriver's commands gives."""

    async def __aenter__(self) -> Self:
        try:
            await self._in_time(self.start(), START_SECONDS, "its start")
            await self._do("SetWindowRect", **_PHONE)
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._end()

    async def visit(self, address: str) -> None:
        """Type an address."""
        await self._do("Navigate", url=address)

    async def reload(self) -> None:
        """Press F5: the page's own way, since Firefox's command passes its worker over."""
        await self.run("window.isLeft = true; location.reload()")
        await self.until("!window.isLeft")

    async def see(self, selector: str, words: str = "") -> Any:
        """Wait until one of these is there with these words in it; the newest."""
        return await self._come_true(
            lambda: self.run(_NEWEST_SEEN, selector, words), f"shows no {selector} {words}"
        )

    async def until(self, condition: str) -> None:
        """Wait until this is true in the page."""
        await self._come_true(lambda: self.run(f"return {condition}"), f"does not come to {condition}")

    async def tap(self, selector: str, words: str = "") -> None:
        """Scroll to the newest of these and touch it."""
        found = await self.see(selector, words)
        await self.run("arguments[0].scrollIntoView({ block: 'nearest' })", found)
        await self._do("ElementClick", id=_id(found))

    async def type(self, selector: str, text: str) -> None:
        """Write into this."""
        await self._do("ElementSendKeys", id=_id(await self.see(selector)), text=text)

    async def attach(self, selector: str, file: Path) -> None:
        """Choose a file for an input, which pages hide."""
        field = await self.run("return document.querySelector(arguments[0])", selector)
        await self._do("ElementSendKeys", id=_id(field), text=str(file))

    async def press_escape(self) -> None:
        """The key, wherever the focus is."""
        strokes = [{"type": kind, "value": _ESCAPE} for kind in ("keyDown", "keyUp")]
        await self._do("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    async def run(self, script: str, *given: Any) -> Any:
        """What a script in the page returns."""
        return await self._do("ExecuteScript", script=script, args=given)

    async def spawn(self, *command: str | Path, **environment: str) -> None:
        """Start a process of this browser, at the head of a group that ends with it."""
        with (self.folder / LOG).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command,
                env={**os.environ, "HOME": str(self.folder), **environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started.append(process)

    async def _end(self) -> None:
        """End what was started, and what that has started: with a word first, so that it tidies up."""
        for process in self._started:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                with suppress(ProcessLookupError, TimeoutError):
                    os.killpg(process.pid, sign)
                    await asyncio.wait_for(process.wait(), _END_SECONDS)

    async def _come_true(self, look: Callable[[], Awaitable[Any]], otherwise: str) -> Any:
        if found := await seen_soon(look, _SEE_SECONDS):
            return found
        shown = await self.run("return document.body.innerText")
        raise AssertionError(f"{self.name} {otherwise}; it shows:\n{shown}")

    async def _do(self, command: str, **parameters: Any) -> Any:
        return await self._in_time(self.ask(command, **parameters), _COMMAND_SECONDS, command)

    async def _in_time(self, work: Awaitable[Any], seconds: float, what: str) -> Any:
        try:
            return await asyncio.wait_for(work, seconds)
        except TimeoutError:
            raise HungError(f"{self.name} hung: {what} took more than {seconds:g} seconds") from None


def _id(element: dict[str, str]) -> str:
    [known_as] = element.values()
    return known_as
