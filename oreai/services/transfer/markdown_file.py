"""A chat as Markdown that people can read, and OreAI can read back exactly, branch by branch.

Before each message stands a comment with what a reader does not see. All begin with a mark that is drawn
for this file and stands in its head: nobody who has written a message has known it.
"""

import json
import re
import secrets
from collections.abc import Iterator

from oreai.services.transfer.chat_file import MARK, FileChat, FileMessage, Whole, chat_of, head_of

_HEAD = re.compile(rb"\A---\n(?P<lines>(?:[a-z]+: .*\n)+)---\n")
_REASONING = "reasoning"
_SPEAKERS = {"user": "## 🙂", "assistant": "## 🤖"}
_GAP = "\n\n"
_MARK_BYTES = 8


class NotOurs(ValueError):
    """Markdown that was not written here, or was changed in what holds it together."""


def as_markdown(chat: FileChat, whole: Whole = iter) -> Iterator[str]:
    """The chat with every branch, in pieces: a message below the one it answers, the chosen version first."""
    head = head_of(chat)
    mark = secrets.token_hex(_MARK_BYTES)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in head.items()]
    yield "\n".join(["---", *lines, f"mark: {json.dumps(mark)}", "---", "", f"# {chat.title}"])
    for message in whole(_in_reading_order(chat.messages)):
        yield _GAP + _GAP.join(_message(message, mark))
    yield "\n"


def chat_in(content: bytes) -> FileChat:
    """The chat of what `as_markdown` has written, in UTF-8: as a text all of it may be four times as large.

    Raises:
        NotOurs: this is other Markdown.
    """
    head = _HEAD.match(content)
    if head is None:
        raise NotOurs
    try:
        value = dict(map(_pair, head["lines"].decode().removesuffix("\n").split("\n")))
        if MARK not in value:
            raise NotOurs
        value["messages"] = list(_messages(content, str(value.pop("mark")).encode()))
        return chat_of(value)
    except (KeyError, TypeError, ValueError) as error:
        raise NotOurs from error


def _message(message: FileMessage, mark: str) -> Iterator[str]:
    held: dict[str, object] = {
        "id": message.id,
        "parent": message.parent,
        "role": message.role,
        "selected": message.selected,
    }
    if message.at:
        held["at"] = message.at.isoformat()
    if message.model:
        held["model"] = message.model
    if message.status != "complete":
        held["status"] = message.status
    if message.pictures:
        held["pictures"] = [{"name": one.name, "path": one.path} for one in message.pictures]
    yield _comment(mark, held)
    yield _SPEAKERS[message.role] + (f" {message.model}" if message.model else "")
    yield from (f"![]({one.path})" for one in message.pictures if one.path)
    if message.reasoning:
        yield _comment(mark, {"part": _REASONING})
        yield message.reasoning
    yield _comment(mark, {"part": "content"})
    yield message.content


def _comment(mark: str, held: dict[str, object]) -> str:
    inside = json.dumps(held, ensure_ascii=False).replace("--", "-\\u002d")
    return f"<!-- {mark} {inside} -->"


def _pair(line: str) -> tuple[str, object]:
    key, _, value = line.partition(": ")
    return key, json.loads(value)


def _messages(content: bytes, mark: bytes) -> Iterator[dict[str, object]]:
    message: dict[str, object] = {}
    for held, words in _parts(content, mark):
        inside = json.loads(held)
        if part := inside.get("part"):
            message[part] = words.decode("utf-8", "replace")
        else:
            if message:
                yield message
            message = inside
    if message:
        yield message


def _parts(content: bytes, mark: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What each comment holds, and the words below it."""
    held, begins = b"", 0
    for comment in re.finditer(rb"\n\n<!-- " + re.escape(mark) + rb" (\{.*\}) -->\n\n", content):
        if held:
            yield held, content[begins : comment.start()]
        held, begins = comment[1], comment.end()
    if held:
        yield held, content[begins:].removesuffix(b"\n")


def _in_reading_order(messages: list[FileMessage]) -> Iterator[FileMessage]:
    """Each version with what follows it, the selected one first; without recursion, as chats are deep."""
    below: dict[str | None, list[FileMessage]] = {}
    for message in messages:
        below.setdefault(message.parent, []).append(message)
    waiting = sorted(below.get(None, []), key=lambda one: one.selected)
    while waiting:
        message = waiting.pop()
        yield message
        waiting += sorted(below.get(message.id, []), key=lambda one: one.selected)
