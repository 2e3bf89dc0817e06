"""Files that chats come in with: how far the newest is, those before it, what came of them."""

from contextlib import aclosing, suppress
from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.models import ImportStatus
from oreai.services.accounts.visitors import Visitor
from oreai.services.transfer.imports import ImportView, NoSuchImport
from oreai.states.retrying import retry_until_done
from oreai.states.session import for_visitor

_UNDER_WAY = (ImportStatus.UPLOADING, ImportStatus.READING, ImportStatus.READY, ImportStatus.RUNNING)


@dataclass
class ImportRow:
    """An import on the screen."""

    id: str = ""
    status: str = ""
    refused: str = ""
    "Why nothing of it comes, in words."
    chats: int = 0
    messages: int = 0
    pictures: int = 0
    failed: int = 0
    known: int = 0
    "How many of the chosen chats were here before, with nothing new."
    position: int = 0
    chosen: int = 0
    at: str = ""


class ImportsState(rx.State):
    """The imports, kept up to date while they are on the screen.

    What a file holds goes over HTTP: it may be long.
    """

    loaded: bool = False
    megabytes: int = 0
    "The most that a file may have."
    newest: str = ""
    "The id of the file that was handed in last, whatever has become of it."
    current: ImportRow = ImportRow()
    "The one that is under way."
    past: list[ImportRow] = []
    "Those that are over, the newest first."

    asked_id: str = ""
    "The import that is taken back if the reader says so."
    stayed: int = 0
    "How many chats the reader has gone on with, of the one that was taken back last."

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def follow_imports(self, visitor: Visitor):
        """Show the imports, and every change to them, until the reader leaves."""
        async with self:
            self.asked_id, self.stayed = "", 0
            self.megabytes = services().settings.import_megabytes
        await retry_until_done(lambda: self._follow(visitor))

    async def _follow(self, visitor: Visitor) -> None:
        async with aclosing(services().imports.follow(visitor.user_id)) as lists:
            async for views in lists:
                rows = [_row(view, visitor.locale) for view in views]
                under_way = [row for row in rows if row.status in _UNDER_WAY]
                async with self:
                    self.newest = rows[0].id if rows else ""
                    self.current = under_way[0] if under_way else ImportRow()
                    self.past = [row for row in rows if row not in under_way and _is_told(row)]
                    self.loaded = True

    @rx.event
    @for_visitor
    async def cancel_import(self, visitor: Visitor, import_id: str):
        """Bring nothing more in of this file."""
        with suppress(NoSuchImport):
            await services().imports.cancel(visitor.user_id, str(import_id))

    @rx.event
    def ask_to_undo(self, import_id: str):
        """Ask before chats go to the trash."""
        self.asked_id = next((row.id for row in self.past if row.id == import_id), "")

    @rx.event
    def keep_import(self):
        """The reader has thought better of it."""
        self.asked_id = ""

    @rx.event
    @for_visitor
    async def undo_import(self, visitor: Visitor):
        """Take an import back as a whole; the reader has confirmed it."""
        import_id, self.asked_id = self.asked_id, ""
        with suppress(NoSuchImport):
            self.stayed = await services().imports.undo(visitor.user_id, import_id)


def _is_told(row: ImportRow) -> bool:
    """Whether anything came of it; a file that was never chosen from is forgotten."""
    return row.status != ImportStatus.CANCELLED or row.chats > 0


def _row(view: ImportView, locale: str) -> ImportRow:
    refused = texts_for(locale).imports.refused
    return ImportRow(
        id=view.id,
        status=view.status,
        refused=refused.get(view.refused, refused["DamagedFile"]) if view.refused else "",
        chats=view.chats,
        messages=view.messages,
        pictures=view.pictures,
        failed=view.failed,
        known=max(0, view.position - view.chats - view.failed),
        position=view.position,
        chosen=view.chosen,
        at=view.created_at.isoformat(),
    )
