"""DeepSeek's export: a tree of numbered nodes whose messages are fragments."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, joined, mapping, rows
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import settle, without

_BUSY = "服务器繁忙，请稍后再试。"
_KNOWN = frozenset({"REQUEST", "RESPONSE", "THINK", "SEARCH", "TOOL_SEARCH", "TOOL_OPEN", "READ_LINK"})


def _matches(value: Value) -> bool:
    return has(value, mapping=dict, inserted_at=str)


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    nodes = {key: node for key, node in value["mapping"].items() if isinstance(node, dict)}
    messages = [_message(key, node, around) for key, node in nodes.items()]
    chat = FileChat(
        id=str(value.get("id") or ""),
        title=clean(value.get("title")) or around.untitled,
        source="deepseek",
        created=moment(value.get("inserted_at")),
        updated=moment(value.get("updated_at")),
    )
    families = _siblings(messages)
    chat.messages = without(messages, lambda one: _says_nothing(one, families))
    _choose_last(chat.messages, nodes)
    chat.left_out = [clean(file.get("file_name")) for node in nodes.values() for file in _files(node)]
    yield settle(chat)


def _message(key: str, node: Value, around: Surroundings) -> FileMessage:
    message = mapping(node.get("message"))
    fragments = rows(message.get("fragments"))
    kinds = [fragment.get("type") for fragment in fragments]
    old_text, old_reasoning = clean(message.get("content")), clean(message.get("reasoning_content"))
    is_user = "REQUEST" in kinds or (not fragments and _stands_at_odd_depth(key))
    notes = [around.note(str(kind)) for kind in kinds if kind not in _KNOWN]
    words = (
        fragment.get("content") for fragment in fragments if fragment.get("type") in ("REQUEST", "RESPONSE")
    )
    reasonings = (fragment.get("content") for fragment in fragments if fragment.get("type") == "THINK")
    return FileMessage(
        id=key,
        parent=node.get("parent"),
        role="user" if is_user else "assistant",
        content=clean(joined([*words, *notes])) or old_text,
        reasoning=clean(joined(reasonings)) or old_reasoning,
        at=moment(message.get("inserted_at")),
        model="" if is_user else clean(message.get("model")),
    )


def _stands_at_odd_depth(key: str) -> bool:
    """Old exports say by the place alone who speaks; their nodes are numbered in turn."""
    return key.isdecimal() and int(key) % 2 == 1


def _siblings(messages: list[FileMessage]) -> dict[str | None, int]:
    counts: dict[str | None, int] = {}
    for message in messages:
        counts[message.parent] = counts.get(message.parent, 0) + 1
    return counts


def _says_nothing(message: FileMessage, siblings: dict[str | None, int]) -> bool:
    if not message.content and not message.reasoning:
        return True
    return message.content == _BUSY and siblings[message.parent] > 1


def _choose_last(messages: list[FileMessage], nodes: dict[str, Value]) -> None:
    """The file does not say what was chosen: the last of each fork's children is what was seen last."""
    place = {child: at for node in nodes.values() for at, child in enumerate(node.get("children") or [])}
    last: dict[str | None, FileMessage] = {}
    for message in messages:
        before = last.get(message.parent)
        if before is None or place.get(message.id, 0) >= place.get(before.id, 0):
            last[message.parent] = message
    for message in messages:
        message.selected = last[message.parent] is message


def _files(node: Value) -> list[Value]:
    return rows(mapping(node.get("message")).get("files"))


DEEPSEEK = Format("deepseek", _matches, _read)
