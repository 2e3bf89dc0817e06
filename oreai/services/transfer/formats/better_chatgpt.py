"""BetterChatGPT's export: plain turns, without times or ids."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.formats.turns import content_text, name_of, pictures_of
from oreai.services.transfer.texts import clean, joined, mapping, rows
from oreai.services.transfer.tree import in_a_row, settle


def _matches(value: Value) -> bool:
    return _is_export(value) or _is_chat(value)


def _is_export(value: Value) -> bool:
    return has(value, chats=list) and "folders" in value and isinstance(value.get("version"), int)


def _is_chat(value: Value) -> bool:
    return has(value, messages=list, config=dict) and "titleSet" in value


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    folders = mapping(value.get("folders"))
    for one in rows(value["chats"]) if _is_export(value) else [value]:
        yield settle(_chat(one, folders, around))


def _chat(one: Value, folders: Value, around: Surroundings) -> FileChat:
    model = clean(mapping(one.get("config")).get("model"))
    folder = one.get("folder")
    named = mapping(folders.get(folder)).get("name") if isinstance(folder, str) else None
    turns = rows(one.get("messages"))
    spoken = [turn for turn in turns if turn.get("role") in ("user", "assistant")]
    messages = [_message(at, turn, model, around) for at, turn in enumerate(spoken)]
    return FileChat(
        id=str(one.get("id") or name_of(messages)),
        title=clean(one.get("title")) or around.untitled,
        source="better_chatgpt",
        system=joined(content_text(turn.get("content")) for turn in turns if turn.get("role") == "system"),
        model=model,
        folder=clean(named or folder),
        messages=in_a_row(messages),
    )


def _message(at: int, turn: Value, model: str, around: Surroundings) -> FileMessage:
    content = turn.get("content")
    is_reply = turn["role"] == "assistant"
    return FileMessage(
        str(at),
        None,
        turn["role"],
        content_text(content),
        model=model if is_reply else "",
        pictures=list(pictures_of(content, around)),
    )


BETTER_CHATGPT = Format("better_chatgpt", _matches, _read)
