"""A file is read in a process of its own, within bounds, whatever it holds."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from oreai.services.transfer.convert import CHATS, read_preview
from tests.services.transfer.files import as_json, zipped

SECONDS = 120


def converted(folder: Path, content: bytes) -> subprocess.CompletedProcess[str]:
    """Run the reader on a file with this content; what it finds lies in the folder."""
    file = folder / "handed-in"
    file.write_bytes(content)
    command = [
        sys.executable,
        "-m",
        "oreai.services.transfer.convert",
        str(file),
        str(folder),
        "--locale",
        "en",
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


def messages_of(count: int, text: str = "你好") -> dict[str, Any]:
    """A ChatGPT conversation of so many messages, each below the one before."""
    mapping = {
        str(at): {
            "id": str(at),
            "parent": str(at - 1) if at else None,
            "message": {
                "author": {"role": "assistant" if at % 2 else "user"},
                "create_time": 1_714_996_800 + at,
                "content": {"content_type": "text", "parts": [text]},
            },
        }
        for at in range(count)
    }
    return {
        "id": "long",
        "title": "长谈",
        "create_time": 1_714_996_800,
        "current_node": str(count - 1),
        "mapping": mapping,
    }


def test_a_preview_says_what_would_come(tmp_path: Path):
    """Title, program, counts and dates of each chat, and what is left out."""
    broken = {"uuid": "b", "name": "broken", "chat_messages": [{"text": "no id"}]}
    done = converted(tmp_path, zipped({"conversations.json": as_json([messages_of(4), broken])}))
    assert (done.returncode, done.stdout) == (0, "")
    preview = read_preview(tmp_path)
    (chat,) = preview.chats
    assert (chat.title, chat.source, chat.messages, chat.updated[:10]) == ("长谈", "chatgpt", 4, "2024-05-06")
    assert preview.unreadable == ["broken"]


def test_a_hundred_thousand_messages_deep(tmp_path: Path):
    """One conversation of 100,000 messages is read in time that grows with them, and whole."""
    assert converted(tmp_path, as_json([messages_of(100_000)])).returncode == 0
    assert read_preview(tmp_path).chats[0].messages == 100_000


def test_characters_that_no_database_holds(tmp_path: Path):
    """NUL and half an emoji in a title and a text come as what can be kept."""
    value = messages_of(1, "a\x00b\ud83d")
    value["title"] = "x\x00y"
    assert converted(tmp_path, json.dumps([value]).encode()).returncode == 0
    line, _message = (tmp_path / CHATS).read_text("utf-8").splitlines()
    assert json.loads(line)["title"] == "xy"
    assert "\\u0000" not in line


def test_what_stands_before_the_damage_comes(tmp_path: Path):
    """A download that broke off brings the chats that are whole, and says that something is missing."""
    assert converted(tmp_path, as_json([messages_of(3), messages_of(3)])[:-40]).returncode == 0
    preview = read_preview(tmp_path)
    assert (len(preview.chats), preview.unreadable) == (1, [""])


def bomb() -> bytes:
    """A zip of a few hundred kilobytes with a member of 200 MB of blanks."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("conversations.json", "w") as member,
    ):
        for _ in range(200):
            member.write(b" " * 1024 * 1024)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (bomb(), "TooLargeFile"),
        (b"PK\x03\x04 but no zip", "DamagedFile"),
        (as_json([messages_of(3)])[:-40], "DamagedFile"),
        (as_json({"version": 6, "localStorage": {}, "indexedDB": {}}), "NewerThanKnown"),
        (b'{"notes": []}', "UnknownFile"),
        (b"", "UnknownFile"),
        (b"[" * 300_000, "TooLargeFile"),
    ],
    ids=["bomb", "no zip", "cut off", "newer", "no chats", "empty", "deep"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, content: bytes, word: str):
    """The reason is one of those that the page has words for; nothing is said that is not so."""
    done = converted(tmp_path, content)
    assert (done.returncode, done.stdout) == (3, word), done.stderr[-500:]
