"""Links to chats: made, listed, brought up to date and revoked by the chat's owner alone."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.models import Audience, Chat, SharedLink
from oreai.repositories import sharing
from oreai.services.accounts.ownership import owned_chat
from oreai.services.sharing.shown import NothingToShare, Preview, last_shown, preview

MOST = 100  # of one user
DAYS = (0, 1, 7, 30, 365)
"For how many days one may be good; 0 until it is revoked."
_TOKEN_BYTES = 16  # 128 random bits, in hex: MySQL takes small and capital letters for the same


class NoSuchLink(Exception):
    """No link of this id is the user's."""


class TooManyLinks(Exception):
    """The user has as many as one may have."""


class SharingIsOff(Exception):
    """The owner of the server has switched links off."""


class BadLinkForm(Exception):
    """A link for readers, or for days, that are not offered."""


@dataclass(frozen=True)
class LinkForm:
    """What a user wants a link for."""

    audience: str = Audience.PUBLIC
    days: int = 0
    with_reasoning: bool = False


@dataclass(frozen=True)
class LinkView:
    """A link as its owner sees it."""

    id: str
    token: str
    chat_id: str
    title: str
    icon: str
    audience: str
    with_reasoning: bool
    views: int
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    is_behind: bool
    "More has been written since than it shows."


class SharedLinks:
    """Keeps the links."""

    def __init__(self, database: Database, *, is_on: bool):
        self._database = database
        self.is_on = is_on

    async def preview(self, user_id: str, chat_id: str) -> Preview:
        """What a link to the selected branch of a chat would show now.

        Raises:
            NothingToShare, NoSuchChat: there would be none.
        """
        return await self._database.read(
            lambda session: preview(session, owned_chat(session, user_id, chat_id))
        )

    async def make(self, user_id: str, chat_id: str, form: LinkForm) -> LinkView:
        """A link to the selected branch of a chat, as it stands now.

        Raises:
            SharingIsOff, BadLinkForm, TooManyLinks, NothingToShare, NoSuchChat: there is none.
        """
        self._check_on()
        if form.audience not in tuple(Audience) or form.days not in DAYS:
            raise BadLinkForm

        def work(session: Session) -> LinkView:
            chat = owned_chat(session, user_id, chat_id, lock=True)
            if chat.temporary_until is not None:
                raise NothingToShare
            if sharing.count(session, user_id) >= MOST:
                raise TooManyLinks
            link = SharedLink(
                chat_id=chat.id,
                token=secrets.token_hex(_TOKEN_BYTES),
                leaf_id="",
                audience=form.audience,
                with_reasoning=form.with_reasoning,
                expires_at=now() + timedelta(days=form.days) if form.days else None,
            )
            _bring_up_to_date(session, link, chat)
            session.add(link)
            session.flush()
            return _view(link, chat)

        return await self._database.write(work)

    async def of_user(self, user_id: str) -> list[LinkView]:
        """The user's links, the newest first."""

        def work(session: Session) -> list[LinkView]:
            return [_view(link, chat) for link, chat in sharing.with_chats(session, user_id)]

        return await self._database.read(work)

    async def of_chat(self, user_id: str, chat_id: str) -> list[LinkView]:
        """The links to one of the user's chats, the newest first.

        Raises:
            NoSuchChat: it is not theirs.
        """

        def work(session: Session) -> Sequence[LinkView]:
            chat = owned_chat(session, user_id, chat_id)
            return [_view(link, chat) for link in sharing.of_chat(session, chat.id)]

        return list(await self._database.read(work))

    async def update(self, user_id: str, link_id: str) -> None:
        """Let the link show the chat as it stands now: its name, its selected branch, to the newest message.

        Raises:
            SharingIsOff, NoSuchLink, NothingToShare: it shows what it did.
        """
        self._check_on()

        def work(session: Session) -> None:
            link = _owned(session, user_id, link_id)
            _bring_up_to_date(session, link, owned_chat(session, user_id, link.chat_id))

        await self._database.write(work)

    async def revoke(self, user_id: str, link_id: str) -> None:
        """The link leads nowhere from now on.

        Raises:
            NoSuchLink: it is not this user's.
        """
        await self._database.write(lambda session: session.delete(_owned(session, user_id, link_id)))

    async def sweep(self) -> int:
        """Delete the links whose time is over."""
        return await self._database.write(lambda session: sharing.forget_expired(session, now()))

    def _check_on(self) -> None:
        if not self.is_on:
            raise SharingIsOff


def _owned(session: Session, user_id: str, link_id: str) -> SharedLink:
    link = sharing.owned(session, user_id, link_id)
    if link is None:
        raise NoSuchLink
    return link


def _bring_up_to_date(session: Session, link: SharedLink, chat: Chat) -> None:
    last = last_shown(session, chat)
    link.leaf_id, link.title = last.message_id, chat.title
    link.updated_at = now() if last.is_newest else chat.last_message_at - timedelta(microseconds=1)


def _view(link: SharedLink, chat: Chat) -> LinkView:
    return LinkView(
        id=link.id,
        token=link.token,
        chat_id=chat.id,
        title=link.title,
        icon=chat.icon,
        audience=link.audience,
        with_reasoning=link.with_reasoning,
        views=link.views,
        created_at=link.created_at,
        updated_at=link.updated_at,
        expires_at=link.expires_at,
        is_behind=chat.last_message_at > link.updated_at,
    )
