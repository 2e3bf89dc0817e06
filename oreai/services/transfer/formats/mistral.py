"""Mistral's export (Le Chat, Vibe): a file a chat, an array of messages. Read as `{"messages": …}`."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value
from oreai.services.transfer.texts import clean, joined, rows
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle

_TITLE_LENGTH = 40


def _matches(value: Value) -> bool:
    return any("chatId" in one and "role" in one for one in rows(value.get("messages")))


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    turns = [one for one in rows(value["messages"]) if one.get("role") in ("user", "assistant")]
    messages = [
        FileMessage(str(one.get("id") or at), None, one["role"], _text(one), at=moment(one.get("createdAt")))
        for at, one in enumerate(turns)
    ]
    title = next((" ".join(one.content.split()) for one in messages if one.content), "")
    chat = FileChat(
        str(rows(value["messages"])[0].get("chatId")), title[:_TITLE_LENGTH] or around.untitled, "mistral"
    )
    chat.messages = in_a_row(messages)
    yield settle(chat)


def _text(one: Value) -> str:
    chunks = (chunk.get("text") for chunk in rows(one.get("contentChunks")))
    return clean(joined(chunks)) or clean(one.get("content"))


MISTRAL = Format("mistral", _matches, _read)
