"""NextChat's backup: the stores of one browser, of which only the conversations and roles are read.

The store `access-control` beside them holds keys and codes in clear: it is never looked at.
"""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage, FilePicture
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, joined, mapping, rows, text_and_reasoning
from oreai.services.transfer.times import local_moment, moment
from oreai.services.transfer.tree import in_a_row, settle, spread_before

_STORE = "chat-next-web-store"


def _matches(value: Value) -> bool:
    return has(value, **{_STORE: dict})


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    for session in rows(mapping(value[_STORE]).get("sessions")):
        yield settle(_chat(session, around))


def _chat(session: Value, around: Surroundings) -> FileChat:
    mask = mapping(session.get("mask"))
    model = clean(mapping(mask.get("modelConfig")).get("model"))
    opening = rows(mask.get("context"))
    chat = FileChat(
        id=str(session.get("id") or ""),
        title=clean(session.get("topic")) or around.untitled,
        source="nextchat",
        system=joined(_text(one.get("content")) for one in opening if one.get("role") == "system"),
        model=model,
        updated=moment(session.get("lastUpdate")),
        examples=[
            (one["role"], _text(one.get("content")))
            for one in opening
            if one.get("role") in ("user", "assistant")
        ],
    )
    turns = [one for one in rows(session.get("messages")) if one.get("role") in ("user", "assistant")]
    chat.messages = in_a_row([_message(at, one, chat, around) for at, one in enumerate(turns)])
    spread_before(chat.messages, chat.updated)
    chat.left_out = [picture.name for one in chat.messages for picture in one.pictures if not picture.path]
    return chat


def _message(at: int, one: Value, chat: FileChat, around: Surroundings) -> FileMessage:
    is_reply = one["role"] == "assistant"
    content, reasoning = text_and_reasoning(_text(one.get("content")), is_reply=is_reply)
    sent_at = local_moment(one.get("date"), around.zone)
    return FileMessage(
        id=str(one.get("id") or at),
        parent=None,
        role=one["role"],
        content=content,
        reasoning=reasoning,
        at=min(sent_at, chat.updated) if sent_at and chat.updated else sent_at,
        model=(clean(one.get("model")) or chat.model) if is_reply else "",
        status="failed" if one.get("isError") and not content else "complete",
        pictures=list(_pictures(one.get("content"), around)),
    )


def _text(content: object) -> str:
    if isinstance(content, str):
        return clean(content)
    return clean(joined(part.get("text") for part in rows(content)))


def _pictures(content: object, around: Surroundings) -> Iterator[FilePicture]:
    for part in rows(content):
        address = clean(mapping(part.get("image_url")).get("url"))
        if address:
            name = "?" if address.startswith("data:") else address[:200]
            yield FilePicture(name, around.pictures.take_data(address))


NEXTCHAT = Format("nextchat", _matches, _read)
