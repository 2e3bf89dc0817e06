"""The owner's page: what holds for the server, and what owners have done."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import Texts, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.owner.audit import Act
from oreai.services.owner.server import BadAnnouncement
from oreai.states.for_owner import actor_of, for_owner
from oreai.states.owner_acts import detail_of
from oreai.states.session import for_visitor


@dataclass
class ActRow:
    """An act on the screen."""

    at: str
    actor: str
    act: str
    whom: str
    detail: str


class OwnerState(rx.State):
    """Empty for everybody but owners; while there is none, the page asks for the set-up code."""

    stage: str = ""
    "owner, or set_up where the server has none; empty until that is known, and for everybody else."
    sign_up: str = "open"
    guests: bool = True
    message: str = ""
    message_ends: str = ""
    announced: int = 0
    "How often a message was taken: each time the field begins empty; what is refused stays in it."
    refused: str = ""
    "Why the message to all was not taken."
    acts: list[ActRow] = []

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Show owners their page; to others there is no such page."""
        if await services().directory.is_owner(visitor.user_id):
            self.stage = "owner"
            await self._read(texts_for(visitor.locale))
            return None
        self.acts, self.message = [], ""
        self.stage = "set_up" if await services().set_up.is_open() else ""
        return None if self.stage else rx.redirect("/404", replace=True)

    @rx.event
    @for_owner
    async def set_sign_up(self, visitor: Visitor, rule: str):
        """Let everybody, the invited or nobody sign up."""
        await services().server_acts.set_sign_up(await actor_of(visitor), str(rule))
        await self._read(texts_for(visitor.locale))

    @rx.event
    @for_owner
    async def set_guests(self, visitor: Visitor, are_let_in: bool):
        """Let people in without a name, or not."""
        await services().server_acts.set_guests(await actor_of(visitor), are_let_in is True)
        await self._read(texts_for(visitor.locale))

    @rx.event
    @for_owner
    async def announce(self, visitor: Visitor, form: dict[str, Any]):
        """Show a message to all."""
        self.refused, hours = "", str(form.get("hours", ""))
        try:
            await services().server_acts.announce(
                await actor_of(visitor), str(form.get("text", "")), int(hours) if hours.isdecimal() else 0
            )
            self.announced += 1
        except BadAnnouncement:
            self.refused = texts_for(visitor.locale).owner.bad_message
        await self._read(texts_for(visitor.locale))

    @rx.event
    @for_owner
    async def withdraw(self, visitor: Visitor):
        """Show it no longer."""
        await services().server_acts.withdraw(await actor_of(visitor))
        await self._read(texts_for(visitor.locale))

    async def _read(self, texts: Texts) -> None:
        rules = await services().rules.current()
        self.sign_up, self.guests = rules.sign_up, rules.guests
        told = rules.announcement
        self.message, self.message_ends = (told.text, told.ends_at.isoformat()) if told else ("", "")
        self.acts = [_row(act, texts) for act in await services().audit.newest()]


def _row(act: Act, texts: Texts) -> ActRow:
    detail = detail_of(act.act, act.detail, texts)
    return ActRow(act.at.isoformat(), act.actor, act.act, act.user_name or act.user_id, detail)
