"""Chats come in from services that are used in a browser: Claude, DeepSeek, Gemini."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.services.transfer.files import TALK, as_json, branch, chats_of, zipped


def test_claude_with_branches_thinking_and_files(tmp_path: Path):
    """The newest leaf is chosen where the file names none; texts of files stay, files cannot come."""
    root = "00000000-0000-4000-8000-000000000000"
    turns = [
        {
            "uuid": "1",
            "sender": "human",
            "parent_message_uuid": root,
            "created_at": "2026-05-06T13:04:05.000001Z",
            "text": "你好",
            "attachments": [{"file_name": "信.txt", "extracted_content": "亲爱的"}],
            "files": [{"file_name": "猫.png"}],
        },
        {
            "uuid": "2",
            "sender": "assistant",
            "parent_message_uuid": "1",
            "created_at": "2026-05-06T13:04:06Z",
            "text": "This block is not supported",
            "content": [{"type": "thinking", "thinking": "打招呼"}, {"type": "text", "text": "你好。"}],
        },
        {
            "uuid": "3",
            "sender": "assistant",
            "parent_message_uuid": "1",
            "created_at": "2026-05-06T13:05:00Z",
            "content": [
                {"type": "text", "text": "你好呀。"},
                {"type": "tool_use", "name": "artifacts", "input": {"title": "诗", "content": "海"}},
            ],
        },
    ]
    (chat,) = chats_of(
        tmp_path, [{"uuid": "c", "name": "", "chat_messages": turns, "created_at": "2026-05-06T13:04:05Z"}]
    )
    assert chat.title == "无标题"
    assert branch(chat) == [
        ("user", "你好\n\n**信.txt**\n\n````\n亲爱的\n````"),
        ("assistant", "你好呀。\n\n**诗**\n\n````\n海\n````"),
    ]
    assert [message.reasoning for message in chat.messages] == ["", "打招呼", ""]
    assert chat.left_out == ["猫.png"]


def test_claude_of_older_days_follows_in_a_row(tmp_path: Path):
    """Without links the order of the array is the conversation."""
    turns = [
        {"uuid": str(at), "sender": who, "text": text}
        for at, (who, text) in enumerate([("human", "你好"), ("assistant", "你好，Mei！")])
    ]
    (chat,) = chats_of(
        tmp_path,
        zipped({"conversations.json": as_json([{"uuid": "c", "name": "问候", "chat_messages": turns}])}),
    )
    assert branch(chat) == TALK


def test_deepseek_takes_the_last_child_and_drops_busy_answers(tmp_path: Path):
    """The server was busy once; the answer that came then shows, with what was thought."""
    mapping = {
        "root": {"id": "root", "parent": None, "children": ["1"], "message": None},
        "1": {
            "id": "1",
            "parent": "root",
            "children": ["2", "3"],
            "message": {
                "inserted_at": "2026-01-02T10:00:00+08:00",
                "fragments": [{"type": "REQUEST", "content": "你好"}],
                "files": [{"file_name": "表.xlsx"}],
            },
        },
        "2": {
            "id": "2",
            "parent": "1",
            "children": [],
            "message": {
                "model": "deepseek-reasoner",
                "fragments": [{"type": "RESPONSE", "content": "服务器繁忙，请稍后再试。"}],
            },
        },
        "3": {
            "id": "3",
            "parent": "1",
            "children": [],
            "message": {
                "model": "deepseek-reasoner",
                "inserted_at": "2026-01-02T10:00:09",
                "fragments": [
                    {"type": "THINK", "content": "问候"},
                    {"type": "SEARCH", "content": None, "results": []},
                    {"type": "RESPONSE", "content": "你好，Mei！"},
                ],
            },
        },
    }
    (chat,) = chats_of(
        tmp_path,
        [{"id": "d", "title": "问候", "inserted_at": "2026-01-02T10:00:00.000001+08:00", "mapping": mapping}],
    )
    assert branch(chat) == TALK
    assert chat.messages[-1].reasoning == "问候"
    assert chat.messages[-1].model == "deepseek-reasoner"
    assert chat.messages[0].at == datetime(2026, 1, 2, 2, 0, tzinfo=UTC)
    assert chat.left_out == ["表.xlsx"]


def test_gemini_entries_within_half_an_hour_are_one_chat(tmp_path: Path):
    """Takeout knows no conversations; HTML becomes Markdown, a script in it nothing."""

    def entry(time: str, prompt: str, answer: str) -> dict[str, Any]:
        return {
            "header": "Gemini Apps",
            "title": f"Prompted {prompt}",
            "time": time,
            "products": ["Gemini Apps"],
            "safeHtmlItem": [{"html": answer}],
        }

    entries = [
        entry("2026-03-01T12:00:00.000Z", "later", "<p>Late.</p>"),
        entry(
            "2026-03-01T10:05:00.000Z", "and <b>", "<p>Two <strong>whales</strong></p><script>x()</script>"
        ),
        entry("2026-03-01T10:00:00.000Z", "hello", "<p>Hi!</p>"),
    ]
    first, second = chats_of(tmp_path, zipped({"Takeout/我的活动/Gemini/我的活动.json": as_json(entries)}))
    assert branch(first) == [
        ("user", "hello"),
        ("assistant", "Hi!"),
        ("user", "and <b>"),
        ("assistant", "Two **whales**"),
    ]
    assert branch(second) == [("user", "later"), ("assistant", "Late.")]


def test_ai_studio_keeps_what_was_thought_apart(tmp_path: Path):
    """A chat of AI Studio from the Drive folder of a Takeout."""
    chunks = [
        {"role": "user", "text": "你好"},
        {"role": "model", "text": "想", "isThought": True},
        {"role": "model", "text": "你好，Mei！"},
    ]
    value = {
        "chunkedPrompt": {"chunks": chunks},
        "runSettings": {"model": "models/gemini-3-pro"},
        "systemInstruction": {"text": "简短"},
    }
    (chat,) = chats_of(tmp_path, value)
    assert branch(chat) == TALK
    assert (chat.system, chat.messages[1].model, chat.messages[1].reasoning) == ("简短", "gemini-3-pro", "想")
