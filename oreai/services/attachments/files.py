"""The folder in which attachments lie, each under a random name; who may see which is not known here.

Its methods read and write files: none is for the event loop.
"""

import re
import time
from collections.abc import Iterable
from pathlib import Path

from oreai.models import new_id

_NAME = re.compile(r"[0-9a-f]{24}")  # nothing else in that folder is ours to touch


class AttachmentFiles:
    """Writes, reads and deletes the files."""

    def __init__(self, folder: Path):
        self._folder = folder

    def write(self, content: bytes) -> str:
        """The name under which this lies from now on."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = new_id()
        (self._folder / name).write_bytes(content)
        return name

    def read(self, name: str) -> bytes | None:
        """What lies under this name, if anything does."""
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None

    def delete(self, names: Iterable[str]) -> None:
        """Let these files go; one that is gone already does not matter."""
        for name in names:
            if _NAME.fullmatch(name):
                (self._folder / name).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> list[str]:
        """The names of the files that were written so long ago, or longer."""
        if not self._folder.is_dir():
            return []
        before = time.time() - seconds
        return [
            file.name
            for file in self._folder.iterdir()
            if _NAME.fullmatch(file.name) and file.stat().st_mtime < before
        ]
