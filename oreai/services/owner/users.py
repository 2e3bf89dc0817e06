"""Everybody's accounts as the owner sees and changes them; none of their texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from oreai.database import Database
from oreai.models import User, UserRole
from oreai.repositories import directory, users
from oreai.services.accounts import names
from oreai.services.accounts.roles import keep_an_owner, role_of
from oreai.services.owner.audit import Actor, write_down

MOST_CALLS = 1_000_000_000
_MOST_ALIKE = 5
_LONGEST_SEARCH = 100  # characters


class NoSuchUser(Exception):
    """Nobody has this name or id."""


class SeveralUsers(Exception):
    """More than one user is shown by this name; their ids tell them apart."""

    def __init__(self, ids: Sequence[str]):
        super().__init__(ids)
        self.ids = ids


class NoName(Exception):
    """A guest cannot own a server: they could not sign in again."""


class BadQuota(Exception):
    """No number of calls that can be stored."""


@dataclass(frozen=True)
class UserRow:
    """One account as the owner sees it."""

    id: str
    name: str
    "Empty for a guest."
    role: str
    chats: int
    messages: int
    attachment_bytes: int
    calls_used: int
    calls_limit: int
    created_at: datetime
    last_seen_at: datetime
    delete_at: datetime | None


@dataclass(frozen=True)
class UserPage:
    """A part of the list, and how long all of it is."""

    rows: Sequence[UserRow]
    total: int


class UserDirectory:
    """Lists the users and changes what an owner may: each change is written down."""

    def __init__(self, database: Database):
        self._database = database

    async def page(self, words: str = "", start: int = 0, count: int = 20) -> UserPage:
        """So many users from that place on whose name holds these words; people before guests."""
        words = words.strip()[:_LONGEST_SEARCH]

        def work(session: Session) -> UserPage:
            found = directory.page(session, words, max(0, start), count)
            return UserPage(_rows(session, found), directory.count(session, words))

        return await self._database.read(work)

    async def is_owner(self, user_id: str) -> bool:
        """Whether this user owns the server now."""

        def work(session: Session) -> bool:
            user = directory.by_id(session, user_id)
            return user is not None and user.role == UserRole.OWNER

        return await self._database.read(work)

    async def owners(self) -> Sequence[UserRow]:
        """Who owns the server."""
        return await self._database.read(lambda session: _rows(session, directory.owners(session)))

    async def find(self, word: str) -> str:
        """The id of whom this means: a sign-in name, an id, or the name they are shown by.

        Raises:
            NoSuchUser, SeveralUsers: it means nobody, or more than one.
        """

        def work(session: Session) -> str:
            if known := users.by_name_key(session, names.key_of(word)) or directory.by_id(session, word):
                return known.id
            alike = directory.called(session, word.strip(), _MOST_ALIKE)
            if len(alike) > 1:
                raise SeveralUsers([one.id for one in alike])
            if not alike:
                raise NoSuchUser
            return alike[0].id

        return await self._database.read(work)

    async def show(self, user_id: str) -> UserRow:
        """One user.

        Raises:
            NoSuchUser: there is none of this id.
        """

        def work(session: Session) -> UserRow:
            (row,) = _rows(session, [existing(session, user_id)])
            return row

        return await self._database.read(work)

    async def set_role(self, actor: Actor, user_id: str, role: UserRole) -> None:
        """Make somebody an owner, or no owner any more.

        Raises:
            NoSuchUser: there is none of this id.
            NoName: a guest cannot be an owner.
            LastOwner: nobody else is one.
        """

        def change(session: Session, user: User) -> None:
            if role == UserRole.OWNER and user.name is None:
                raise NoName
            if role != UserRole.OWNER:
                keep_an_owner(session, user.id)
            write_down(session, actor, "role", user, f"{user.role} -> {role}")
            user.role = role

        await self._change(user_id, change)

    async def set_quota(self, actor: Actor, user_id: str, calls: int) -> None:
        """Let a user ask for so many replies in all.

        Raises:
            NoSuchUser, BadQuota: nothing was changed.
        """
        await self._change_quota(actor, user_id, lambda _: calls)

    async def grant(self, actor: Actor, user_id: str, calls: int) -> None:
        """Give a user so many replies more.

        Raises:
            NoSuchUser, BadQuota: nothing was changed.
        """
        await self._change_quota(actor, user_id, lambda user: user.calls_limit + calls)

    async def _change_quota(self, actor: Actor, user_id: str, limit_of: Callable[[User], int]) -> None:
        def change(session: Session, user: User) -> None:
            limit = limit_of(user)
            if not 0 <= limit <= MOST_CALLS:
                raise BadQuota
            write_down(session, actor, "quota", user, f"{user.calls_limit} -> {limit}")
            user.calls_limit = limit

        await self._change(user_id, change)

    async def _change(self, user_id: str, change: Callable[[Session, User], None]) -> None:
        await self._database.write(lambda session: change(session, existing(session, user_id, lock=True)))


def existing(session: Session, user_id: str, *, lock: bool = False) -> User:
    """The user of this id.

    Raises:
        NoSuchUser: there is none.
    """
    user = directory.by_id(session, user_id, lock=lock)
    if user is None:
        raise NoSuchUser
    return user


def _rows(session: Session, found: Sequence[User]) -> list[UserRow]:
    sums = directory.sums(session, [user.id for user in found])
    return [
        UserRow(
            id=user.id,
            name=user.name or "",
            role=role_of(user),
            chats=sums[user.id].chats,
            messages=sums[user.id].messages,
            attachment_bytes=sums[user.id].attachment_bytes,
            calls_used=user.calls_used,
            calls_limit=user.calls_limit,
            created_at=user.created_at,
            last_seen_at=user.last_seen_at,
            delete_at=user.delete_at,
        )
        for user in found
    ]
