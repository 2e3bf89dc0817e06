"""Makes of the links between messages, however broken, the trees that OreAI stores."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from oreai.services.transfer.chat_file import FileChat, FileMessage

_A_LITTLE = timedelta(microseconds=1)


def settle(chat: FileChat) -> FileChat:
    """The chat with every message below one that is there, parents first, in time, one of each fork selected.

    A parent that does not exist makes a root, and a circle is opened where it is met first. Takes time and
    memory in proportion to the messages, however deep they stand.
    """
    by_id = {message.id: message for message in chat.messages}
    chat.messages = _parents_first(by_id)
    _put_in_time(chat, by_id)
    _choose(chat, by_id)
    return chat


def _parents_first(by_id: Mapping[str, FileMessage]) -> list[FileMessage]:
    done: set[str] = set()
    found: list[FileMessage] = []
    for start in by_id.values():
        way: list[FileMessage] = []
        on_way: set[str] = set()
        here: FileMessage | None = start
        while here is not None and here.id not in done and here.id not in on_way:
            way.append(here)
            on_way.add(here.id)
            here = by_id.get(here.parent or "")
        if way and (here is None or here.id in on_way):
            way[-1].parent = None
        for message in reversed(way):
            done.add(message.id)
            found.append(message)
    return found


def _put_in_time(chat: FileChat, by_id: Mapping[str, FileMessage]) -> None:
    """A message without a time, or with one before its parent's, comes right after its parent."""
    latest = chat.created
    for message in chat.messages:
        parent = by_id.get(message.parent or "")
        before = parent.at if parent else None
        if message.at is None:
            message.at = before + _A_LITTLE if before else chat.created
        elif before and message.at <= before:
            message.at = before + _A_LITTLE
        if message.at and (latest is None or message.at > latest):
            latest = message.at
    times = [message.at for message in chat.messages if message.at]
    chat.created = chat.created or (min(times) if times else None)
    chat.updated = max(filter(None, (chat.updated, latest)), default=None)


def _choose(chat: FileChat, by_id: Mapping[str, FileMessage]) -> None:
    """Of those below one parent one is selected: what the chosen branch has, else the newest selected."""
    branch: set[str] = set()
    here = by_id.get(chat.leaf or "")
    while here is not None:
        branch.add(here.id)
        here = by_id.get(here.parent or "")
    siblings: dict[str | None, list[FileMessage]] = {}
    for message in chat.messages:
        siblings.setdefault(message.parent, []).append(message)
    for ones in siblings.values():
        chosen = _chosen(ones, branch)
        for message in ones:
            message.selected = message is chosen


def _chosen(ones: list[FileMessage], branch: set[str]) -> FileMessage:
    for message in ones:
        if message.id in branch:
            return message
    selected = [message for message in ones if message.selected]
    return max(selected or ones, key=lambda one: (one.at is not None, one.at))


class _Linked(Protocol):
    id: str
    parent: str | None


Node = TypeVar("Node", bound=_Linked)


def without(nodes: Iterable[Node], leaves_out: Callable[[Node], bool]) -> list[Node]:
    """The nodes without some; what stood below these stands below the nearest that is left.

    Args:
        leaves_out: whether a node goes; it is asked once of each.
    """
    ones = list(nodes)
    by_id = {one.id: one for one in ones}
    gone = {one.id for one in ones if leaves_out(one)}
    kept_above: dict[str, str | None] = {}
    for one in ones:
        if one.id not in gone:
            one.parent = _nearest(one.parent, by_id, gone, kept_above)
    return [one for one in ones if one.id not in gone]


def _nearest(
    parent: str | None, by_id: Mapping[str, Node], gone: set[str], kept_above: dict[str, str | None]
) -> str | None:
    way: list[str] = []
    met: set[str] = set()
    while parent in gone and parent not in kept_above and parent not in met:
        way.append(parent)
        met.add(parent)
        parent = by_id[parent].parent
    found = kept_above.get(parent) if parent in kept_above else parent
    found = None if found in met else found
    kept_above.update(dict.fromkeys(way, found))
    return found


def in_a_row(messages: list[FileMessage]) -> list[FileMessage]:
    """Messages of a program without branches: each below the one before."""
    before: str | None = None
    for message in messages:
        message.parent, before = before, message.id
    return messages


def spread_before(messages: list[FileMessage], end: datetime | None) -> None:
    """Give messages without a time one, in order and a second apart, the last at the end."""
    if end is None:
        return
    for back, message in enumerate(reversed(messages)):
        message.at = message.at or end - timedelta(seconds=back)
