"""Chats come in from ChatGPT, whichever generation of its export they are in."""

from pathlib import Path
from typing import Any

from tests.services.transfer.files import as_json, branch, chats_of, picture, zipped

NOON = 1_714_996_800.123456  # 6 May 2024


def turn(role: str, text: Any, at: float | None = NOON, **more: Any) -> dict[str, Any]:
    content = text if isinstance(text, dict) else {"content_type": "text", "parts": [text]}
    return {"author": {"role": role}, "create_time": at, "content": content, **more}


def node(key: str, parent: str | None, message: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    return {key: {"id": key, "parent": parent, "message": message, **more}}


def whales(**more: Any) -> dict[str, Any]:
    """Mei asks about whales, asks again otherwise, and stays with her second question."""
    return {
        "id": "c-whales",
        "title": "鲸鱼",
        "create_time": NOON,
        "update_time": NOON + 60,
        "default_model_slug": "gpt-4o",
        "current_node": "a2",
        "mapping": {
            **node("root", None, None),
            **node("q1", "root", turn("user", "鲸鱼是鱼吗？")),
            **node("a1", "q1", turn("assistant", "不是。", metadata={"model_slug": "gpt-4"})),
            **node("q2", "root", turn("user", "鲸鱼吃什么？")),
            **node("a2", "q2", turn("assistant", "磷虾。", at=None)),
        },
    } | more


def test_all_branches_come_and_the_chosen_one_is_selected(tmp_path: Path):
    """Both of Mei's questions are there; the second, which she saw last, is the one that shows."""
    (chat,) = chats_of(tmp_path, [whales()])
    assert (chat.title, chat.source, chat.model) == ("鲸鱼", "chatgpt", "gpt-4o")
    assert {message.content for message in chat.messages} == {
        "鲸鱼是鱼吗？",
        "不是。",
        "鲸鱼吃什么？",
        "磷虾。",
    }
    assert branch(chat) == [("user", "鲸鱼吃什么？"), ("assistant", "磷虾。")]
    by_id = {message.id: message for message in chat.messages}
    assert by_id["a1"].model == "gpt-4"
    assert by_id["a2"].model == "gpt-4o"
    assert by_id["q1"].at
    assert by_id["q1"].at.microsecond == 123456
    assert by_id["a2"].at
    assert by_id["q2"].at
    assert by_id["a2"].at > by_id["q2"].at


def test_a_slim_export_in_shards_comes_whole(tmp_path: Path):
    """The generation without children, roles in shards of a zip, with a folder round it all."""
    slim = whales(id="c-slim")
    for one in slim["mapping"].values():
        if one["message"]:
            one["message"].pop("metadata", None)
    content = zipped(
        {
            "export/conversations-000.json": as_json([{"id": "g", "title": "a folder"}, whales()]),
            "export/conversations-001.json": as_json([slim]),
            "export/export_manifest.json": as_json({"conversations.json": ["conversations-000.json"]}),
            "export/user.json": as_json({"email": "mei@example.org"}),
            "__MACOSX/conversations-000.json": b"\x00\x05",
        }
    )
    assert [chat.id for chat in chats_of(tmp_path, content)] == ["c-whales", "c-slim"]


def test_what_was_hidden_stays_out_and_the_thread_holds(tmp_path: Path):
    """System notes, tool calls and results go; the reply stands below the question, with its thoughts."""
    mapping = {
        **node("root", None, None),
        **node("system", "root", turn("system", "")),
        **node(
            "me",
            "system",
            turn("user", {"content_type": "user_editable_context", "user_profile": "我是老师"}),
        ),
        **node("q", "me", turn("user", "算一下 6×7")),
        **node(
            "think",
            "q",
            turn(
                "assistant",
                {"content_type": "thoughts", "thoughts": [{"summary": "算", "content": "6×7=42"}]},
            ),
        ),
        **node(
            "call",
            "think",
            turn(
                "assistant", {"content_type": "code", "language": "python", "text": "6*7"}, recipient="python"
            ),
        ),
        **node("result", "call", turn("tool", {"content_type": "execution_output", "text": "42"})),
        **node(
            "recap",
            "result",
            turn("assistant", {"content_type": "reasoning_recap", "content": "Thought for 2s"}),
        ),
        **node("a", "recap", turn("assistant", "42。")),
    }
    (chat,) = chats_of(tmp_path, [whales(mapping=mapping, current_node="a")])
    assert branch(chat) == [("user", "算一下 6×7"), ("assistant", "42。")]
    assert chat.system == "我是老师"
    assert chat.messages[-1].reasoning == "算\n\n6×7=42"


def test_pictures_in_the_zip_come_along_and_missing_ones_are_counted(tmp_path: Path):
    """One picture lies in the zip under a name without ending, one has expired."""
    parts = [
        {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_0a1b"},
        {"content_type": "image_asset_pointer", "asset_pointer": "file-service://file-gone"},
        "这是什么？",
    ]
    mapping = {
        **node("root", None, None),
        **node("q", "root", turn("user", {"content_type": "multimodal_text", "parts": parts})),
        **node(
            "made",
            "q",
            turn(
                "tool",
                {
                    "content_type": "multimodal_text",
                    "parts": [
                        {"content_type": "image_asset_pointer", "asset_pointer": "file-service://file-cat"}
                    ],
                },
            ),
        ),
    }
    content = zipped(
        {
            "conversations.json": as_json([whales(mapping=mapping, current_node="made")]),
            "file_0a1b.dat": picture(),
            "dalle-generations/file-cat-9f.webp": picture("orange"),
        }
    )
    (chat,) = chats_of(tmp_path, content)
    question, made = chat.messages
    assert [bool(one.path) for one in question.pictures] == [True, False]
    assert (made.role, made.content, len(made.pictures)) == ("assistant", "", 1)
    assert chat.left_out == ["file-gone"]
    assert (tmp_path / "pictures" / question.pictures[0].path).read_bytes() == picture()


def test_marks_of_sources_are_written_out_or_taken_away(tmp_path: Path):
    """What stood for a link becomes the link; what stands for nothing vanishes."""
    metadata = {
        "content_references": [
            {"matched_text": "\ue200cite\ue202turn0\ue201", "alt": "([NOAA](https://noaa.gov))"}
        ]
    }
    text = "鲸鱼很大\ue200cite\ue202turn0\ue201。真的【12†source】。"
    mapping = {**node("root", None, None), **node("a", "root", turn("assistant", text, metadata=metadata))}
    (chat,) = chats_of(tmp_path, [whales(mapping=mapping, current_node="a")])
    assert chat.messages[0].content == "鲸鱼很大([NOAA](https://noaa.gov))。真的。"


def test_a_kind_that_nobody_knows_stays_visible(tmp_path: Path):
    """A new kind of content is a note in its place, and the words beside it come."""
    mapping = {
        **node("root", None, None),
        **node("q", "root", turn("user", {"content_type": "hologram", "rays": 3})),
        **node("a", "q", turn("assistant", "好看。")),
    }
    (chat,) = chats_of(tmp_path, [whales(mapping=mapping, current_node="a")], note=lambda kind: f"<{kind}>")
    assert branch(chat) == [("user", "<hologram>"), ("assistant", "好看。")]


def test_circles_orphans_and_a_lost_leaf_are_survived(tmp_path: Path):
    """Two messages are each other's parents, one has lost its parent, and the chosen leaf is not there."""
    mapping = {
        **node("x", "y", turn("user", "一")),
        **node("y", "x", turn("assistant", "二")),
        **node("orphan", "nowhere", turn("user", "三", at=NOON + 5)),
    }
    (chat,) = chats_of(tmp_path, [whales(mapping=mapping, current_node="lost")])
    assert {message.content for message in chat.messages} == {"一", "二", "三"}
    assert branch(chat) == [("user", "三")]
