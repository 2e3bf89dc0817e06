"""Everybody's accounts on the owner's page: sums and sizes, never a text of theirs."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.services.accounts.roles import LastOwner
from oreai.services.accounts.visitors import Visitor
from oreai.services.owner.users import NoSuchUser, UserRow
from oreai.states.for_owner import actor_of, for_owner
from oreai.states.owner import OwnerState

_PAGE = 20
_MEGA = 1_000_000


@dataclass
class UserLine:
    """A user on the screen."""

    id: str
    name: str
    "Empty for a guest."
    role: str
    chats: int
    messages: int
    megabytes: str
    calls_used: int
    calls_limit: int
    seen_at: str
    deleted_at: str
    "Empty where nobody has asked for it."


class OwnerUsersState(rx.State):
    """The list, twenty at a time."""

    users: list[UserLine] = []
    total: int = 0
    start: int = 0
    words: str = ""
    refused: str = ""
    "Why the last act was not done."

    @rx.event
    @for_owner
    async def load(self, visitor: Visitor):
        """Read this part of the list anew."""
        page = await services().directory.page(self.words, self.start, _PAGE)
        self.users, self.total = [_line(row) for row in page.rows], page.total

    @rx.event
    @for_owner
    async def search(self, visitor: Visitor, form: dict[str, Any]):
        """Show those whose name holds these words."""
        self.words, self.start = str(form.get("words", ""))[:100], 0
        return OwnerUsersState.load

    @rx.event
    @for_owner
    async def turn(self, visitor: Visitor, step: int):
        """Show the next twenty, or those before."""
        start = self.start + (_PAGE if step > 0 else -_PAGE)
        if 0 <= start < self.total:
            self.start = start
        return OwnerUsersState.load

    @rx.event
    @for_owner
    async def let_in(self, visitor: Visitor, user_id: str, wanted: bool):
        """Shut a user out, or let them in again."""
        access = services().user_access
        self.refused = ""
        try:
            await (access.enable if wanted is True else access.disable)(await actor_of(visitor), str(user_id))
        except LastOwner:
            self.refused = texts_for(visitor.locale).account.last_owner
        except NoSuchUser:
            pass
        return [OwnerUsersState.load, OwnerState.load]


def _line(row: UserRow) -> UserLine:
    return UserLine(
        row.id,
        row.name,
        row.role,
        row.chats,
        row.messages,
        f"{row.attachment_bytes / _MEGA:.1f}",
        row.calls_used,
        row.calls_limit,
        row.last_seen_at.isoformat(),
        row.delete_at.isoformat() if row.delete_at else "",
    )
