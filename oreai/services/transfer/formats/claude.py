"""Claude's export: an array of conversations whose messages name the one above them, or follow in a row."""

from collections.abc import Iterator
from typing import Any

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, joined, mapping, rows
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle

_SILENT = frozenset({"text", "thinking", "tool_use", "tool_result", "token_budget", "flag"})


def _matches(value: Value) -> bool:
    return has(value, chat_messages=list)


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    given = rows(value["chat_messages"])
    chat = FileChat(
        id=str(value.get("uuid") or ""),
        title=clean(value.get("name")) or around.untitled,
        source="claude",
        model=clean(value.get("model")),
        created=moment(value.get("created_at")),
        updated=moment(value.get("updated_at")),
        pinned=bool(value.get("is_starred")),
        leaf=value.get("current_leaf_message_uuid"),
    )
    messages = [_message(one, chat.model, around) for one in given]
    has_links = any(one.get("parent_message_uuid") for one in given)
    chat.messages = messages if has_links else in_a_row(messages)
    chat.left_out = [name for one in given for name in _files_without_bytes(one)]
    yield settle(chat)


def _message(one: Value, model: str, around: Surroundings) -> FileMessage:
    is_reply = one.get("sender") != "human"
    blocks = rows(one.get("content"))
    words = [_words(block, around) for block in blocks]
    text = joined(words) or clean(one.get("text"))
    return FileMessage(
        id=str(one["uuid"]),
        parent=one.get("parent_message_uuid"),
        role="assistant" if is_reply else "user",
        content=clean(joined([text, *_attached(one)])),
        reasoning=clean(joined(_reasoning_of(block) for block in blocks)) if is_reply else "",
        at=moment(one.get("created_at")),
        model=model if is_reply else "",
    )


def _words(block: Value, around: Surroundings) -> str:
    """What a part says: its text, the document it wrote, or a note that something stood here."""
    kind = block.get("type")
    if kind == "text":
        return clean(block.get("text"))
    if kind == "tool_use":
        return _document(mapping(block.get("input")))
    return "" if kind in _SILENT else around.note(str(kind))


def _document(made: Value) -> str:
    """A document that was written beside the words; what a tool was asked otherwise is not shown."""
    content = made.get("content") or made.get("file_text")
    if not isinstance(content, str) or not content.strip():
        return ""
    title = clean(made.get("title") or made.get("path"))
    return joined((f"**{title}**" if title else "", f"````\n{clean(content)}\n````"))


def _reasoning_of(block: Value) -> Any:
    return block.get("thinking") if block.get("type") == "thinking" else ""


def _attached(one: Value) -> Iterator[str]:
    """The texts of files, which the export has; the files themselves it has not."""
    for file in rows(one.get("attachments")):
        content = clean(file.get("extracted_content"))
        if content.strip():
            yield f"**{clean(file.get('file_name'))}**\n\n````\n{content}\n````"


def _files_without_bytes(one: Value) -> Iterator[str]:
    for file in rows(one.get("files")):
        yield clean(file.get("file_name")) or "?"


CLAUDE = Format("claude", _matches, _read)
