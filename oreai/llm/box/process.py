"""The process of the box, seen from the server: started with one model, ended at will or by itself."""

import asyncio
import json
import re
import signal
import sys
from collections import deque
from contextlib import suppress
from typing import Any, Self

from oreai.llm.credentials import Credentials
from oreai.settings import ROOT

_START_SECONDS = 300  # a large file from a slow disk
_END_SECONDS = 5
_LINES_KEPT = 50
_LONGEST_WORDS = 300
_STAMP = re.compile(r"^[\d.]+ [EWIF] (?:srv|cmn|slot|main)?\s*")  # before what llama.cpp logs
_CAUSE = re.compile(r"error loading model: (?:llama_model_loader: )?(.+)")


class NotStarted(Exception):
    """The model could not be loaded; says in one line why."""


class BoxProcess:
    """A running `python -m oreai.llm.box`."""

    def __init__(self, process: asyncio.subprocess.Process):
        self.credentials = Credentials()
        self._process = process
        self._log_lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, order: dict[str, Any]) -> Self:
        """Start it, and wait until the model is loaded.

        Args:
            order: what `__main__.py` wants to know.

        Raises:
            NotStarted: it ended instead, or takes too long.
        """
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", __package__ or ""),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,  # Ctrl+C is for the server, with which this ends
        )
        started = cls(process)
        try:
            await started._load(order)
        except BaseException:
            await asyncio.shield(started.end())
            raise
        return started

    async def _load(self, order: dict[str, Any]) -> None:
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            async with asyncio.timeout(_START_SECONDS):
                answer = await self._process.stdout.readline()
        except TimeoutError:
            raise NotStarted(f"it was not loaded within {_START_SECONDS} seconds") from None
        if not answer:
            raise NotStarted(await self._why())
        self.credentials = Credentials(order["key"], json.loads(answer)["url"] + "/v1")

    @property
    def is_running(self) -> bool:
        """Whether it can still be asked."""
        return self._process.returncode is None

    async def end(self) -> None:
        """End it, and wait until its memory is free."""
        with suppress(ProcessLookupError):
            self._process.kill()  # it holds nothing that wants to be stored
        await self.has_ended()
        self._listening.cancel()

    async def has_ended(self) -> bool:
        """Whether it ends in a moment, or has already: nobody may have noticed yet."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                await self._process.wait()
        return not self.is_running

    async def _listen(self) -> None:
        """Take what it says, so that it never waits for somebody to read it."""
        assert self._process.stderr
        while line := await self._process.stderr.readline():
            self._log_lines.append(line.decode(errors="replace").strip())

    async def _why(self) -> str:
        """Why it ended, in its own words."""
        code = await self._process.wait()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._listening), _END_SECONDS)
        if code == -signal.SIGKILL:
            return "its process was killed; there may be too little memory"
        causes = [found[1] for line in self._log_lines if (found := _CAUSE.search(line))]
        last = [_STAMP.sub("", line) for line in self._log_lines if line][-1:]
        return " ".join([*causes, *last, f"its process ended with {code}"][:1])[:_LONGEST_WORDS]
