"""The server's secret: what it locks users' keys with. It never lies in the database, nor in its backup.

Belongs here: where the secret lies, how it is made, read and followed by a new one. Does not: what is locked
with it (`services/models/sealed_keys.py`).

`OREAI_SECRET` may hold several, separated by commas; else they are the lines of a file that only its owner
may read. The first one locks, each of them unlocks.
"""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.operating_settings import SHORTEST_SECRET

_BYTES = 32
_OWNERS_ONLY = 0o600


class NoSecret(Exception):
    """The file can neither be read nor made; in one line that says why."""


class ServerSecret:
    """Reads the secret, and makes one where there is none yet."""

    def __init__(self, file: Path, written: str = ""):
        """
        Args:
            written: what `OREAI_SECRET` holds; the file then has no say.
        """
        self.file = file
        self._written = _parts(written)
        self._read: tuple[object, Sequence[str]] = (None, ())

    @property
    def is_written(self) -> bool:
        """Whether the owner keeps it elsewhere, and the file has no say."""
        return bool(self._written)

    def all(self) -> Sequence[str]:
        """The secrets that are good now, the one that locks first. Not for the event loop.

        A file that another process has changed is read anew.

        Raises:
            NoSecret: there is none, and none can be made.
        """
        if self._written:
            return self._written
        try:
            if not self.file.exists():
                self._make()
            found = self.file.stat()
            seen = found.st_ino, found.st_mtime_ns, found.st_size
            if seen != self._read[0]:
                self._read = seen, _parts(self.file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise NoSecret(f"{self.file}: {error}") from None
        if not self._read[1]:
            raise NoSecret(fill(shell_texts().start.no_secret, file=self.file, least=SHORTEST_SECRET))
        return self._read[1]

    def begin_with_new(self, still_used: Sequence[str]) -> None:
        """Put a new secret in front of those that are still used, and forget the others.

        Raises:
            NoSecret: the file cannot be written.
        """
        try:
            self._replace([secrets.token_urlsafe(_BYTES), *still_used])
        except OSError as error:
            raise NoSecret(f"{self.file}: {error}") from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold what whoever changes the secret holds meanwhile; waits for another one to be done.

        Raises:
            NoSecret: nothing can be written where it lies.
        """
        try:
            lock = self._lock()
        except OSError as error:
            raise NoSecret(f"{self.file}: {error.strerror}") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _lock(self) -> int:
        return os.open(f"{self.file}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNERS_ONLY)

    def _make(self) -> None:
        """Of two processes that begin at once one makes it: a link never takes another one's place."""
        made = self._beside([secrets.token_urlsafe(_BYTES)])
        try:
            with suppress(FileExistsError):
                os.link(made, self.file)
        finally:
            made.unlink()

    def _replace(self, found: Sequence[str]) -> None:
        self._beside(found).replace(self.file)

    def _beside(self, found: Sequence[str]) -> Path:
        """A whole file of these in the same folder, written through to the disk."""
        handle, name = tempfile.mkstemp(prefix=f".{self.file.name}-", dir=self.file.parent)  # 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(f"{secret}\n" for secret in found))
            file.flush()
            os.fsync(file.fileno())
        return Path(name)


def _parts(text: str) -> Sequence[str]:
    found = (part.strip() for part in text.replace("\n", ",").split(","))
    return [part for part in found if len(part) >= SHORTEST_SECRET]
