"""chat-ui's export (HuggingChat): conversations whose messages name all that stand above them."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, mapping, rows, text_and_reasoning
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle

_SPEAKERS = ("user", "assistant")


def _matches(value: Value) -> bool:
    speakers = {one.get("from") for one in rows(value.get("messages"))}
    return "_id" in value and has(value, messages=list) and bool(speakers & {*_SPEAKERS, "system"})


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    key = value["_id"]
    given = rows(value["messages"])
    turns = [one for one in given if one.get("from") in _SPEAKERS]
    chat = FileChat(
        id=str(mapping(key).get("$oid") if isinstance(key, dict) else key),
        title=clean(value.get("title")) or around.untitled,
        source="chat_ui",
        system=clean(value.get("preprompt")),
        model=clean(value.get("model")),
        created=moment(value.get("createdAt")),
        updated=moment(value.get("updatedAt")),
    )
    messages = [_message(at, one, chat.model) for at, one in enumerate(turns)]
    chat.messages = messages if any(one.get("ancestors") for one in turns) else in_a_row(messages)
    chat.left_out = sorted({name for one in turns for name in _file_names(one)})
    yield settle(chat)


def _message(at: int, one: Value, model: str) -> FileMessage:
    is_reply = one["from"] == "assistant"
    content, inline = text_and_reasoning(clean(one.get("content")), is_reply=is_reply)
    above = one.get("ancestors")
    return FileMessage(
        id=str(one.get("id") or at),
        parent=str(above[-1]) if isinstance(above, list) and above else None,
        role=one["from"],
        content=content,
        reasoning=clean(one.get("reasoning")) or inline,
        at=moment(one.get("createdAt")),
        model=model if is_reply else "",
        status="stopped" if one.get("interrupted") else "complete",
    )


def _file_names(one: Value) -> Iterator[str]:
    """The export names all files of a conversation at each message: none can be put where it was."""
    for file in one.get("files") or []:
        yield clean(file if isinstance(file, str) else mapping(file).get("name")) or "?"


CHAT_UI = Format("chat_ui", _matches, _read)
