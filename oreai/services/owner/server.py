"""What the owner chooses for the server while it runs: who may sign up, guests, a message to all."""

from datetime import timedelta

from sqlmodel import Session

from oreai.columns import new_id, now
from oreai.repositories import server_settings
from oreai.services.accounts.server_rules import (
    ANNOUNCEMENT,
    GUESTS,
    SIGN_UP,
    SIGN_UP_RULES,
    Announcement,
    ServerRules,
    written,
)
from oreai.services.owner.audit import Actor, write_down

LONGEST_TEXT = 500  # characters
HOURS = (1, 4, 24, 72, 168)
"How long a message to all may be shown."


class BadAnnouncement(Exception):
    """No words, too many of them, or for no time that is offered."""


class ServerActs:
    """Changes the rules; each act is written down, and every process follows."""

    def __init__(self, rules: ServerRules):
        self._rules = rules

    async def set_sign_up(self, actor: Actor, rule: str) -> None:
        """Let everybody sign up, those who are invited, or nobody; another word changes nothing."""
        if rule in SIGN_UP_RULES:
            await self._put(actor, SIGN_UP, rule)

    async def set_guests(self, actor: Actor, are_let_in: bool) -> None:
        """Let people in without a name, or not."""
        await self._put(actor, GUESTS, "on" if are_let_in else "off")

    async def announce(self, actor: Actor, text: str, hours: int) -> None:
        """Show a message to all, for so many hours.

        Raises:
            BadAnnouncement: nothing is shown.
        """
        text = text.strip()
        if not 0 < len(text) <= LONGEST_TEXT or hours not in HOURS:
            raise BadAnnouncement
        message = Announcement(new_id(), text, now() + timedelta(hours=hours))
        await self._put(actor, ANNOUNCEMENT, written(message), detail=f"{hours} h: {text}")

    async def withdraw(self, actor: Actor) -> None:
        """Show the message no longer."""

        def work(session: Session) -> None:
            server_settings.forget(session, ANNOUNCEMENT)
            write_down(session, actor, "withdraw")

        await self._rules.change(work)

    async def _put(self, actor: Actor, name: str, value: str, *, detail: str = "") -> None:
        def work(session: Session) -> None:
            server_settings.put(session, name, value)
            write_down(session, actor, name, detail=detail or value)

        await self._rules.change(work)
