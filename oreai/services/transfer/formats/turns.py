"""Turns as OpenAI's API has them, which many programs keep as they are: their words, pictures, and a name."""

import hashlib
from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileMessage, FilePicture
from oreai.services.transfer.formats.format import Surroundings
from oreai.services.transfer.texts import clean, joined, mapping, rows


def content_text(content: object) -> str:
    """The words of a turn's content: a text, or the texts among its parts."""
    if isinstance(content, str):
        return clean(content)
    return clean(joined((part.get("text") for part in rows(content)), "\n"))


def pictures_of(content: object, around: Surroundings) -> Iterator[FilePicture]:
    """The pictures among the parts of a turn's content."""
    for part in rows(content):
        held = part.get("image_url")
        address = clean(mapping(held).get("url") if isinstance(held, dict) else held)
        if address:
            name = "?" if address.startswith("data:") else address[:200]
            yield FilePicture(name, around.pictures.take_data(address))


def name_of(messages: list[FileMessage]) -> str:
    """A name for a chat that has none: by its first turn, which stays when the chat grows."""
    first = messages[0].content if messages else ""
    return hashlib.sha256(first.encode()).hexdigest()[:24]
