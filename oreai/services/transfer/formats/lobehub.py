"""LobeHub's backups: tables of messages, topics, sessions and agents; one chat is one topic.

Tables beside them hold keys (`aiProviders`, plugins' settings): they are never looked at.
"""

from collections.abc import Iterator

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.texts import clean, mapping, rows, text_and_reasoning
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle

_NEWEST_OLD = 7
_MODES = ("pglite", "postgres")


def _matches(value: Value) -> bool:
    return value.get("mode") in _MODES and has(value, data=dict)


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    data = value["data"]
    agents = {one["id"]: one for one in rows(data.get("agents")) if "id" in one}
    of_session = {
        str(link.get("sessionId")): agents.get(link.get("agentId"), {})
        for link in rows(data.get("agentsToSessions"))
    }
    sessions = {one["id"]: one for one in rows(data.get("sessions")) if "id" in one}
    yield from _chats(rows(data.get("messages")), rows(data.get("topics")), sessions, of_session, around)


def _matches_old(value: Value) -> bool:
    version = value.get("version")
    return (
        has(value, state=dict)
        and "exportType" in value
        and isinstance(version, int)
        and version <= _NEWEST_OLD
    )


def _read_old(value: Value, around: Surroundings) -> Iterator[FileChat]:
    state = value["state"]
    sessions = {one["id"]: one for one in rows(state.get("sessions")) if "id" in one}
    agents = {
        key: {**mapping(one.get("meta")), **mapping(one.get("config"))} for key, one in sessions.items()
    }
    yield from _chats(rows(state.get("messages")), rows(state.get("topics")), sessions, agents, around)


def _chats(
    messages: list[Value],
    topics: list[Value],
    sessions: dict[str, Value],
    agents: dict[str, Value],
    around: Surroundings,
) -> Iterator[FileChat]:
    of_topic: dict[tuple[str | None, str | None], list[Value]] = {}
    for one in messages:
        topic = one.get("topicId")
        of_topic.setdefault((topic, None if topic else one.get("sessionId")), []).append(one)
    by_id = {one["id"]: one for one in topics if "id" in one}
    for (topic_id, own_session), turns in of_topic.items():
        topic = by_id.get(topic_id or "", {})
        session_id = own_session or topic.get("sessionId") or turns[0].get("sessionId") or ""
        yield _chat(topic, sessions.get(session_id, {}), agents.get(session_id, {}), turns, around)


def _chat(
    topic: Value, session: Value, agent: Value, its_messages: list[Value], around: Surroundings
) -> FileChat:
    title = topic.get("title") or session.get("title") or agent.get("title")
    chat = FileChat(
        id=str(topic.get("id") or f"session:{session.get('id') or 'inbox'}"),
        title=clean(title) or around.untitled,
        source="lobehub",
        system=clean(agent.get("systemRole")),
        model=clean(agent.get("model")),
        created=moment(topic.get("createdAt")),
        updated=moment(topic.get("updatedAt")),
        pinned=bool(topic.get("favorite")),
    )
    turns = [one for one in its_messages if one.get("role") in ("user", "assistant")]
    messages = sorted((_message(one) for one in turns), key=lambda one: (one.at is None, one.at))
    has_links = any(one.get("parentId") for one in turns)
    chat.messages = messages if has_links else in_a_row(messages)
    return settle(chat)


def _message(one: Value) -> FileMessage:
    is_reply = one["role"] == "assistant"
    content, inline = text_and_reasoning(clean(one.get("content")), is_reply=is_reply)
    model = one.get("model") or mapping(one.get("extra")).get("fromModel")
    return FileMessage(
        id=str(one["id"]),
        parent=one.get("parentId"),
        role=one["role"],
        content=content,
        reasoning=clean(mapping(one.get("reasoning")).get("content")) or inline,
        at=moment(one.get("createdAt")),
        model=clean(model) if is_reply else "",
        status="failed" if one.get("error") and not content else "complete",
    )


LOBEHUB = Format("lobehub", _matches, _read)
LOBEHUB_OLD = Format("lobehub", _matches_old, _read_old)
