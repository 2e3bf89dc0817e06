"""Files shaped like those that other programs write, made anew from what is known of their forms."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from oreai.services.transfer.archive import Archive
from oreai.services.transfer.chat_file import FileChat
from oreai.services.transfer.formats.format import Surroundings
from oreai.services.transfer.picture_files import PictureFiles
from oreai.services.transfer.reading import UnreadableChat, read

TALK = [("user", "你好"), ("assistant", "你好，Mei！")]
"What is said in a file where it matters little what."


def picture(colour: str = "navy") -> bytes:
    """A small PNG."""
    file = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(file, "PNG")
    return file.getvalue()


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def everything(folder: Path, content: bytes, **around: Any) -> list[FileChat | UnreadableChat]:
    """What is read of a file with this content."""
    path = folder / "handed-in"
    path.write_bytes(content)
    archive = Archive(path)
    pictures = folder / "pictures"
    pictures.mkdir(exist_ok=True)
    return list(read(archive, Surroundings(PictureFiles(archive, pictures), untitled="无标题", **around)))


def chats_of(folder: Path, value: Any, **around: Any) -> list[FileChat]:
    """The chats of a file; bytes as they are, anything else as JSON."""
    content = value if isinstance(value, bytes) else as_json(value)
    found = everything(folder, content, **around)
    assert all(isinstance(one, FileChat) for one in found), found
    return [one for one in found if isinstance(one, FileChat)]


def branch(chat: FileChat) -> list[tuple[str, str]]:
    """(role, text) of the selected branch, from its first message on."""
    below = {message.parent: message for message in chat.messages if message.selected}
    found, here = [], below.get(None)
    while here:
        found.append((here.role, here.content))
        here = below.get(here.id)
    return found
