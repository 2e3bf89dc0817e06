"""Cherry Studio's backup up to version 5: a dump of its browser's database and of its local storage.

The slice `llm` of the local storage holds keys: it is never looked at.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from oreai.services.transfer.chat_file import FileChat, FileMessage, FilePicture
from oreai.services.transfer.formats.format import Format, NewerThanKnown, Surroundings, Value, has
from oreai.services.transfer.texts import clean, joined, mapping, rows, text_and_reasoning
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import settle

_NEWEST = 5
_STORAGE = "persist:cherry-studio"
_CLEAR = "clear"
_SILENT = frozenset({"main_text", "thinking", "translation", "image", "code", "tool", "error", "citation"})


@dataclass(frozen=True)
class _Library:
    blocks: dict[str, Value]
    topics: dict[str, Value]
    "What is known of each topic, by its id: name, pin, assistant."
    around: Surroundings = field(repr=False)


def _matches(value: Value) -> bool:
    return has(value, localStorage=dict, version=int) and isinstance(value.get("indexedDB"), dict | list)


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    if value["version"] > _NEWEST:
        raise NewerThanKnown("cherry_studio")
    stored = value["indexedDB"]
    if isinstance(stored, list):
        topics = [
            mapping(one.get("value")) for one in rows(stored) if str(one.get("key", "")).startswith("topic:")
        ]
        blocks: dict[str, Value] = {}
    else:
        topics = rows(stored.get("topics"))
        blocks = {one["id"]: one for one in rows(stored.get("message_blocks")) if "id" in one}
    library = _Library(blocks, _known_topics(value["localStorage"]), around)
    for topic in topics:
        chat = _chat(topic, library)
        if chat.messages:
            yield settle(chat)


def _known_topics(storage: Value) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for assistant in rows(_slice(storage).get("assistants")):
        for topic in rows(assistant.get("topics")):
            found[str(topic.get("id"))] = {**topic, "assistant": assistant}
    return found


def _slice(storage: Value) -> Value:
    """The slice of the assistants; each is JSON inside JSON."""
    try:
        return mapping(json.loads(mapping(json.loads(storage[_STORAGE])).get("assistants", "{}")))
    except (KeyError, TypeError, ValueError):
        return {}


def _chat(topic: Value, library: _Library) -> FileChat:
    known = library.topics.get(str(topic.get("id")), {})
    assistant = mapping(known.get("assistant"))
    chat = FileChat(
        id=str(topic.get("id") or ""),
        title=clean(known.get("name")) or library.around.untitled,
        source="cherry_studio",
        icon=clean(assistant.get("emoji")),
        system=clean(assistant.get("prompt")),
        model=clean(mapping(assistant.get("model")).get("id")),
        created=moment(known.get("createdAt")),
        updated=moment(known.get("updatedAt")),
        pinned=bool(known.get("pinned")),
    )
    before: str | None = None
    questions: dict[str, str] = {}
    for one in rows(topic.get("messages")):
        if one.get("type") == _CLEAR or one.get("role") not in ("user", "assistant"):
            continue
        message = _message(one, library)
        asked = clean(one.get("askId"))
        message.parent = asked if message.role == "assistant" and asked in questions else before
        message.selected = bool(one.get("foldSelected", True))
        if message.role == "user":
            questions[message.id] = message.id
        before = message.id if message.selected or message.parent == before else before
        chat.messages.append(message)
        chat.left_out += [picture.name for picture in message.pictures if not picture.path]
    return chat


def _message(one: Value, library: _Library) -> FileMessage:
    ids = one.get("blocks")
    blocks = [library.blocks[key] for key in ids if key in library.blocks] if isinstance(ids, list) else []
    text = joined(_words(block, library.around) for block in blocks) or clean(one.get("content"))
    is_reply = one["role"] == "assistant"
    content, inline = text_and_reasoning(clean(text), is_reply=is_reply)
    reasonings = joined(block.get("content") for block in blocks if block.get("type") == "thinking")
    model: Any = mapping(one.get("model")).get("id") or one.get("modelId")
    return FileMessage(
        id=str(one["id"]),
        parent=None,
        role=one["role"],
        content=content,
        reasoning=clean(reasonings or one.get("reasoning_content")) or inline,
        at=moment(one.get("createdAt")),
        model=clean(model) if is_reply else "",
        pictures=[_picture(block, library.around) for block in blocks if block.get("type") == "image"],
    )


def _words(block: Value, around: Surroundings) -> str:
    kind = block.get("type")
    if kind in ("main_text", "code", "translation"):
        return clean(block.get("content"))
    return "" if kind in _SILENT else around.note(str(kind))


def _picture(block: Value, around: Surroundings) -> FilePicture:
    file = mapping(block.get("file"))
    name = f"{clean(file.get('id'))}{clean(file.get('ext'))}"
    address = clean(block.get("url"))
    path = around.pictures.take_data(address) if address.startswith("data:") else around.pictures.take(name)
    return FilePicture(name or "?", path)


CHERRY_STUDIO = Format("cherry_studio", _matches, _read)
