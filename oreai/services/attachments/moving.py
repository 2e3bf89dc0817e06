"""Takes attachments from one place to another, also while OreAI runs; nothing is deleted where they were."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from oreai.services.attachments.files import AttachmentFiles, FolderFiles

_TOLD_EVERY = 500


class Moved(NamedTuple):
    """How many files a move has copied, and how many it found in their new place."""

    copied: int
    there_already: int


def files_at(place: str | Path) -> AttachmentFiles:
    """The files in this place.

    Args:
        place: a folder, or an address such as s3://bucket/prefix.
    """
    if isinstance(place, str) and "://" in place:
        from oreai.services.attachments.object_files import ObjectFiles  # noqa: PLC0415

        return ObjectFiles(place)
    return FolderFiles(Path(place))


def move(source: AttachmentFiles, target: AttachmentFiles, *, tell: Callable[[int], None]) -> Moved:
    """Copy what the target lacks, so that it can be done again after a break.

    Args:
        tell: is told now and then how many were copied.

    Raises:
        FilesUnavailable: one of the two does not answer; what was copied until then stays.
    """
    there = dict(target.sizes())
    copied = there_already = 0
    for name, size in source.sizes():
        if there.get(name) == size:
            there_already += 1
        elif (content := source.read(name)) is not None:  # else its owner has just deleted it
            target.put(name, content)
            copied += 1
            if copied % _TOLD_EVERY == 0:
                tell(copied)
    return Moved(copied, there_already)
