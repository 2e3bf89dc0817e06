"""OreAI's own JSON."""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import MARK, VERSION, FileChat, chat_of
from oreai.services.transfer.formats.format import Format, NewerThanKnown, Surroundings, Value, has
from oreai.services.transfer.texts import clean
from oreai.services.transfer.tree import settle


def _matches(value: Value) -> bool:
    return has(value, **{MARK: int}) and has(value, messages=list)


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    if value[MARK] > VERSION:
        raise NewerThanKnown(MARK)
    chat = chat_of(value)
    chat.source = MARK
    for message in chat.messages:
        message.content, message.reasoning = clean(message.content), clean(message.reasoning)
        for picture in message.pictures:
            picture.path = around.pictures.take(picture.path or picture.name)
    chat.left_out = [one.name for message in chat.messages for one in message.pictures if not one.path]
    yield settle(chat)


OWN = Format(MARK, _matches, _read)
