"""LibreChat's export of one conversation, flat or nested, and chatbot-ui's list of plain ones."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, joined, mapping, rows, text_and_reasoning
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle

_SILENT = frozenset({"text", "think", "tool_call", "error", "image_file"})


def _matches(value: Value) -> bool:
    return "conversationId" in value and (has(value, messages=list) or has(value, messagesTree=list))


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    options = mapping(value.get("options"))
    chat = FileChat(
        id=str(value["conversationId"] or ""),
        title=clean(value.get("title")) or around.untitled,
        source="librechat",
        system=clean(options.get("promptPrefix") or options.get("system")),
        model=clean(options.get("model")),
    )
    for one in _flat(rows(value.get("messagesTree")) or rows(value.get("messages"))):
        chat.messages.append(_message(one, around))
        chat.left_out += [clean(file.get("filename")) or "?" for file in rows(one.get("files"))]
    yield settle(chat)


def _flat(given: list[Value]) -> Iterator[Value]:
    """Messages with those that stand inside them, however deep."""
    waiting = list(reversed(given))
    while waiting:
        one = waiting.pop()
        yield one
        for child in reversed(rows(one.get("children"))):
            child.setdefault("parentMessageId", one.get("messageId"))
            waiting.append(child)


def _message(one: Value, around: Surroundings) -> FileMessage:
    is_user = bool(one.get("isCreatedByUser"))
    parts = rows(one.get("content"))
    text = clean(joined(_words(part, around) for part in parts)) or clean(one.get("text"))
    content, inline = text_and_reasoning(text, is_reply=not is_user)
    reasonings = joined(part.get("think") for part in parts if part.get("type") == "think")
    is_failed = bool(one.get("error")) and not is_user
    return FileMessage(
        id=str(one["messageId"]),
        parent=one.get("parentMessageId"),
        role="user" if is_user else "assistant",
        content=content,
        reasoning="" if is_user else clean(reasonings) or inline,
        at=moment(one.get("createdAt")),
        model="" if is_user else clean(one.get("model")),
        status="failed" if is_failed and not content else "stopped" if one.get("unfinished") else "complete",
    )


def _words(part: Value, around: Surroundings) -> str:
    kind = part.get("type")
    if kind == "text":
        text = part.get("text")
        return clean(mapping(text).get("value") if isinstance(text, dict) else text)
    return "" if kind in _SILENT else around.note(str(kind))


def _matches_plain(value: Value) -> bool:
    return (
        has(value, history=list)
        and isinstance(value.get("version"), int)
        and ("folders" in value or "prompts" in value)
    )


def _read_plain(value: Value, around: Surroundings) -> Iterator[FileChat]:
    for one in rows(value["history"]):
        model = clean(mapping(one.get("model")).get("id"))
        turns = [turn for turn in rows(one.get("messages")) if turn.get("role") in ("user", "assistant")]
        messages = [
            FileMessage(str(at), None, turn["role"], clean(turn.get("content")), model=model)
            for at, turn in enumerate(turns)
        ]
        yield settle(
            FileChat(
                id=str(one.get("id") or ""),
                title=clean(one.get("name")) or around.untitled,
                source="chatbot_ui",
                system=clean(one.get("prompt")),
                model=model,
                messages=in_a_row(messages),
            )
        )


LIBRECHAT = Format("librechat", _matches, _read)
CHATBOT_UI = Format("chatbot_ui", _matches_plain, _read_plain)
