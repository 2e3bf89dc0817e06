"""How far the index has read the messages: noted in its file, for all processes that share it."""

import sqlite3
from dataclasses import dataclass

from oreai.repositories import search_index


@dataclass(frozen=True)
class Position:
    """How far the messages were read; times in seconds since 1970."""

    seen: float
    seen_id: str
    "When the last one was written that was seen, and which it was."
    looked_back: float
    "When it was last looked for what had been on its way."
    after: str | None
    "From which id on all are to be compared; None where none are."
    is_built: bool


def position(connection: sqlite3.Connection, started: float) -> Position:
    """As it is noted; at the very beginning everything is to be compared."""
    if search_index.state(connection, "seen") is None:
        search_index.note(connection, seen=started, seen_id="", looked_back=started, after="")
    seen, seen_id, looked_back, after, built = (
        search_index.state(connection, name) for name in ("seen", "seen_id", "looked_back", "after", "built")
    )
    return Position(seen, seen_id, looked_back, after, is_built=bool(built))


def calm_position(connection: sqlite3.Connection) -> Position | None:
    """The same where everything was built and compared, and nothing waits."""
    is_calm = search_index.state(connection, "built") and search_index.state(connection, "after") is None
    return position(connection, 0) if is_calm and not search_index.any_waiting(connection) else None
