"""What holds for everybody who comes: who may sign up, whether guests may, and a message to all.

Read by nearly every event, so it is kept at hand: for a few seconds, or until another process says that the
owner has changed it.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.repositories import server_settings
from oreai.services.live.bus import Bus

SignUpRule = Literal["open", "invite", "closed"]
SIGN_UP_RULES: tuple[SignUpRule, ...] = get_args(SignUpRule)
SIGN_UP, GUESTS, ANNOUNCEMENT = "sign_up", "guests", "announcement"
"Names of settings in the database."
_CHANNEL = "server-rules"
_FRESH_SECONDS = 3.0


class SignUpClosed(Exception):
    """Nobody can sign up here now."""


class InvitationNeeded(Exception):
    """Only who was invited can sign up."""


@dataclass(frozen=True)
class Announcement:
    """The owner's message to all, as typed."""

    id: str
    text: str
    ends_at: datetime


@dataclass(frozen=True)
class Rules:
    """What holds now."""

    sign_up: SignUpRule = "open"
    guests: bool = True
    announcement: Announcement | None = None


class ServerRules:
    """Reads the rules: the owner's choice, else what the environment says."""

    def __init__(self, database: Database, bus: Bus, otherwise: Rules):
        self._database = database
        self._bus = bus
        self._otherwise = otherwise
        self._known: tuple[float, Rules] | None = None
        bus.subscribe(_CHANNEL, self._receive)
        bus.on_wake.append(self._forget)

    async def current(self) -> Rules:
        """What holds now; another process's change is known within three seconds."""
        if self._known is None or time.monotonic() - self._known[0] > _FRESH_SECONDS:
            stored = await self._database.read(server_settings.all_of_them)
            self._known = time.monotonic(), _rules(stored, self._otherwise)
        rules = self._known[1]
        is_over = rules.announcement and rules.announcement.ends_at <= now()
        return replace(rules, announcement=None) if is_over else rules

    async def change(self, work: Callable[[Session], None]) -> None:
        """Change what is stored, in one transaction, and let every process know."""
        await self._database.write(work)
        self._forget()
        self._bus.publish(_CHANNEL, self._bus.name.encode())

    def _receive(self, sender: bytes) -> None:
        if sender != self._bus.name.encode():
            self._forget()

    def _forget(self) -> None:
        self._known = None


def written(announcement: Announcement) -> str:
    """As it is stored."""
    return json.dumps([announcement.id, announcement.text, announcement.ends_at.isoformat()])


def _rules(stored: dict[str, str], otherwise: Rules) -> Rules:
    sign_up = stored.get(SIGN_UP, otherwise.sign_up)
    announcement = None
    if ANNOUNCEMENT in stored:
        known_by, text, ends_at = json.loads(stored[ANNOUNCEMENT])
        announcement = Announcement(known_by, text, datetime.fromisoformat(ends_at))
    return Rules(
        sign_up if sign_up in SIGN_UP_RULES else otherwise.sign_up,
        stored[GUESTS] == "on" if GUESTS in stored else otherwise.guests,
        announcement,
    )
