"""`/archive`: chats that are kept, and out of the way."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.away import away_button, away_names, away_page, away_row
from oreai.components.browser.search import HitDay
from oreai.components.texts import t
from oreai.services.chats.rows import ArchivedRow
from oreai.states.archive import ArchiveState
from oreai.states.chat_actions import ChatActions


def archive_page() -> rx.Component:
    """The archived chats, the last one to be archived first; a touch opens one."""
    return away_page(
        name="archive",
        icon="🗄️",
        words=(t.archive.title, t.archive.hint, t.archive.empty),
        rows=ArchiveState.rows,
        row=_row,
        loaded=ArchiveState.loaded,
    )


def _row(row: rx.Var[ArchivedRow]) -> rx.Component:
    day = rx.el.span(HitDay.create(at=row.at), class_name="chat-row-preview")
    back = ChatActions.unarchive_chat(row.id)
    return away_row(
        row.id,
        link(
            *away_names(row.icon, row.title, day, "archive-row-title"),
            to="/chat/" + row.id,
            class_name="away-row-name",
        ),
        buttons=[away_button("archive-restore", t.chats.unarchive, row.title, "archive-restore", back)],
        test_id="archive-row",
    )
