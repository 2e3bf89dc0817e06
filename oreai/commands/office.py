"""The services that commands need, on the database of the settings; a server may run beside them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from oreai.commands.printing import CommandError
from oreai.database import Database
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.migrations import is_up_to_date
from oreai.services.accounts.reset_links import NoPassword
from oreai.services.accounts.roles import LastOwner
from oreai.services.accounts.sessions import Sessions
from oreai.services.live.bus import OneProcess
from oreai.services.owner.access import UserAccess
from oreai.services.owner.invitations import BadInvitation, OwnersInvitations, TooManyInvitations
from oreai.services.owner.users import BadQuota, NoName, NoSuchUser, SeveralUsers, UserDirectory
from oreai.services.usage.sums import UsageSums
from oreai.settings import Settings, get_settings

T = TypeVar("T")


@dataclass(frozen=True)
class Office:
    """What a command may ask."""

    settings: Settings
    database: Database
    users: UserDirectory
    access: UserAccess
    invitations: OwnersInvitations
    usage: UsageSums

    @property
    def address(self) -> str:
        """Where people find the server, without a slash at its end."""
        here = f"http://{self.settings.host}:{self.settings.port}{self.settings.sub_path}"
        return self.settings.public_url or here


def in_office(work: Callable[[Office], Awaitable[T]]) -> T:
    """What this finds or does with the services of the settings.

    Raises:
        CommandError: it could not be done.
        SettingsError: of the settings.
    """
    settings = get_settings()
    url = settings.sqlalchemy_url
    try:
        _require_tables(url)
        database = Database(url)
        try:
            return asyncio.run(_await(work(_office(settings, database))))
        finally:
            database.close()
    except SQLAlchemyError as error:
        raise CommandError(fill(shell_texts().commands.database_failed, reason=_reason(error))) from None
    except tuple(_REFUSALS) as error:
        raise CommandError(_REFUSALS[type(error)](error)) from None


def _office(settings: Settings, database: Database) -> Office:
    # The servers look for sessions that have ended: they hear of a command's acts without a bus.
    sessions = Sessions(database, OneProcess())
    return Office(
        settings=settings,
        database=database,
        users=UserDirectory(database),
        access=UserAccess(database, sessions),
        invitations=OwnersInvitations(database),
        usage=UsageSums(database),
    )


async def _await(awaitable: Awaitable[T]) -> T:
    return await awaitable


def _require_tables(url: str) -> None:
    file = make_url(url).database or ""
    is_there = not url.startswith("sqlite") or Path(file).exists()
    if not is_there or not is_up_to_date(url):
        raise CommandError(shell_texts().commands.no_database)


def _reason(error: SQLAlchemyError) -> str:
    return " ".join(str(getattr(error, "orig", error)).split())


def _several(error: Exception) -> str:
    ids = ", ".join(error.ids) if isinstance(error, SeveralUsers) else ""
    return fill(shell_texts().commands.several_users, ids=ids)


_REFUSALS: dict[type[Exception], Callable[[Exception], str]] = {
    NoSuchUser: lambda _: shell_texts().commands.no_user,
    SeveralUsers: _several,
    NoName: lambda _: shell_texts().commands.no_name,
    NoPassword: lambda _: shell_texts().commands.no_password,
    LastOwner: lambda _: shell_texts().commands.last_owner,
    BadInvitation: lambda _: shell_texts().commands.bad_invitation,
    TooManyInvitations: lambda _: shell_texts().commands.too_many_invitations,
    BadQuota: lambda _: shell_texts().commands.bad_quota,
}
