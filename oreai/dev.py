"""`make dev`: the server, begun anew after each change, on a client that is built anew where it changed.

While the client is being built, and where it cannot be, the server of before goes on.
"""

import subprocess
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from watchfiles import watch

from oreai.i18n.shell import shell_texts
from oreai.settings import ROOT

_WATCHED = ("oreai", "assets", "alembic", "rxconfig.py", "providers.toml", ".env")
_OF_THE_CLIENT = (
    *("assets", "rxconfig.py", "oreai/oreai.py"),
    *(f"oreai/{room}" for room in ("pages", "components", "states", "i18n")),
)
_LAST_WORDS_SECONDS = 20


class DevServer:
    """The server's process, and what a change asks of it."""

    def __init__(self, start: list[str], build: list[str]):
        """
        Args:
            start: the command that serves.
            build: the command that builds the client.
        """
        self._start = start
        self._build = build
        self._process = subprocess.Popen(start, cwd=ROOT)

    def follow(self, changes: Iterable[Collection[Path]]) -> None:
        """Begin anew after each of these sets of changed files, as long as there are more."""
        for files in changes:
            if shapes_the_client(files) and subprocess.run(self._build, cwd=ROOT, check=False).returncode:
                print(f"OreAI: {shell_texts().start.client_failed}", flush=True)
                continue
            self.stop()
            self._process = subprocess.Popen(self._start, cwd=ROOT)

    def stop(self) -> None:
        """End the server as SIGTERM does, which stores every partial reply."""
        self._process.terminate()
        try:
            self._process.wait(_LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def shapes_the_client(files: Collection[Path]) -> bool:
    """Whether the browser's part is made of one of these; the rest is the server's alone."""
    return any(file.is_relative_to(ROOT / part) for file in files for part in _OF_THE_CLIENT)


def _changes() -> Iterable[Collection[Path]]:
    watched = [ROOT / name for name in _WATCHED if (ROOT / name).exists()]
    for changes in watch(*watched, raise_interrupt=False):  # Ctrl+C ends it
        yield {Path(path) for _, path in changes}


def main() -> None:
    """Serve until Ctrl+C."""
    server = DevServer(
        [sys.executable, "-m", "oreai", "--fetch", "--as-built"],
        [sys.executable, "-m", "oreai.client_build"],
    )
    try:
        server.follow(_changes())
    finally:
        server.stop()


if __name__ == "__main__":
    main()
