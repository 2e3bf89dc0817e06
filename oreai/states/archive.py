"""The archive."""

from contextlib import aclosing

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.rows import ArchivedRow
from oreai.states.retrying import retry_until_done
from oreai.states.session import for_visitor


class ArchiveState(rx.State):
    """The archived chats, kept up to date while they are on the screen."""

    rows: list[ArchivedRow] = []
    loaded: bool = False

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def follow_archive(self, visitor: Visitor):
        """Show the archived chats, and every change to them, until the reader leaves."""
        await retry_until_done(lambda: self._follow(visitor))

    async def _follow(self, visitor: Visitor) -> None:
        async with aclosing(services().chats.follow_archived(visitor.user_id)) as lists:
            async for rows in lists:
                async with self:
                    self.rows, self.loaded = rows, True
