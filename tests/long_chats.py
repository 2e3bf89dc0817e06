"""Long conversations, written straight into a database: faster than any model could talk."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from oreai.llm.tokens import OLDER, count
from oreai.models import Chat, Message, Role, now
from oreai.repositories import messages

Turn = tuple[str, str]  # role, content


def write_turns(session: Session, chat_id: str, turns: Iterable[Turn], **columns: Any) -> list[str]:
    """Put these turns at the end of a chat, as the app would have stored them; their ids."""
    line = messages.visible_branch(session, chat_id)
    parent_id, began = line[-1].id if line else None, now() - timedelta(days=1)
    ids: list[str] = []
    for role, content in turns:
        at = began + timedelta(seconds=len(line) + len(ids))
        message = Message(
            chat_id=chat_id,
            parent_id=parent_id,
            role=role,
            content=content,
            tokens=count(content, OLDER),
            counted_by=OLDER,
            created_at=at,
            **columns,
        )
        session.add(message)
        session.flush()  # a row can name only a parent that is there
        parent_id = message.id
        ids.append(parent_id)
    session.get_one(Chat, chat_id).last_message_at = now()
    return ids


def exchanges(amount: int, words: int = 1) -> Iterator[Turn]:
    """So many questions about as many days, with their answers; each differs from every other."""
    for day in range(amount):
        yield Role.USER, f"第{day}天去哪里？Where shall we go on day {day}? " * words
        yield (
            Role.ASSISTANT,
            f"第{day}天去清水寺，然后坐车。Take the train at {day % 24}:05, then walk. " * words,
        )
