"""How much memory it takes to bring in the largest files, and to take out the longest chat."""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from oreai.services.transfer.convert import read_preview
from tests.services.transfer.files import as_json
from tests.services.transfer.test_chatgpt import node, turn

MEGABYTE = 1024 * 1024
KILOBYTE = 1024
MOST = 300 * MEGABYTE
LONG = 50_000  # messages
SOME_TEXT = "去京都的第三天，下雨，我们在三条的咖啡馆里坐了一下午。" * 8


def chat(name: str, messages: int, text: str) -> dict[str, Any]:
    """A chat of so many messages, as ChatGPT writes it."""
    nodes = node("root", None, None)
    for at in range(messages):
        said = turn("assistant" if at % 2 else "user", f"{at} {text}")
        nodes |= node(f"m{at}", f"m{at - 1}" if at else "root", said)
    return {
        "id": name,
        "title": name,
        "create_time": 1.7e9,
        "current_node": f"m{messages - 1}",
        "mapping": nodes,
    }


def memory_to_read(file: Path, folder: Path) -> int:
    """The most bytes that the process had which has read this file; looked at fifty times a second."""
    reader = subprocess.Popen(
        [sys.executable, "-m", "oreai.services.transfer.convert", str(file), str(folder)]
    )
    most = 0
    while reader.poll() is None:
        with suppress(psutil.NoSuchProcess):
            most = max(most, psutil.Process(reader.pid).memory_info().rss)
        time.sleep(0.02)
    assert reader.returncode == 0
    return most


def test_a_zip_of_200_megabytes_is_read_in_little(tmp_path: Path):
    """A chat at a time, shard by shard."""
    file = tmp_path / "export.zip"
    text = os.urandom(50_000).hex()
    with zipfile.ZipFile(file, "w") as archive:  # stored: it is as large as what is in it
        for shard in range(10):
            chats = [chat(f"c{shard}-{at}", 20, text) for at in range(10)]
            archive.writestr(f"conversations-{shard:03}.json", as_json(chats))
    assert file.stat().st_size > 200_000_000
    assert memory_to_read(file, tmp_path) < MOST
    assert len(read_preview(tmp_path).chats) == 100


def test_a_chat_of_50_000_messages_is_read_within_bounds(tmp_path: Path):
    """It is one object, and held whole."""
    file = tmp_path / "conversations.json"
    file.write_text(json.dumps([chat("long", LONG, SOME_TEXT)], ensure_ascii=False), "utf-8")
    assert memory_to_read(file, tmp_path) < MOST
    assert [one.messages for one in read_preview(tmp_path).chats] == [LONG]


def memory_to(*deed: str) -> int:
    """The most bytes that the process had which has done this to the long chat."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.transfer.long_chat", *deed],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(done.stdout.split()[-1]) * KILOBYTE


@pytest.fixture(scope="module")
def brought_in(_migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """The database in which Mei has the long chat, and the memory that it took to bring it in."""
    folder = tmp_path_factory.mktemp("long")
    database = f"sqlite:///{shutil.copy(_migrated_sqlite, folder / 'oreai.db')}"
    file = folder / "conversations.json"
    file.write_text(json.dumps([chat("long", LONG, SOME_TEXT)], ensure_ascii=False), "utf-8")
    return database, memory_to(database, "bring", str(file))


def test_a_chat_of_50_000_messages_comes_in_within_bounds(brought_in: tuple[str, int]):
    """The server stores it a few messages at a time."""
    assert brought_in[1] < MOST


@pytest.mark.parametrize("form", ["md", "json", "html", "zip"])
def test_it_goes_out_within_bounds(brought_in: tuple[str, int], tmp_path: Path, form: str):
    """Whole, in each form; those that come in again are read within bounds too."""
    file = tmp_path / "handed-in"
    assert memory_to(brought_in[0], "take", form, str(file)) < MOST
    if form == "html":
        assert f"{LONG - 1} {SOME_TEXT}" in file.read_text("utf-8")
        return
    assert memory_to_read(file, tmp_path) < MOST
    assert [one.messages for one in read_preview(tmp_path).chats] == [LONG]
