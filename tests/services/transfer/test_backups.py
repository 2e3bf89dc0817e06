"""Chats come in from backups of programs that people run themselves."""

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from oreai.services.transfer.formats.format import NewerThanKnown
from tests.services.transfer.files import TALK, as_json, branch, chats_of, picture, zipped

SHANGHAI = ZoneInfo("Asia/Shanghai")
THOUGHT = '<details type="reasoning" done="true"><summary>Thought</summary>\n&gt; 打&amp;招呼\n</details>'


def test_open_webui_with_a_history_and_a_picture(tmp_path: Path):
    """Links are trusted from child to parent, thinking is taken out, the picture is in its address."""
    address = f"data:image/png;base64,{b64encode(picture()).decode()}"
    messages = {
        "1": {
            "id": "1",
            "parentId": None,
            "childrenIds": ["9"],
            "role": "user",
            "content": "你好",
            "timestamp": 1714996800,
            "files": [{"type": "image", "url": address}, {"type": "image", "url": "/api/v1/files/7/content"}],
        },
        "2": {
            "id": "2",
            "parentId": "1",
            "role": "assistant",
            "model": "qwen3",
            "content": f"{THOUGHT}\n你好，Mei！",
            "timestamp": 1714996801,
        },
    }
    value = [
        {
            "id": "w",
            "title": "问候",
            "created_at": 1714996800,
            "updated_at": 1714996900,
            "archived": True,
            "pinned": True,
            "chat": {
                "system": "友好",
                "models": ["qwen3"],
                "history": {"messages": messages, "currentId": "2"},
            },
        }
    ]
    (chat,) = chats_of(tmp_path, value)
    assert branch(chat) == TALK
    assert (chat.pinned, chat.archived, chat.system, chat.model) == (True, True, "友好", "qwen3")
    assert chat.messages[1].reasoning == "打&招呼"
    assert [bool(one.path) for one in chat.messages[0].pictures] == [True, False]


def test_librechat_flat_and_nested(tmp_path: Path):
    """Parts and plain texts, a tree of children, and a reply that was not finished."""
    nested = [
        {
            "messageId": "1",
            "parentMessageId": "00000000-0000-0000-0000-000000000000",
            "isCreatedByUser": True,
            "text": "你好",
            "children": [
                {
                    "messageId": "2",
                    "isCreatedByUser": False,
                    "model": "gpt-4o",
                    "unfinished": True,
                    "content": [
                        {"type": "think", "think": "嗯"},
                        {"type": "text", "text": {"value": "你好，Mei！"}},
                    ],
                }
            ],
        }
    ]
    value = {
        "conversationId": "l",
        "title": "问候",
        "exportAt": "13:04:05",
        "options": {"model": "gpt-4o", "promptPrefix": "友好"},
        "recursive": True,
        "messagesTree": nested,
    }
    (chat,) = chats_of(tmp_path, value)
    assert branch(chat) == TALK
    assert (chat.messages[1].status, chat.messages[1].reasoning, chat.system) == ("stopped", "嗯", "友好")


def test_nextchat_reads_local_times_and_no_keys(tmp_path: Path):
    """A backup from Shanghai: the time is meant there, opening turns are examples, the key is nobody's."""
    session = {
        "id": "n",
        "topic": "问候",
        "lastUpdate": 1_714_996_800_000,
        "mask": {
            "modelConfig": {"model": "gpt-4o"},
            "context": [{"role": "system", "content": "友好"}, {"role": "user", "content": "嗨"}],
        },
        "messages": [
            {
                "id": "1",
                "role": "user",
                "content": [
                    {"type": "text", "text": "你好"},
                    {"type": "image_url", "image_url": {"url": "https://cache.example/1.png"}},
                ],
                "date": "2024/5/6 下午1:04:05",
            },
            {
                "id": "2",
                "role": "assistant",
                "content": "<think>嗯</think>你好，Mei！",
                "date": "mañana",
                "model": "gpt-4o",
            },
        ],
    }
    value = {"chat-next-web-store": {"sessions": [session]}, "access-control": {"openaiApiKey": "sk-secret"}}
    (chat,) = chats_of(tmp_path, value, zone=SHANGHAI)
    assert branch(chat) == TALK
    assert chat.messages[0].at == datetime(2024, 5, 6, 5, 4, 5, tzinfo=UTC)
    assert chat.examples == [("user", "嗨")]
    assert chat.system == "友好"
    assert chat.left_out == ["https://cache.example/1.png"]
    assert "sk-secret" not in repr(chat)


def test_lobehub_makes_a_chat_of_each_topic(tmp_path: Path):
    """Messages of a topic and those of none; the role's words are the chat's."""
    data = {
        "agents": [{"id": "a", "systemRole": "友好", "model": "gpt-4o"}],
        "agentsToSessions": [{"agentId": "a", "sessionId": "s"}],
        "sessions": [{"id": "s", "title": "默认"}],
        "topics": [
            {
                "id": "t",
                "title": "问候",
                "favorite": True,
                "sessionId": "s",
                "createdAt": "2026-01-01T00:00:00Z",
            }
        ],
        "messages": [
            {
                "id": "2",
                "role": "assistant",
                "content": "你好，Mei！",
                "topicId": "t",
                "parentId": "1",
                "model": "gpt-4o",
                "reasoning": {"content": "嗯"},
                "createdAt": "2026-01-01T00:00:02Z",
            },
            {
                "id": "1",
                "role": "user",
                "content": "你好",
                "topicId": "t",
                "createdAt": "2026-01-01T00:00:01Z",
            },
            {
                "id": "3",
                "role": "user",
                "content": "另外",
                "sessionId": "s",
                "createdAt": "2026-01-02T00:00:01Z",
            },
        ],
        "aiProviders": [{"keyVaults": "sk-secret"}],
    }
    topic, rest = chats_of(tmp_path, {"mode": "pglite", "schemaHash": "x", "data": data})
    assert branch(topic) == TALK
    assert topic.pinned
    assert topic.system == "友好"
    assert branch(rest) == [("user", "另外")]
    assert rest.title == "默认"


def cherry(version: int) -> dict[str, Any]:
    topic = {"id": "t", "name": "问候", "pinned": True}
    assistant = {"id": "x", "emoji": "🍒", "prompt": "友好", "model": {"id": "m"}, "topics": [topic]}
    storage = {
        "assistants": as_json({"assistants": [assistant]}).decode(),
        "llm": '{"apiKey":"sk-secret"}',
    }
    messages = [
        {"id": "1", "role": "user", "createdAt": "2026-01-01T00:00:01Z", "blocks": ["b1"]},
        {
            "id": "2",
            "role": "assistant",
            "askId": "1",
            "createdAt": "2026-01-01T00:00:02Z",
            "blocks": ["b2"],
            "foldSelected": False,
        },
        {
            "id": "3",
            "role": "assistant",
            "askId": "1",
            "createdAt": "2026-01-01T00:00:02Z",
            "blocks": ["b3", "b4"],
            "foldSelected": True,
            "model": {"id": "m"},
        },
    ]
    blocks = [
        {"id": "b1", "type": "main_text", "content": "你好"},
        {"id": "b2", "type": "main_text", "content": "喂"},
        {"id": "b3", "type": "thinking", "content": "嗯"},
        {"id": "b4", "type": "main_text", "content": "你好，Mei！"},
    ]
    return {
        "time": 1,
        "version": version,
        "localStorage": {"persist:cherry-studio": as_json(storage).decode()},
        "indexedDB": {"topics": [{"id": "t", "messages": messages}], "message_blocks": blocks},
    }


def test_cherry_studio_up_to_five_and_no_further(tmp_path: Path):
    """Answers to one question are versions; a later backup is refused with its name."""
    (chat,) = chats_of(tmp_path, zipped({"data.json": as_json(cherry(5))}))
    assert branch(chat) == TALK
    assert len(chat.messages) == 3
    assert (chat.icon, chat.title, chat.pinned, chat.system) == ("🍒", "问候", True, "友好")
    assert "sk-secret" not in repr(chat)
    with pytest.raises(NewerThanKnown):
        chats_of(tmp_path, cherry(6))
