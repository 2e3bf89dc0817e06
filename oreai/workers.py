"""Several server processes behind one port: `python -m oreai.workers FD DRAIN_SECONDS COUNT [BUS]`.

Each accepts connections from the one socket; one that dies is replaced, and the others go on
with its replies. SIGHUP replaces one after the other, SIGTERM ends all. Where BUS is
empty, since no Redis is set, they hear of each other through this process.
"""

import asyncio
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from oreai.bus_hub import BusHub
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts

_READY_SECONDS = 60
_LAST_WORDS_SECONDS = 20  # beyond draining
_SHORT_LIFE_SECONDS = 10
_LONGEST_PAUSE_SECONDS = 30


class Workers:
    """Keeps so many server processes alive."""

    def __init__(self, listening: int, drain_seconds: str, count: int, metrics: Path):
        self._listening = listening
        self._drain_seconds = drain_seconds
        self._count = count
        self._metrics = metrics
        self._processes: list[asyncio.subprocess.Process] = []
        self._chores: set[asyncio.Task[None]] = set()
        self._short_lives = 0
        self._leaving = asyncio.Event()
        self._rolling = asyncio.Lock()

    async def run(self) -> None:
        """Until SIGTERM or Ctrl+C."""
        loop = asyncio.get_running_loop()
        for ending in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(ending, self._leaving.set)
        loop.add_signal_handler(signal.SIGHUP, lambda: self._begin(self._roll()))
        await asyncio.gather(*(self._start() for _ in range(self._count)))
        await self._leaving.wait()
        await asyncio.gather(*(self._end(process) for process in self._processes))

    def _begin(self, chore: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _start(self) -> None:
        """One process more, ready to answer; or one that has ended before it was."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "oreai.web.server", str(self._listening), self._drain_seconds),
                str(theirs.fileno()),
                pass_fds=(self._listening, theirs.fileno()),
            )
        self._processes.append(process)
        self._begin(self._watch(process, ours))
        with suppress(TimeoutError, OSError):
            async with asyncio.timeout(_READY_SECONDS):
                await asyncio.get_running_loop().sock_recv(ours, 16)

    async def _watch(self, process: asyncio.subprocess.Process, line: socket.socket) -> None:
        """Replace it when it dies; the line to it stays open meanwhile, so that it knows that it is kept."""
        began, pause = time.monotonic(), 0.0
        code = await process.wait()
        line.close()
        for gauges in self._metrics.glob(f"gauge_live*_{process.pid}.db"):  # what it had counts no more
            gauges.unlink(missing_ok=True)
        if self._leaving.is_set() or process not in self._processes:
            return
        self._processes.remove(process)
        if time.monotonic() - began < _SHORT_LIFE_SECONDS:
            self._short_lives += 1
            pause = min(2.0 * self._short_lives, _LONGEST_PAUSE_SECONDS)
        told = {"code": str(code), "seconds": f"{pause:.0f}"}
        print(f"OreAI: {fill(shell_texts().start.server_ended, **told)}", flush=True)
        await asyncio.sleep(pause)
        if not self._leaving.is_set():
            await self._start()

    async def _roll(self) -> None:
        """Replace one after the other: the new one answers before the old one goes."""
        async with self._rolling:
            for old in list(self._processes):
                await self._start()
                self._processes.remove(old)
                await self._end(old)

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(float(self._drain_seconds) + _LAST_WORDS_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()


async def _main(listening: int, drain_seconds: str, count: int, bus: str) -> None:
    with tempfile.TemporaryDirectory(prefix="oreai-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        workers = Workers(listening, drain_seconds, count, Path(folder))
        if bus:
            await workers.run()
            return
        file = Path(folder) / "bus"
        async with await BusHub().serve(file):
            os.environ["REDIS_URL"] = f"unix://{file}"
            await workers.run()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]))
