"""Where attachments lie, each under a random name; who may see which is not known here.

A folder, or whatever else has these few methods (`object_files.py`). They read
and write: none is for the event loop.
"""

import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from oreai.models import new_id

_NAME = re.compile(r"[0-9a-f]{24}")  # nothing else there is ours to touch


class FilesUnavailable(Exception):
    """The place where attachments lie does not do what it is asked to; the message says why, in one line."""


class AttachmentFiles(Protocol):
    """Writes, reads and deletes the files; each method may raise FilesUnavailable."""

    def write(self, content: bytes) -> str:
        """The name under which this lies from now on."""
        ...

    def read(self, name: str) -> bytes | None:
        """What lies under this name, if anything does."""
        ...

    def delete(self, names: Iterable[str]) -> None:
        """Let these files go; one that is gone already does not matter."""
        ...

    def older_than(self, seconds: float) -> list[str]:
        """The names of the files that were written so long ago, or longer."""
        ...

    def put(self, name: str, content: bytes) -> None:
        """Let this lie under that name, which another place has given it."""
        ...

    def sizes(self) -> Iterator[tuple[str, int]]:
        """(name, bytes) of every file."""
        ...


def is_name(name: str) -> bool:
    """Whether a file of this name is an attachment."""
    return bool(_NAME.fullmatch(name))


class FolderFiles:
    """Files in a folder."""

    def __init__(self, folder: Path):
        self._folder = folder

    def __str__(self) -> str:
        return str(self._folder)

    def write(self, content: bytes) -> str:
        name = new_id()
        self.put(name, content)
        return name

    def put(self, name: str, content: bytes) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / name).write_bytes(content)
        except OSError as error:
            raise FilesUnavailable(f"{self._folder}: {error.strerror}") from error

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FilesUnavailable(f"{self._folder}: {error.strerror}") from error

    def delete(self, names: Iterable[str]) -> None:
        for name in filter(is_name, names):
            (self._folder / name).unlink(missing_ok=True)

    def older_than(self, seconds: float) -> list[str]:
        before = time.time() - seconds
        return [file.name for file in self._files() if file.stat().st_mtime < before]

    def sizes(self) -> Iterator[tuple[str, int]]:
        return ((file.name, file.stat().st_size) for file in self._files())

    def _files(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [file for file in self._folder.iterdir() if is_name(file.name)]
