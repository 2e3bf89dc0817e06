"""What the index takes from the messages: their times, and their texts as grams."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from oreai.repositories import finding
from oreai.repositories.search_index import Doc, Waiting
from oreai.services.search.grams import grams_of
from oreai.services.search.position import Position

FEW = 20
"New messages that are brought in without letting them wait."


def news(session: Session, at: Position) -> tuple[Sequence[Any], list[Doc]]:
    """What was written since then, and what of it can be found, unless it is more than a few."""
    rows = finding.written_since(session, datetime.fromtimestamp(at.seen, UTC), at.seen_id, FEW + 1)
    few = rows if len(rows) <= FEW else []
    return rows, docs_of(session, {one.id: one for one in map(waiting_of, few)}) if few else []


def docs_of(session: Session, by_id: Mapping[str, Waiting]) -> list[Doc]:
    """The oldest first: numbers are to follow time. The grams are made here, in the thread that has read."""
    rows = sorted(finding.to_index(session, by_id), key=lambda row: by_id[row[0]].at)
    return [
        Doc(by_id[key], owner_id, chat_id, zlib.crc32(content.encode()), " ".join(grams_of(content)))
        for key, chat_id, owner_id, content in rows
    ]


def waiting_of(row: Sequence[Any]) -> Waiting:
    """A message that is to be read, of a row of its id and its times."""
    message_id, created_at, written_at = row
    return Waiting(message_id, _milliseconds(created_at), _milliseconds(written_at) if written_at else 0)


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
