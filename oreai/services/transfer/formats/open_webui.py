"""Open WebUI's export: an array of chats, each with a history of linked messages."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage, FilePicture
from oreai.services.transfer.formats.format import Format, Surroundings, Value
from oreai.services.transfer.texts import clean, joined, mapping, rows, text_and_reasoning
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle


def _matches(value: Value) -> bool:
    inner = mapping(value.get("chat"))
    return isinstance(mapping(inner.get("history")).get("messages"), dict) or isinstance(
        inner.get("messages"), list
    )


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    inner = mapping(value["chat"])
    history = mapping(inner.get("history"))
    linked = history.get("messages")
    chat = FileChat(
        id=str(value.get("id") or inner.get("id") or ""),
        title=clean(value.get("title") or inner.get("title")) or around.untitled,
        source="open_webui",
        system=clean(inner.get("system") or mapping(inner.get("params")).get("system")),
        model=_first_model(inner),
        created=moment(value.get("created_at") or inner.get("timestamp")),
        updated=moment(value.get("updated_at")),
        pinned=bool(value.get("pinned")),
        archived=bool(value.get("archived")),
        leaf=history.get("currentId") or value.get("current_message_id"),
    )
    if isinstance(linked, dict) and linked:
        found = [_message(key, one, chat, around) for key, one in linked.items() if isinstance(one, dict)]
    else:
        plain = rows(inner.get("messages"))
        found = in_a_row([_message(str(at), one, chat, around) for at, one in enumerate(plain)])
    chat.messages = [message for message in found if message.role in ("user", "assistant")]
    chat.left_out += [picture.name for one in chat.messages for picture in one.pictures if not picture.path]
    yield settle(chat)


def _first_model(inner: Value) -> str:
    models = inner.get("models")
    return clean(models[0]) if isinstance(models, list) and models else ""


def _message(key: str, one: Value, chat: FileChat, around: Surroundings) -> FileMessage:
    role = clean(one.get("role"))
    content, reasoning = _output(one) if one.get("output") else ("", "")
    if not content:
        content, inline = text_and_reasoning(clean(one.get("content")), is_reply=role == "assistant")
        reasoning = reasoning or inline
    chat.left_out += [
        clean(file.get("name")) or "?" for file in rows(one.get("files")) if file.get("type") != "image"
    ]
    return FileMessage(
        id=str(one.get("id") or key),
        parent=one.get("parentId"),
        role=role,
        content=content,
        reasoning=reasoning if role == "assistant" else "",
        at=moment(one.get("timestamp")),
        model=clean(one.get("model")) if role == "assistant" else "",
        status="failed" if one.get("error") and not content else "complete",
        pictures=[_picture(file, around) for file in rows(one.get("files")) if file.get("type") == "image"],
    )


def _output(one: Value) -> tuple[str, str]:
    """(text, thinking) of a reply that is kept as a list of items."""
    words, reasonings = [], []
    for item in rows(one.get("output")):
        parts = rows(item.get("content")) or rows(item.get("summary"))
        texts = [part.get("text") for part in parts]
        if item.get("type") == "reasoning":
            reasonings += texts
        elif item.get("type") == "message":
            words += texts
    return clean(joined(words)), clean(joined(reasonings))


def _picture(file: Value, around: Surroundings) -> FilePicture:
    address = clean(file.get("url"))
    is_inside = address.startswith("data:")
    return FilePicture(
        clean(file.get("name")) or ("?" if is_inside else address[:200]), around.pictures.take_data(address)
    )


OPEN_WEBUI = Format("open_webui", _matches, _read)
