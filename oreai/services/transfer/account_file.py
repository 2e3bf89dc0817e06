"""`account.json`: what OreAI knows of a user beside their chats; nothing that opens anything."""

import json
from datetime import datetime
from typing import Any

from sqlmodel import Session

from oreai.models import now
from oreai.repositories import folders, memory, personalizations, sessions, users

NAME = "account.json"


def account_file(session: Session, user_id: str) -> str:
    """The user as JSON: who they are, since when, from where they came in, how much they have asked for."""
    user = users.get(session, user_id)
    known = {
        "name": user.name,
        "email": user.email,
        "about": users.bio_of(session, user_id),
        "memory": _memory(session, user_id),
        "custom_instructions": _instructions(session, user_id),
        "language": user.locale,
        "created": _written(user.created_at),
        "last_seen": _written(user.last_seen_at),
        "folders": [
            {"name": one.name, "instructions": one.instructions} for one in folders.whole(session, user_id)
        ],
        "replies": {"asked": user.calls_used, "limit": user.calls_limit},
        "sessions": [
            {
                "device": one.device,
                "network": one.network,
                "kind": one.kind,
                "created": _written(one.created_at),
                "last_seen": _written(one.last_seen_at),
            }
            for one in sessions.of_user(session, user_id, now() - users.IDLE)
        ],
    }
    return json.dumps(known, ensure_ascii=False, indent=1)


def _instructions(session: Session, user_id: str) -> dict[str, Any] | None:
    found = personalizations.get(session, user_id)
    if found is None:
        return None
    return {"on": found.uses_instructions, "about": found.about, "how_to_answer": found.answer_style}


def _memory(session: Session, user_id: str) -> dict[str, Any]:
    own = personalizations.get(session, user_id)
    notes = [
        {"text": note.text, "created": _written(note.created_at)} for note in memory.of_user(session, user_id)
    ]
    return {"on": own is None or own.uses_memory, "notes": notes}


def _written(time: datetime) -> str:
    return time.isoformat()
