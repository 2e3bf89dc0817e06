"""The pictures of a file that is read: found by the names that chats call them, copied beside the chats."""

import base64
import binascii
from bisect import bisect_left
from pathlib import Path, PurePosixPath

from oreai.services.transfer.archive import Archive
from oreai.services.transfer.formats.format import DamagedFile

MOST_PICTURES = 2_000
LONGEST_PICTURE = 20 * 1024 * 1024  # bytes
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")
"How JPEG, PNG, GIF and WebP files begin; whether they are pictures is decided when they are drawn."
_AFTER_NAME = "-_."
_NEIGHBOURS = 4
"How many names from the wanted one on are looked at: those that go on after it follow it."
_DATA = "data:image/"


class PictureFiles:
    """Copies pictures; each is there once, however often it is shown."""

    def __init__(self, archive: Archive, folder: Path):
        """Args: folder: where the copies go; it exists."""
        self._archive = archive
        self._folder = folder
        self._taken: dict[str, str] = {}
        self._by_stem = {PurePosixPath(one).stem: one for one in reversed(archive.names())}
        self._stems = sorted(self._by_stem)
        self.count = 0

    def take(self, name: str) -> str:
        """The path, below the folder, of the picture by this name; empty where there is none."""
        if name not in self._taken:
            member = self._member(name)
            self._taken[name] = self._copied(member) if member else ""
        return self._taken[name]

    def take_data(self, address: str) -> str:
        """The path of a picture that stands in its own address; other addresses are never asked."""
        head, _, body = address.partition(";base64,")
        if not head.startswith(_DATA) or len(body) > LONGEST_PICTURE * 4 // 3:
            return ""
        try:
            return self._written(base64.b64decode(body, validate=True))
        except (binascii.Error, ValueError):
            return ""

    def _member(self, name: str) -> str | None:
        """The file by this name, whatever its folder and ending; or one whose name goes on after it."""
        if not name:
            return None
        base = PurePosixPath(name)
        if exact := self._by_stem.get(base.name) or self._by_stem.get(base.stem):
            return exact
        at = bisect_left(self._stems, base.name)
        for stem in self._stems[at : at + _NEIGHBOURS]:
            if stem.startswith(tuple(base.name + sign for sign in _AFTER_NAME)):
                return self._by_stem[stem]
        return None

    def _copied(self, member: str) -> str:
        if self._archive.size_of(member) > LONGEST_PICTURE:
            return ""
        try:
            with self._archive.open(member) as file:
                return self._written(file.read(LONGEST_PICTURE + 1))
        except DamagedFile:
            return ""

    def _written(self, content: bytes) -> str:
        if self.count >= MOST_PICTURES or len(content) > LONGEST_PICTURE or not content.startswith(_SIGNS):
            return ""
        self.count += 1
        path = f"{self.count}.picture"
        (self._folder / path).write_bytes(content)
        return path
