"""What makes a format: how a chat of it is told from others, and how it is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any, Protocol

from oreai.services.transfer.chat_file import FileChat


class TransferRefused(Exception):
    """A file of which nothing can be brought in."""


class NewerThanKnown(TransferRefused):
    """A file of a known program, in a form that is not understood yet."""


class UnknownFile(TransferRefused):
    """A file of no program that is known."""


class DamagedFile(TransferRefused):
    """A file that cannot be read to its end."""


class TooLargeFile(TransferRefused):
    """A file that unpacked would be larger than anything that is brought in."""


class Pictures(Protocol):
    """Where the pictures of a file are."""

    def take(self, name: str) -> str:
        """The path of the picture by this name beside the chats; empty where none can be read."""

    def take_data(self, address: str) -> str:
        """The path of a picture that an address carries itself (`data:`); empty for every other address."""


@dataclass(frozen=True)
class Surroundings:
    """What a format may ask about the file beside the chat itself."""

    pictures: Pictures
    zone: tzinfo = UTC
    "The user's, for times that name none."
    untitled: str = ""
    "What a chat without a title is called."
    note: Callable[[str], str] = field(default=lambda kind: f"> [{kind}]")
    "What stands in a message for a part that OreAI does not know, by the other program's name for it."


Value = dict[str, Any]


@dataclass(frozen=True)
class Format:
    """One format; `formats/__init__.py` lists them all."""

    name: str
    "As it is stored with each chat; shown by `i18n`."
    matches: Callable[[Value], bool]
    "Whether an object is of this format: a chat, or a file's outermost object."
    read: Callable[[Value, Surroundings], Iterable[FileChat]]
    "The chats of such an object; raises KeyError, TypeError, ValueError, AttributeError if broken."


def has(value: Mapping[str, Any], **kinds: type | tuple[type, ...]) -> bool:
    """Whether the object has all these keys, each with a value of its kind."""
    return all(isinstance(value.get(key), kind) for key, kind in kinds.items())
