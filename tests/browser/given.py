"""What happened before a test, written into the running app's database: reload to see it."""

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Chat
from oreai.settings import Settings
from tests.long_chats import Turn, write_turns
from tests.running import Server

T = TypeVar("T")


def given(server: Server, work: Callable[[Session], T]) -> T:
    """Do this in one transaction."""
    database = Database(Settings(_env_file=None, DATABASE_URL=server.database_url).sqlalchemy_url)
    try:
        return database.transact(work)
    finally:
        database.close()


def said(server: Server, chat_id: str, turns: Iterable[Turn], **columns: Any) -> list[str]:
    """These turns stand at the end of the chat; their ids."""
    return given(server, lambda session: write_turns(session, chat_id, turns, **columns))


def chosen(server: Server, chat_id: str, parameters: dict[str, Any] | None = None, **columns: Any) -> None:
    """The chat has these parameters and these values in its row."""

    def work(session: Session) -> None:
        chat = session.get_one(Chat, chat_id)
        if parameters:
            chat.parameters = json.dumps(parameters)
        for name, value in columns.items():
            setattr(chat, name, value)

    given(server, work)
