"""The tables of the search index, for a connection that `search_file.py` has opened.

A message's row `doc` names its number `n` in `gram`; `todo` names messages that wait to be read. FTS5
cannot take out a text that nobody has any more: such a number loses its `doc`, counts as dead, and goes when
all is made anew. Times are milliseconds since 1970.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_CLOSE_MS = 60 * 60 * 1000
"Messages this close in time may stand in any order: a reply ends after others have begun."
_SCOPE = "\ue001"
"Marks whose a message is, and of which chat, among its grams; no text has it in one."


@dataclass(frozen=True)
class Waiting:
    """A message that is to be read: when it was made, and the stamp of when it was last written."""

    id: str
    at: int
    stamp: int


@dataclass(frozen=True)
class Doc:
    """A message to add: its grams, separated by spaces, and a checksum of its text."""

    waiting: Waiting
    owner_id: str
    chat_id: str
    crc: int
    grams: str


def state(connection: sqlite3.Connection, name: str) -> Any:
    """What is noted under this name; None where nothing is."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def note(connection: sqlite3.Connection, **values: Any) -> None:
    """Note these values under their names."""
    connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", values.items())


def wait(connection: sqlite3.Connection, found: Iterable[Waiting]) -> None:
    """Let those of these messages wait that are not here as they were last written."""
    connection.executemany(
        "INSERT OR REPLACE INTO todo SELECT :id, :at, :stamp"
        " WHERE NOT EXISTS (SELECT 1 FROM doc WHERE message = :id AND stamp = :stamp)",
        [{"id": _key(one.id), "at": one.at, "stamp": one.stamp} for one in found],
    )


def waiting(connection: sqlite3.Connection, limit: int) -> list[Waiting]:
    """The oldest of the messages that wait: numbers follow time as far as they can."""
    rows = connection.execute("SELECT message, at, stamp FROM todo ORDER BY at, message LIMIT ?", (limit,))
    return [Waiting(message.hex(), at, stamp) for message, at, stamp in rows]


def any_waiting(connection: sqlite3.Connection) -> bool:
    """Whether a message waits."""
    return connection.execute("SELECT 1 FROM todo LIMIT 1").fetchone() is not None


def waiting_count(connection: sqlite3.Connection) -> int:
    """How many messages wait."""
    return int(connection.execute("SELECT count(*) FROM todo").fetchone()[0])


def add(connection: sqlite3.Connection, docs: Iterable[Doc]) -> None:
    """Read these messages in, but for what another process has done meanwhile."""
    # A number is never given twice: those of the dead still stand in `gram`.
    last = int(state(connection, "last") or 0)
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for doc in docs:
        if not _is_waiting(connection, doc.waiting):
            continue
        whose = (doc.chat_id, doc.owner_id)
        chat, owner = places.get(whose) or places.setdefault(whose, _chat(connection, doc))
        if not _is_unchanged(connection, doc, chat):
            _kill(connection, doc.waiting.id)
            last += 1
            _add(connection, last, doc, chat, owner)
    note(connection, last=last)


def drop(connection: sqlite3.Connection, gone: Iterable[Waiting]) -> None:
    """Let these messages wait no more, and be found no more."""
    for one in gone:
        if _is_waiting(connection, one):
            _kill(connection, one.id)


def forget(connection: sqlite3.Connection, ids: Collection[str]) -> None:
    """Let these messages be found no more."""
    for message_id in ids:
        _kill(connection, message_id)


def ids_between(connection: sqlite3.Connection, after: str, until: str, *, before: int) -> set[str]:
    """The messages that are here, in the order of their ids.

    Args:
        until: the last; empty for all that follow.
        before: only those that were last written before this time.
    """
    query, values = "SELECT message FROM doc WHERE message > ? AND stamp < ?", [_key(after), before]
    if until:
        query, values = f"{query} AND message <= ?", [*values, _key(until)]
    return {message.hex() for (message,) in connection.execute(query, values)}


def moved_chats(connection: sqlite3.Connection, owner_id: str, chat_ids: Collection[str]) -> list[str]:
    """Those of these chats that belonged to somebody else when they were read."""
    own = connection.execute(
        "SELECT chat.id FROM chat JOIN owner ON owner.n = chat.owner WHERE owner.id = ?", (_key(owner_id),)
    )
    unknown = set(map(_key, chat_ids)) - {key for (key,) in own}  # moved ones, and those nobody has read yet
    here = "SELECT 1 FROM chat WHERE id = ?"
    return [key.hex() for key in unknown if connection.execute(here, (key,)).fetchone()]


def read_again(connection: sqlite3.Connection, chat_ids: Iterable[str]) -> None:
    """Take these chats out; whatever stands in them is a message that nobody has read."""
    for chat_id in chat_ids:
        row = connection.execute("SELECT n FROM chat WHERE id = ?", (_key(chat_id),)).fetchone()
        if row is None:
            continue
        gone = connection.execute("SELECT message FROM doc WHERE chat = ?", row).fetchall()
        forget(connection, [message.hex() for (message,) in gone])
        connection.execute("DELETE FROM chat WHERE n = ?", row)


def reset(connection: sqlite3.Connection) -> None:
    """Take everything out."""
    connection.execute("INSERT INTO gram(gram) VALUES ('delete-all')")
    for table in ("doc", "todo", "chat", "owner", "state"):
        connection.execute(f"DELETE FROM {table}")


def tidy(connection: sqlite3.Connection) -> None:
    """Make one piece of many, after a lot was added, and give back what is free."""
    connection.execute("INSERT INTO gram(gram) VALUES ('optimize')")
    for _ in range(connection.execute("PRAGMA freelist_count").fetchone()[0]):
        connection.execute("PRAGMA incremental_vacuum")  # one page: Python steps it once


def dead_and_living(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many numbers stand for nothing any more, and how many for a message."""
    living = connection.execute("SELECT count(*) FROM doc").fetchone()[0]
    return int(state(connection, "dead") or 0), int(living)


@dataclass(frozen=True)
class Candidate:
    """A message in which all that is looked for seems to stand."""

    n: int
    at: int
    id: str


def candidates(
    connection: sqlite3.Connection,
    matches: Sequence[str],
    *,
    owner_id: str,
    chat_id: str = "",
    after: Candidate | None = None,
    limit: int,
) -> list[Candidate]:
    """Messages in which all of this seems to stand, the newest first.

    Args:
        matches: in the language of MATCH.
        chat_id: the only chat; empty for all of the owner's.
        after: the last one of those that were found before.
    """
    scope = _scope(connection, owner_id, chat_id)
    if scope is None:
        return []
    match = " AND ".join([*matches, f'"{scope}"'])
    found = (
        "SELECT doc.n, doc.at, doc.message FROM gram JOIN doc ON doc.n = gram.rowid"
        " WHERE gram MATCH ?{} ORDER BY {} LIMIT ?"
    )
    if _is_mixed(connection, owner_id):
        place = [after.at, after.n] if after else []
        query = found.format(" AND (doc.at, doc.n) < (?, ?)" if after else "", "doc.at DESC, doc.n DESC")
    else:
        place = [after.n] if after else []
        query = found.format(" AND gram.rowid < ?" if after else "", "gram.rowid DESC")  # stops at the limit
    rows = connection.execute(query, (match, *place, limit))
    return [Candidate(n, at, message.hex()) for n, at, message in rows]


def any_mixed(connection: sqlite3.Connection) -> bool:
    """Whether there is an owner whose numbers do not follow time."""
    return connection.execute("SELECT 1 FROM owner WHERE mixed LIMIT 1").fetchone() is not None


def _is_mixed(connection: sqlite3.Connection, owner_id: str) -> bool:
    """Whether older messages of this owner came after newer ones, as an import's do."""
    row = connection.execute("SELECT mixed FROM owner WHERE id = ?", (_key(owner_id),)).fetchone()
    return bool(row and row[0])


def _scope(connection: sqlite3.Connection, owner_id: str, chat_id: str) -> str | None:
    kind, key = ("chat", chat_id) if chat_id else ("owner", owner_id)
    row = connection.execute(f"SELECT n FROM {kind} WHERE id = ?", (_key(key),)).fetchone()
    return f"{_SCOPE}{kind[0]}{row[0]}" if row else None


def _is_waiting(connection: sqlite3.Connection, one: Waiting) -> bool:
    gone = connection.execute("DELETE FROM todo WHERE message = ? AND stamp = ?", (_key(one.id), one.stamp))
    return bool(gone.rowcount)


def _is_unchanged(connection: sqlite3.Connection, doc: Doc, chat: int) -> bool:
    """Whether it has the text that it had, in the chat in which it stood; then only its stamp is new."""
    query = "UPDATE doc SET stamp = ? WHERE message = ? AND crc = ? AND chat = ?"
    values = (doc.waiting.stamp, _key(doc.waiting.id), doc.crc, chat)
    return bool(connection.execute(query, values).rowcount)


def _add(connection: sqlite3.Connection, n: int, doc: Doc, chat: int, owner: int) -> None:
    its = doc.waiting
    row = (n, _key(its.id), chat, its.at, its.stamp, doc.crc)
    connection.execute("INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?)", row)
    grams = f"{doc.grams} {_SCOPE}o{owner} {_SCOPE}c{chat}"
    connection.execute("INSERT INTO gram(rowid, body) VALUES (?, ?)", (n, grams))
    connection.execute(
        "UPDATE owner SET mixed = max(mixed, ? < newest - ?), newest = max(newest, ?) WHERE n = ?",
        (its.at, _CLOSE_MS, its.at, owner),
    )


def _chat(connection: sqlite3.Connection, doc: Doc) -> tuple[int, int]:
    """The numbers of its chat and of its owner, new where they are; a chat may have moved."""
    owner = (_key(doc.owner_id),)
    connection.execute("INSERT OR IGNORE INTO owner(id, newest) VALUES (?, 0)", owner)
    (owner_n,) = connection.execute("SELECT n FROM owner WHERE id = ?", owner).fetchone()
    chat = (_key(doc.chat_id), owner_n)
    row = connection.execute("SELECT n FROM chat WHERE id = ? AND owner = ?", chat).fetchone()
    if row is None:
        read_again(connection, [doc.chat_id])
        row = (connection.execute("INSERT INTO chat(id, owner) VALUES (?, ?)", chat).lastrowid,)
    return row[0], owner_n


def _kill(connection: sqlite3.Connection, message_id: str) -> None:
    gone = connection.execute("DELETE FROM doc WHERE message = ?", (_key(message_id),)).rowcount
    if gone:
        note(connection, dead=int(state(connection, "dead") or 0) + gone)


def _key(any_id: str) -> bytes:
    """An id of 24 hex digits in twelve bytes."""
    return bytes.fromhex(any_id)
