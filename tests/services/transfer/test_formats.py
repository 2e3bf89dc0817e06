"""Chats come in from smaller programs and plain files; what is broken or strange costs nothing else."""

from pathlib import Path
from typing import Any

import pytest

from oreai.services.transfer.formats.format import UnknownFile
from tests.services.transfer.files import TALK, as_json, branch, chats_of, everything


def plain(messages: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"role": role, "content": text} for role, text in messages]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (
            "better_chatgpt",
            {
                "version": 1,
                "chats": [
                    {
                        "id": "b",
                        "title": "问候",
                        "folder": "f",
                        "messages": plain(TALK),
                        "config": {"model": "gpt-4"},
                    }
                ],
                "folders": {"f": {"name": "日常"}},
            },
        ),
        (
            "better_chatgpt",
            [{"title": "问候", "titleSet": True, "messages": plain(TALK), "config": {"model": "gpt-4"}}],
        ),
        (
            "big_agi",
            {
                "conversations": [
                    {
                        "id": "g",
                        "userTitle": "问候",
                        "created": 1714996800000,
                        "messages": [
                            {
                                "id": str(at),
                                "role": role,
                                "fragments": [{"ft": "content", "part": {"pt": "text", "text": text}}],
                            }
                            for at, (role, text) in enumerate(TALK)
                        ],
                    }
                ],
                "models": {"sources": [{"key": "sk-secret"}]},
            },
        ),
        (
            "big_agi",
            {
                "id": "g",
                "systemPurposeId": "x",
                "autoTitle": "问候",
                "messages": [
                    {"id": str(at), "role": role, "text": text} for at, (role, text) in enumerate(TALK)
                ],
            },
        ),
        (
            "chat_ui",
            [
                {
                    "_id": {"$oid": "h"},
                    "title": "问候",
                    "model": "llama",
                    "messages": [
                        {"id": "1", "from": "user", "content": "你好", "ancestors": []},
                        {"id": "2", "from": "assistant", "content": "你好，Mei！", "ancestors": ["1"]},
                    ],
                }
            ],
        ),
        (
            "chatbot_ui",
            {
                "version": 4,
                "history": [{"id": "v", "name": "问候", "messages": plain(TALK), "model": {"id": "gpt-4"}}],
                "folders": [],
                "prompts": [],
            },
        ),
        (
            "sharegpt",
            [
                {
                    "id": "s",
                    "conversations": [
                        {"from": "human", "value": "你好"},
                        {"from": "gpt", "value": "你好，Mei！"},
                    ],
                }
            ],
        ),
        ("openai", plain(TALK)),
        (
            "openai",
            b'{"messages":' + as_json(plain(TALK)) + b'}\n{"messages":' + as_json(plain(TALK)) + b"}\n",
        ),
        (
            "mistral",
            [
                {"chatId": "m", "role": "user", "content": "你好"},
                {"chatId": "m", "role": "assistant", "contentChunks": [{"text": "你好，Mei！"}]},
            ],
        ),
        ("markdown", "# 问候\n\n#### You:\n你好\n\n#### ChatGPT:\n你好，Mei！\n".encode()),
    ],
)
def test_small_formats_bring_the_talk(tmp_path: Path, source: str, value: Any):
    """The same talk from each of the smaller programs."""
    chat = chats_of(tmp_path, value)[0]
    assert (chat.source, branch(chat)) == (source, TALK)
    assert chat.title in ("问候", "你好")
    assert "sk-secret" not in repr(chat)


def test_headings_in_a_fence_split_nothing(tmp_path: Path):
    """A reply that shows a conversation in Markdown stays one reply."""
    text = "## User\n\n写个例子\n\n## Assistant\n\n```md\n## User\n你好\n```\n好了。\n"
    (chat,) = chats_of(tmp_path, text.encode())
    assert branch(chat) == [("user", "写个例子"), ("assistant", "```md\n## User\n你好\n```\n好了。")]


def test_one_broken_chat_costs_no_other(tmp_path: Path):
    """The chat whose message has no id is named; the one after it comes."""
    good = {"uuid": "c", "name": "好", "chat_messages": [{"uuid": "1", "sender": "human", "text": "你好"}]}
    bad = {"uuid": "b", "name": "坏", "chat_messages": [{"sender": "human", "text": "你好"}]}
    broken, whole = everything(tmp_path, as_json([bad, good]))
    assert getattr(broken, "title", "") == "坏"
    assert getattr(whole, "id", "") == "c"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"[1,2]", b'{"a":1}', b"just words", as_json({"user": {}})]
)
def test_what_is_no_chat_is_said_to_be_none(tmp_path: Path, content: bytes):
    """Nobody is told that zero chats were brought in."""
    try:
        assert everything(tmp_path, content) == []
    except UnknownFile:
        return
