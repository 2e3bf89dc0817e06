"""The links to a chat, in its sheet; and all of the visitor's, in another one."""

from dataclasses import dataclass

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.sharing.links import (
    BadLinkForm,
    LinkForm,
    LinkView,
    NoSuchLink,
    SharingIsOff,
    TooManyLinks,
)
from oreai.services.sharing.shown import NothingToShare, Preview
from oreai.states.session import for_visitor

_REFUSALS = {
    NoSuchChat: "nothing",
    NothingToShare: "nothing",
    SharingIsOff: "off",
    TooManyLinks: "many",
    BadLinkForm: "form",
    NoSuchLink: "gone",
}


@dataclass
class PreviewRow:
    """A message that would go out, as far as the sheet shows it."""

    role: str
    text: str
    pictures: list[str]


@dataclass
class LinkRow:
    """A link on the screen; `path` is its page, `day` and `until` are moments."""

    id: str
    path: str
    title: str
    members: bool
    views: str
    day: str
    until: str
    behind: bool


class SharingState(rx.State):
    """What the two sheets show; nothing while they are closed."""

    chat_id: str = ""
    messages: list[PreviewRow] = []
    more: int = 0
    "How many messages go out besides those shown."
    has_reasoning: bool = False
    links: list[LinkRow] = []
    "Of the chat, or of the visitor."
    shows_all: bool = False
    refused: str = ""
    "Why there is no link, as the sheet's words call it."

    @rx.event
    @for_visitor
    async def open_share(self, visitor: Visitor, chat_id: str):
        """Show what a link to this chat would let others read, and the links there are."""
        self.refused, self.shows_all, self.chat_id = "", False, str(chat_id)
        await self._load(visitor.user_id)

    @rx.event
    @for_visitor
    async def open_links(self, visitor: Visitor):
        """Show every link of the visitor's."""
        self.refused, self.shows_all, self.chat_id = "", True, ""
        await self._load(visitor.user_id)

    @rx.event
    def close_share(self):
        """Let go of everything the sheets have shown."""
        self.chat_id, self.shows_all, self.messages, self.links = "", False, [], []

    @rx.event
    @for_visitor
    async def make_link(self, visitor: Visitor, form: dict[str, str]):
        """A link to the chat of the sheet, as its form says."""
        days = str(form.get("days", "0"))
        asked = LinkForm(
            str(form.get("audience", "")),
            int(days) if days.isdecimal() and len(days) < 5 else -1,
            with_reasoning=bool(form.get("with_reasoning")),
        )
        await self._do(visitor.user_id, services().shared_links.make(visitor.user_id, self.chat_id, asked))

    @rx.event
    @for_visitor
    async def update_link(self, visitor: Visitor, link_id: str):
        """Let the link show the chat as it stands now."""
        await self._do(visitor.user_id, services().shared_links.update(visitor.user_id, str(link_id)))

    @rx.event
    @for_visitor
    async def revoke_link(self, visitor: Visitor, link_id: str):
        """Take the link back."""
        await self._do(visitor.user_id, services().shared_links.revoke(visitor.user_id, str(link_id)))

    async def _do(self, user_id: str, act) -> None:
        self.refused = ""
        try:
            await act
        except tuple(_REFUSALS) as error:
            self.refused = _REFUSALS[type(error)]
        await self._load(user_id)

    async def _load(self, user_id: str) -> None:
        links = services().shared_links
        if self.shows_all:
            self.links = [_row(view) for view in await links.of_user(user_id)]
            return
        try:
            self._show(await links.preview(user_id, self.chat_id))
            self.links = [_row(view) for view in await links.of_chat(user_id, self.chat_id)]
        except (NoSuchChat, NothingToShare):
            self.messages, self.links, self.refused = [], [], "nothing"
        if not links.is_on:
            self.refused = "off"

    def _show(self, shown: Preview) -> None:
        self.messages = [
            PreviewRow(one.role, one.beginning, [file.address for file in one.attachments])
            for one in shown.messages
        ]
        self.more, self.has_reasoning = shown.count - len(shown.messages), shown.has_reasoning


def _row(view: LinkView) -> LinkRow:
    return LinkRow(
        view.id,
        f"/s/{view.token}",
        view.title,
        view.audience != "public",
        str(view.views),
        view.updated_at.isoformat(),
        view.expires_at.isoformat() if view.expires_at else "",
        view.is_behind,
    )
