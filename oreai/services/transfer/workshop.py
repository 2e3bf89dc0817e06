"""The folders in which files are read: one an import, on this machine alone, gone when it is done with."""

import shutil
import time
from pathlib import Path

FILE = "handed-in"
_PRIVATE = 0o700


class Workshop:
    """Makes and clears the folders."""

    def __init__(self, place: Path):
        """Args: place: where the folders are; it is made when the first is."""
        self._place = place

    def folder(self, import_id: str) -> Path:
        """The folder of an import, whether it is there or not."""
        return self._place / import_id

    def make(self, import_id: str) -> Path:
        """A new folder, readable for this server alone; where its file is to lie."""
        folder = self.folder(import_id)
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        return folder / FILE

    def is_here(self, import_id: str) -> bool:
        """Whether this machine has the import's folder."""
        return self.folder(import_id).is_dir()

    def clear(self, import_id: str) -> None:
        """Delete what is left of an import."""
        shutil.rmtree(self.folder(import_id), ignore_errors=True)

    def free_bytes(self) -> int:
        """How much the disk still holds."""
        place = self._place
        while not place.exists():
            place = place.parent
        return shutil.disk_usage(place).free

    def older_than(self, seconds: float) -> list[str]:
        """The imports whose folders nobody has changed for so long."""
        if not self._place.is_dir():
            return []
        limit = time.time() - seconds
        return [one.name for one in self._place.iterdir() if one.is_dir() and one.stat().st_mtime < limit]
