"""big-AGI's backup of everything, and its export of one chat.

The list `models` beside the conversations holds keys: it is never looked at.
"""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, joined, mapping, rows
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle

_SILENT = frozenset({"tool_invocation", "tool_response", "ph", "error", "reference", "image_ref"})


def _matches(value: Value) -> bool:
    is_backup = (
        has(value, conversations=list)
        and "messages" not in value
        and ("models" in value or "folders" in value)
    )
    return is_backup or _is_chat(value)


def _is_chat(value: Value) -> bool:
    return has(value, messages=list) and "systemPurposeId" in value


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    chats = [value] if _is_chat(value) else rows(value["conversations"])
    folder_of = {
        str(chat_id): clean(folder.get("title"))
        for folder in rows(mapping(value.get("folders")).get("folders"))
        for chat_id in folder.get("conversationIds") or []
    }
    for one in chats:
        yield settle(_chat(one, folder_of, around))


def _chat(one: Value, folder_of: dict[str, str], around: Surroundings) -> FileChat:
    turns = rows(one.get("messages"))
    spoken = [turn for turn in turns if turn.get("role") in ("user", "assistant")]
    return FileChat(
        id=str(one.get("id") or ""),
        title=clean(one.get("userTitle") or one.get("autoTitle")) or around.untitled,
        source="big_agi",
        system=joined(_words(turn, around) for turn in turns if turn.get("role") == "system"),
        created=moment(one.get("created")),
        updated=moment(one.get("updated")),
        pinned=any("starred" in (turn.get("userFlags") or []) for turn in spoken),
        folder=folder_of.get(str(one.get("id")), ""),
        messages=in_a_row([_message(turn, around) for turn in spoken]),
        left_out=[name for turn in spoken for name in _lost_pictures(turn)],
    )


def _message(turn: Value, around: Surroundings) -> FileMessage:
    model = mapping(turn.get("generator")).get("name") or turn.get("originLLM")
    is_reply = turn["role"] == "assistant"
    return FileMessage(
        id=str(turn["id"]),
        parent=None,
        role=turn["role"],
        content=_words(turn, around),
        reasoning=clean(joined(part.get("aText") for part in _parts(turn) if part.get("pt") == "ma")),
        at=moment(turn.get("created")),
        model=clean(model) if is_reply else "",
    )


def _parts(turn: Value) -> list[Value]:
    return [mapping(fragment.get("part")) for fragment in rows(turn.get("fragments"))]


def _words(turn: Value, around: Surroundings) -> str:
    if "fragments" not in turn:
        return clean(turn.get("text"))
    return clean(joined(_part(part, around) for part in _parts(turn)))


def _part(part: Value, around: Surroundings) -> str:
    kind = part.get("pt")
    if kind == "text":
        return clean(part.get("text"))
    if kind == "doc":
        text = clean(mapping(part.get("data")).get("text"))
        return f"**{clean(part.get('l1Title'))}**\n\n````\n{text}\n````" if text else ""
    return "" if kind in _SILENT or kind == "ma" else around.note(str(kind))


def _lost_pictures(turn: Value) -> Iterator[str]:
    """Pictures stay in the browser that made them: the file has their places only."""
    for part in _parts(turn):
        if part.get("pt") in ("reference", "image_ref"):
            yield clean(part.get("altText")) or "?"


BIG_AGI = Format("big_agi", _matches, _read)
