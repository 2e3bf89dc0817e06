"""ChatGPT's own export, in its three generations: with links to children, in shards, and without either."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from oreai.services.transfer.chat_file import FileChat, FileMessage, FilePicture
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, joined, mapping, rows
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import settle, without

_CITATION = re.compile("【\\d+(?::\\d+)?†[^】]*】|\ue200[^\ue202]*\ue202|[\ue200-\ue202]")
_POINTER = re.compile(r"^(?:sediment|file-service)://")
_DROPPED = frozenset(
    {
        *("tether_browsing_display", "tether_browsing_code", "sonic_webpage", "computer_output"),
        *("model_editable_context", "reasoning_recap", "system_error"),
    }
)
_FOLDED = frozenset({"execution_output", "tether_quote", "code"})


@dataclass
class _Node:
    id: str
    parent: str | None
    message: Value = field(repr=False)
    role: str = ""
    text: str = ""
    reasoning: str = ""
    pictures: list[FilePicture] = field(default_factory=list)


def _matches(value: Value) -> bool:
    is_chat = isinstance(value.get("create_time"), int | float) or "current_node" in value
    return has(value, mapping=dict) and is_chat and "inserted_at" not in value


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    nodes = [_node(key, one, around) for key, one in value["mapping"].items() if isinstance(one, dict)]
    reasoning = _reasoning_by_reply(nodes)
    shown = without(nodes, lambda node: not (node.text or node.pictures))
    chat = FileChat(
        id=str(value.get("id") or value.get("conversation_id") or ""),
        title=clean(value.get("title")) or around.untitled,
        source="chatgpt",
        system=joined(_instructions(nodes)),
        model=clean(value.get("default_model_slug")),
        created=moment(value.get("create_time")),
        updated=moment(value.get("update_time")),
        pinned=bool(value.get("is_starred") or value.get("pinned_time")),
        archived=bool(value.get("is_archived")),
        leaf=_shown_leaf(value.get("current_node"), nodes, shown),
    )
    chat.messages = [_message(node, reasoning.get(node.id, ""), chat.model) for node in shown]
    chat.left_out = [picture.name for node in shown for picture in node.pictures if not picture.path]
    yield settle(chat)


def _node(key: str, value: Value, around: Surroundings) -> _Node:
    message = mapping(value.get("message"))
    parent = value.get("parent")
    node = _Node(key, parent if isinstance(parent, str) else None, message)
    node.role = clean(mapping(message.get("author")).get("role"))
    kind = clean(mapping(message.get("content")).get("content_type"))
    if kind == "thoughts":
        node.reasoning = joined(_reasoning_of(message["content"]))
    elif _is_shown(node, kind):
        _fill(node, kind, around)
    return node


def _is_shown(node: _Node, kind: str) -> bool:
    metadata = mapping(node.message.get("metadata"))
    if (
        metadata.get("is_visually_hidden_from_conversation")
        or kind in _DROPPED
        or kind == "user_editable_context"
    ):
        return False
    if node.role == "tool":
        return kind == "multimodal_text"  # a picture that a tool made
    to_tool = node.message.get("recipient") not in (None, "all")
    return node.role in ("user", "assistant") and not to_tool


def _fill(node: _Node, kind: str, around: Surroundings) -> None:
    content = mapping(node.message.get("content"))
    parts = content.get("parts")
    if isinstance(parts, list):
        node.text = joined((_part(node, part, around) for part in parts), "\n")
    elif kind in _FOLDED:
        node.text = _fenced(content)
    elif kind and kind != "text":
        node.text = around.note(kind)
    node.text = _without_marks(clean(node.text), mapping(node.message.get("metadata")))
    if node.role == "tool":
        node.role, node.text = "assistant", ""


def _part(node: _Node, part: Any, around: Surroundings) -> str:
    """The words of a part; a picture goes beside them."""
    if isinstance(part, str):
        return part
    one = mapping(part)
    kind = one.get("content_type")
    if kind == "image_asset_pointer":
        name = _POINTER.sub("", clean(one.get("asset_pointer")))
        node.pictures.append(FilePicture(name, around.pictures.take(name)))
        return ""
    if kind == "audio_transcription":
        return clean(one.get("text"))
    if isinstance(kind, str) and kind.endswith("asset_pointer"):
        return ""  # the sound of what is transcribed beside it
    return around.note(kind if isinstance(kind, str) else "?")


def _fenced(content: Value) -> str:
    text = clean(content.get("text"))
    language = clean(content.get("language")).replace("unknown", "")
    return f"```{language}\n{text}\n```" if text.strip() else ""


def _without_marks(text: str, metadata: Value) -> str:
    """The text with what stands for its sources written out, or taken away where nothing does."""
    for one in rows(metadata.get("content_references")):
        marked = one.get("matched_text")
        if isinstance(marked, str) and marked.strip():
            text = text.replace(marked, clean(one.get("alt")))
    return _CITATION.sub("", text).strip()


def _reasoning_of(content: Value) -> Iterator[str]:
    for one in rows(content.get("thoughts")):
        yield joined((one.get("summary"), one.get("content")), "\n\n")


def _reasoning_by_reply(nodes: Iterable[_Node]) -> dict[str, str]:
    """The reasoning before each reply, by the reply's id: what it thought are nodes of their own above it."""
    by_id = {node.id: node for node in nodes}
    found: dict[str, str] = {}
    for node in by_id.values():
        if node.role != "assistant" or not (node.text or node.pictures):
            continue
        above_it: list[str] = []
        above, met = by_id.get(node.parent or ""), {node.id}
        while above is not None and not (above.text or above.pictures) and above.id not in met:
            met.add(above.id)
            above_it.append(above.reasoning)
            above = by_id.get(above.parent or "")
        if reasoning := joined(reversed(above_it)):
            found[node.id] = clean(reasoning)
    return found


def _instructions(nodes: Iterable[_Node]) -> Iterator[str]:
    """What the user had told ChatGPT about themselves, which its export has as a hidden message."""
    for node in nodes:
        content = mapping(node.message.get("content"))
        if content.get("content_type") == "user_editable_context":
            yield from (clean(content.get(key)) for key in ("user_profile", "user_instructions"))
            return


def _shown_leaf(leaf: object, nodes: list[_Node], shown: list[_Node]) -> str | None:
    """The chosen leaf, or the nearest message above it that is kept."""
    ids, by_id = {node.id for node in shown}, {node.id: node for node in nodes}
    here, met = by_id.get(leaf if isinstance(leaf, str) else ""), set[str]()
    while here is not None and here.id not in ids and here.id not in met:
        met.add(here.id)
        here = by_id.get(here.parent or "")
    return here.id if here is not None and here.id in ids else None


def _message(node: _Node, reasoning: str, model: str) -> FileMessage:
    is_reply = node.role == "assistant"
    used = clean(mapping(node.message.get("metadata")).get("model_slug")) or model
    return FileMessage(
        id=node.id,
        parent=node.parent,
        role=node.role,
        content=node.text,
        reasoning=reasoning,
        at=moment(node.message.get("create_time")),
        model=used if is_reply else "",
        pictures=node.pictures,
    )


CHATGPT = Format("chatgpt", _matches, _read)
