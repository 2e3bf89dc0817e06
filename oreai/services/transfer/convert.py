"""`python -m oreai.services.transfer.convert FILE FOLDER`: reads a file in a process of its own.

What it finds lies in the folder afterwards: `chats.jsonl`, a line for each chat and one for each of its
messages, `chats.json`, what a preview shows of each, and the pictures. A file that asks too much ends this
process and nothing else.
"""

import argparse
import json
import resource
import sys
from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from oreai.characters import beginning
from oreai.i18n import fill, texts_for
from oreai.services.transfer.archive import Archive
from oreai.services.transfer.chat_file import FileChat, lines_of
from oreai.services.transfer.formats.format import DamagedFile, Surroundings, TooLargeFile, TransferRefused
from oreai.services.transfer.picture_files import PictureFiles
from oreai.services.transfer.reading import UnreadableChat, read

CHATS = "chats.jsonl"
PREVIEW = "chats.json"
MOST_CHATS = 50_000
MOST_BYTES = 2 * 1024**3  # of chats, as they are written
_MEMORY = 1024**3  # bytes; reading a whole object of the longest takes less than half
_CPU_SECONDS = 900
_TITLE_LENGTH = 120


@dataclass(frozen=True)
class ChatPreview:
    """What is shown of a chat before it is brought in."""

    title: str
    source: str
    messages: int
    pictures: int
    left_out: int
    "How many things of it do not come along."
    created: str
    "In ISO 8601, as `updated`; empty where the file has no times."
    updated: str
    at: int
    "Where its lines begin, in bytes."


@dataclass(frozen=True)
class Preview:
    """What a file brings."""

    chats: list[ChatPreview]
    unreadable: list[str]
    "The titles of chats that cannot be read, as far as known."


def convert(file: Path, folder: Path, zone: tzinfo, locale: str) -> Preview:
    """Read the file into the folder.

    Raises:
        TransferRefused: nothing of it can be brought in.
    """
    archive = Archive(file)
    texts = texts_for(locale)
    around = Surroundings(
        PictureFiles(archive, folder),
        zone,
        texts.transfer.untitled,
        lambda kind: f"> {fill(texts.transfer.unknown_part, kind=kind)}",
    )
    previews: list[ChatPreview] = []
    unreadable: list[str] = []
    at = 0
    with (folder / CHATS).open("wb") as chats:
        for found in read(archive, around):
            if isinstance(found, UnreadableChat):
                unreadable.append(found.title)
                continue
            if len(previews) == MOST_CHATS or at > MOST_BYTES:
                raise TooLargeFile
            previews.append(_preview(found, at))
            at += sum(chats.write(f"{line}\n".encode()) for line in lines_of(found))
    preview = Preview(previews, unreadable)
    (folder / PREVIEW).write_text(json.dumps(asdict(preview), ensure_ascii=False), "utf-8")
    return preview


def read_preview(folder: Path) -> Preview:
    """What `convert` has found, read again."""
    value = json.loads((folder / PREVIEW).read_text("utf-8"))
    return Preview([ChatPreview(**one) for one in value["chats"]], value["unreadable"])


def _preview(chat: FileChat, at: int) -> ChatPreview:
    return ChatPreview(
        title=beginning(chat.title, _TITLE_LENGTH),
        source=chat.source,
        messages=len(chat.messages),
        pictures=sum(bool(picture.path) for message in chat.messages for picture in message.pictures),
        left_out=len(chat.left_out),
        created=_written_time(chat.created),
        updated=_written_time(chat.updated),
        at=at,
    )


def _written_time(time: datetime | None) -> str:
    return time.isoformat() if time else ""


def zone_of(name: str) -> tzinfo:
    """The time zone by this name of the IANA; UTC for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def main() -> None:
    """Convert within bounds; the exit code is 0, or 3 with the name of what was wrong on standard output."""
    parser = argparse.ArgumentParser(prog="python -m oreai.services.transfer.convert")
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--zone", default="UTC")
    parser.add_argument("--locale", default="zh")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    try:
        convert(asked.file, asked.folder, zone_of(asked.zone), asked.locale)
    except TransferRefused as error:
        _refuse(type(error))
    except MemoryError:
        _refuse(TooLargeFile)
    except RecursionError:
        _refuse(DamagedFile)


def _refuse(kind: type[TransferRefused]) -> None:
    sys.stdout.write(kind.__name__)
    sys.exit(3)


if __name__ == "__main__":
    main()
