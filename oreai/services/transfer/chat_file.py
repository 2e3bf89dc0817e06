"""A chat as it travels: what every format is read into, and what OreAI's own files hold."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from itertools import islice
from typing import Any

VERSION = 1
"Of OreAI's own files; a later one that old readers would misread is counted up."
_COUNT = "count"
MARK = "oreai"
"The key that tells OreAI's own files; its value is the version."


@dataclass(slots=True)
class FilePicture:
    """A picture of a message: where it lies beside the chats, or the name of one that is not there."""

    name: str
    "Of the file it came from."
    path: str = ""
    "Below the folder of the files; empty for one that did not come along."


@dataclass(slots=True)
class FileMessage:
    """One turn, in one version."""

    id: str
    parent: str | None
    role: str
    "user or assistant."
    content: str
    reasoning: str = ""
    at: datetime | None = None
    model: str = ""
    status: str = "complete"
    "As `models.Status` names it."
    selected: bool = True
    pictures: list[FilePicture] = field(default_factory=list)


@dataclass
class FileChat:
    """A chat with all its branches."""

    id: str
    title: str = ""
    source: str = MARK
    "Which program it comes from, as its format is named."
    icon: str = ""
    system: str = ""
    opening: str = ""
    questions: str = ""
    model: str = ""
    provider: str = ""
    parameters: dict[str, float | int] = field(default_factory=dict)
    "What its user had chosen, by the names of the API."
    created: datetime | None = None
    updated: datetime | None = None
    pinned: bool = False
    archived: bool = False
    folder: str = ""
    examples: list[tuple[str, str]] = field(default_factory=list)
    "Role and text of each."
    leaf: str | None = None
    "The last message of the chosen branch, where the file names it; else each says whether it is selected."
    messages: list[FileMessage] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    "What does not come along, by the names in `notes.py`; one entry for each thing."


Whole = Callable[[Iterable[FileMessage]], Iterator[FileMessage]]
"Gives messages their texts where they have none yet; in the order in which they are written."

_HEAD_FIELDS = tuple(one for one in fields(FileChat) if one.name != "messages")


def head_of(chat: FileChat) -> dict[str, Any]:
    """What a file says of the chat beside its messages; what is empty is left out."""
    return {MARK: VERSION, **_filled({one.name: getattr(chat, one.name) for one in _HEAD_FIELDS})}


def as_json(chat: FileChat, whole: Whole = iter) -> Iterator[str]:
    """The chat as OreAI's own files hold it, in pieces: a message is a line."""
    head = json.dumps(head_of(chat), ensure_ascii=False, indent=1, default=str)
    yield head.removesuffix("\n}") + ',\n "messages": ['
    for at, message in enumerate(whole(chat.messages)):
        told = json.dumps(_filled(asdict(message)), ensure_ascii=False, default=str)
        yield f"{',' if at else ''}\n  {told}"
    yield "\n ]\n}"


def lines_of(chat: FileChat) -> Iterator[str]:
    """The chat as lines of JSON: what `head_of` says with the number of its messages, then each of these."""
    yield _dumped({**head_of(chat), _COUNT: len(chat.messages)})
    for message in chat.messages:
        yield _dumped(_filled(asdict(message)))


def chat_at(lines: Iterator[str | bytes]) -> tuple[FileChat, Iterator[FileMessage]]:
    """What `lines_of` has written, read again: the chat without its messages, and those one at a time.

    Raises:
        KeyError, TypeError, ValueError: it is not whole.
    """
    head = json.loads(next(lines))
    return chat_of(head), (_message_of(json.loads(line)) for line in islice(lines, head[_COUNT]))


def _dumped(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=_iso, separators=(",", ":"))


def chat_of(value: Mapping[str, Any]) -> FileChat:
    """The chat of what `as_json` has written, also after it went through JSON.

    Raises:
        KeyError, TypeError, ValueError: it is not whole.
    """
    given = _known(FileChat, value)
    given["messages"] = [_message_of(message) for message in given.get("messages", [])]
    given["examples"] = [(str(role), str(text)) for role, text in given.get("examples", [])]
    given["left_out"] = [str(one) for one in given.get("left_out", [])]
    numbers = given.get("parameters", {}).items()
    given["parameters"] = {name: number for name, number in numbers if isinstance(number, int | float)}
    for name in ("created", "updated"):
        given[name] = _time_of(given.get(name))
    return FileChat(**given)


def _message_of(value: Mapping[str, Any]) -> FileMessage:
    given = _known(FileMessage, value)
    given.setdefault("parent", None)
    given.setdefault("content", "")
    given["at"] = _time_of(given.get("at"))
    given["pictures"] = [
        FilePicture(str(one["name"]), str(one.get("path", ""))) for one in given.get("pictures", [])
    ]
    return FileMessage(**given)


def _known(kind: type[FileChat] | type[FileMessage], value: Mapping[str, Any]) -> dict[str, Any]:
    """What the class has fields for; a text or a yes or no that is something else is refused."""
    given = {one.name: value[one.name] for one in fields(kind) if one.name in value}
    for one in fields(kind):
        if one.type in (str, bool) and not isinstance(given.get(one.name, one.type()), one.type):
            raise TypeError(one.name)
    return given


def _filled(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: content for name, content in value.items() if content not in (None, "", [], {}) or name == "id"
    }


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(type(value).__name__)


def _time_of(value: object) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    return datetime.fromisoformat(str(value))
