"""`user …`: who is here, and what they may."""

import argparse
from collections.abc import Callable
from typing import NamedTuple

from oreai.commands.groups import Groups
from oreai.commands.office import Office, in_office
from oreai.commands.printing import day, head, help_of, say, size, table
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.models import UserRole
from oreai.services.owner.audit import COMMAND_LINE
from oreai.services.owner.users import UserPage, UserRow

Run = Callable[[argparse.Namespace], None]


class Calls(NamedTuple):
    """How many replies, or how many more."""

    number: int
    are_more: bool


_COLUMNS = ("name", "role", "chats", "messages", "files", "calls", "seen", "id")


def add(groups: Groups) -> None:
    """Name the commands."""
    commands = groups.add_parser("user", help=help_of("user")).add_subparsers(
        required=True, metavar="COMMAND"
    )
    listing = commands.add_parser("list", help=help_of("user list"))
    listing.add_argument("WORDS", nargs="?", default="", help=help_of("user list WORDS"))
    listing.add_argument(
        "--from", dest="start", type=int, default=0, metavar="N", help=help_of("user list --from")
    )
    listing.add_argument("--most", type=int, default=50, metavar="N", help=help_of("user list --most"))
    listing.set_defaults(run=_list)
    _add(commands, "show", _show)
    role = _add(commands, "role", _set_role)
    role.add_argument("ROLE", choices=[UserRole.OWNER.value, UserRole.USER.value])
    quota = _add(commands, "quota", _set_quota)
    quota.add_argument("CALLS", type=_calls, help=help_of("user quota CALLS"))
    _add(commands, "reset", _reset)
    _add(commands, "disable", _disable)
    _add(commands, "enable", _enable)
    _add(commands, "delete", _delete)


def _add(groups: Groups, name: str, run: Run) -> argparse.ArgumentParser:
    command = groups.add_parser(name, help=help_of(f"user {name}"))
    command.add_argument("NAME", help=help_of("NAME"))
    command.set_defaults(run=run)
    return command


def _calls(text: str) -> Calls:
    if not text.removeprefix("+").isdecimal():
        raise argparse.ArgumentTypeError(shell_texts().commands.bad_calls)
    return Calls(int(text), text.startswith("+"))


def _list(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> UserPage:
        return await office.users.page(asked.WORDS, asked.start, max(1, asked.most))

    page = in_office(work)
    print(table([head(one) for one in _COLUMNS], [_cells(row) for row in page.rows]))
    print(fill(shell_texts().commands.of_total, shown=len(page.rows), total=page.total))


def _cells(row: UserRow) -> tuple[object, ...]:
    calls = f"{row.calls_used}/{row.calls_limit}"
    files, seen = size(row.attachment_bytes), day(row.last_seen_at)
    name = row.name or shell_texts().commands.guest
    return name, row.role, row.chats, row.messages, files, calls, seen, row.id


def _show(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> UserRow:
        return await office.users.show(await office.users.find(asked.NAME))

    row = in_office(work)
    columns = (*_COLUMNS, "since", "deleted")
    cells = (*_cells(row), day(row.created_at), day(row.delete_at))
    facts = [(head(one), cell) for one, cell in zip(columns, cells, strict=True)]
    print(table((head("what"), head("value")), facts))


def _set_role(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> None:
        await office.users.set_role(COMMAND_LINE, await office.users.find(asked.NAME), UserRole(asked.ROLE))

    in_office(work)
    say(shell_texts().commands.role_set, name=asked.NAME, role=asked.ROLE)


def _set_quota(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> UserRow:
        user_id = await office.users.find(asked.NAME)
        change = office.users.grant if asked.CALLS.are_more else office.users.set_quota
        await change(COMMAND_LINE, user_id, asked.CALLS.number)
        return await office.users.show(user_id)

    row = in_office(work)
    say(shell_texts().commands.quota_set, name=asked.NAME, limit=row.calls_limit, used=row.calls_used)


def _reset(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> str:
        secret = await office.access.reset_link(COMMAND_LINE, await office.users.find(asked.NAME))
        return f"{office.address}/reset#{secret}"

    print(in_office(work))


def _disable(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> None:
        await office.access.disable(COMMAND_LINE, await office.users.find(asked.NAME))

    in_office(work)
    say(shell_texts().commands.disabled, name=asked.NAME)


def _enable(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> None:
        await office.access.enable(COMMAND_LINE, await office.users.find(asked.NAME))

    in_office(work)
    say(shell_texts().commands.enabled, name=asked.NAME)


def _delete(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> None:
        await office.access.delete(COMMAND_LINE, await office.users.find(asked.NAME))

    in_office(work)
    say(shell_texts().commands.deleted, name=asked.NAME)
