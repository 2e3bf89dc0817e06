"""A chat that went out as Markdown comes in equal, branch by branch."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oreai.services.transfer.chat_file import (
    FileChat,
    FileMessage,
    FilePicture,
    as_json,
    chat_at,
    chat_of,
    lines_of,
)
from oreai.services.transfer.markdown_file import NotOurs, as_markdown, chat_in
from oreai.services.transfer.tree import settle
from tests.services.transfer.files import as_json as as_bytes
from tests.services.transfer.files import branch, chats_of, picture, zipped

MAY = datetime(2026, 5, 6, 13, 4, 5, 123456, tzinfo=UTC)
_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=80)
_AWKWARD = st.sampled_from(
    [
        "\n\n---\n\n",
        "<!-- x -->",
        '<!-- 0badcafe {"id":"1"} -->',
        "## 🙂",
        "\n\n",
        "-->",
        "---\noreai: 1\n---\n",
    ]
)
_TEXTS = st.lists(st.one_of(_WORDS, _AWKWARD), max_size=4).map("".join)


@st.composite
def chats(draw: st.DrawFn) -> FileChat:
    """Chats of up to eight messages with forks anywhere."""
    messages = []
    for at in range(draw(st.integers(1, 8))):
        above = draw(st.sampled_from([None, *(one.id for one in messages)]))
        messages.append(
            FileMessage(
                id=f"m{at}",
                parent=above,
                role=draw(st.sampled_from(["user", "assistant"])),
                content=draw(_TEXTS),
                reasoning=draw(_TEXTS),
                at=MAY + timedelta(seconds=at),
                model=draw(st.sampled_from(["", "gpt-4o"])),
                status=draw(st.sampled_from(["complete", "stopped"])),
                selected=draw(st.booleans()),
            )
        )
    return settle(
        FileChat("c", draw(_WORDS), system=draw(_TEXTS), parameters={"temperature": 0.2}, messages=messages)
    )


def told(chat: FileChat) -> dict[str, Any]:
    """What its JSON file says."""
    return json.loads("".join(as_json(chat)))


def by_id(chat: FileChat) -> dict[str, FileMessage]:
    return {message.id: message for message in chat.messages}


@given(chats())
def test_markdown_comes_back_equal(chat: FileChat):
    """Whatever Mei and the model wrote, also lines that look like the file's own."""
    again = settle(chat_in("".join(as_markdown(chat)).encode()))
    assert by_id(again) == by_id(chat)
    assert (again.title, again.system, again.parameters) == (chat.title, chat.system, chat.parameters)


@given(chats())
def test_json_comes_back_equal(chat: FileChat):
    """The form that travels between the reader and the server loses nothing."""
    assert chat_of(told(chat)) == chat
    again, messages = chat_at(iter([line.encode() for line in lines_of(chat)]))
    again.messages = list(messages)
    assert again == chat


def test_a_file_that_was_changed_by_hand_is_not_ours():
    """Where what holds the file together is broken, it is read as other Markdown."""
    chat = settle(FileChat("c", "海", messages=[FileMessage("1", None, "user", "你好", at=MAY)]))
    text = "".join(as_markdown(chat))
    with pytest.raises(NotOurs):
        chat_in(text.replace('"role"', "role").encode())


def test_a_zip_of_ours_brings_its_pictures(tmp_path: Path):
    """A chat as Markdown and one as JSON, each with a picture beside them."""
    seen = FileMessage("1", None, "user", "看", at=MAY, pictures=[FilePicture("猫", "attachments/cat.png")])
    chat = settle(FileChat("c", "猫", messages=[seen]))
    content = zipped(
        {
            "a.md": "".join(as_markdown(chat)).encode(),
            "b.json": as_bytes(
                told(chat)
                | {
                    "created": None,
                    "updated": None,
                    "messages": [
                        {
                            "id": "1",
                            "role": "user",
                            "content": "看",
                            "pictures": [{"name": "猫", "path": "attachments/cat.png"}],
                        }
                    ],
                }
            ),
            "attachments/cat.png": picture(),
        }
    )
    for one in chats_of(tmp_path, content):
        assert branch(one) == [("user", "看")]
        assert one.left_out == []
        assert (tmp_path / "pictures" / one.messages[0].pictures[0].path).read_bytes() == picture()
