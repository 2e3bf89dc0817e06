"""Plain lists of turns: ShareGPT's, and OpenAI's as training and share files have them."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value
from oreai.services.transfer.formats.turns import content_text, name_of, pictures_of
from oreai.services.transfer.texts import clean, joined, rows, text_and_reasoning
from oreai.services.transfer.tree import in_a_row, settle

_USERS = frozenset({"human", "user"})
_MODELS = frozenset({"gpt", "chatgpt", "assistant", "bing", "bard", "model"})
_TITLE_LENGTH = 40


def _matches_sharegpt(value: Value) -> bool:
    return any("from" in turn and "value" in turn for turn in rows(value.get("conversations")))


def _read_sharegpt(value: Value, around: Surroundings) -> Iterator[FileChat]:
    turns = rows(value["conversations"])
    systems = [
        clean(value.get("system")),
        *(turn.get("value") for turn in turns if turn.get("from") == "system"),
    ]
    messages = []
    for at, turn in enumerate(turns):
        speaker = turn.get("from")
        if speaker in _USERS or speaker in _MODELS:
            messages.append(_message(at, clean(turn.get("value")), is_reply=speaker in _MODELS))
    yield _chat(value, "sharegpt", joined(systems), messages, around)


def _matches_openai(value: Value) -> bool:
    return any("role" in turn and "content" in turn for turn in rows(value.get("messages")))


def _read_openai(value: Value, around: Surroundings) -> Iterator[FileChat]:
    turns = rows(value["messages"])
    systems = [
        content_text(turn.get("content")) for turn in turns if turn.get("role") in ("system", "developer")
    ]
    messages = []
    for at, turn in enumerate(turns):
        if turn.get("role") in ("user", "assistant"):
            message = _message(at, content_text(turn.get("content")), is_reply=turn["role"] == "assistant")
            message.pictures = list(pictures_of(turn.get("content"), around))
            messages.append(message)
    yield _chat(value, "openai", joined(systems), messages, around)


def _message(at: int, text: str, *, is_reply: bool) -> FileMessage:
    content, reasoning = text_and_reasoning(text, is_reply=is_reply)
    return FileMessage(str(at), None, "assistant" if is_reply else "user", content, reasoning)


def _chat(
    value: Value, source: str, system: str, messages: list[FileMessage], around: Surroundings
) -> FileChat:
    first = next((" ".join(one.content.split()) for one in messages if one.content), "")
    return settle(
        FileChat(
            id=str(value.get("id") or name_of(messages)),
            title=clean(value.get("title")) or first[:_TITLE_LENGTH] or around.untitled,
            source=source,
            system=system,
            model=clean(value.get("model")),
            messages=in_a_row(messages),
            left_out=[picture.name for one in messages for picture in one.pictures if not picture.path],
        )
    )


SHAREGPT = Format("sharegpt", _matches_sharegpt, _read_sharegpt)
OPENAI = Format("openai", _matches_openai, _read_openai)
