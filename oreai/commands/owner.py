"""`owner`: who owns this server, and who shall."""

import argparse
from collections.abc import Sequence

from oreai.commands.groups import Groups
from oreai.commands.office import Office, in_office
from oreai.commands.printing import day, head, help_of, say, table
from oreai.i18n.shell import shell_texts
from oreai.models import UserRole
from oreai.services.owner.audit import COMMAND_LINE
from oreai.services.owner.users import UserRow


def add(groups: Groups) -> None:
    """Name the command."""
    command = groups.add_parser("owner", help=help_of("owner"))
    command.add_argument("NAME", nargs="?", help=help_of("NAME"))
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> None:
    if asked.NAME is None:
        _list_owners()
    else:
        _make_owner(asked)


def _list_owners() -> None:
    async def work(office: Office) -> Sequence[UserRow]:
        return await office.users.owners()

    if rows := in_office(work):
        columns = [head(one) for one in ("name", "seen", "id")]
        print(table(columns, [(row.name, day(row.last_seen_at), row.id) for row in rows]))
    else:
        say(shell_texts().commands.no_owner)


def _make_owner(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> None:
        user_id = await office.users.find(asked.NAME)
        await office.users.set_role(COMMAND_LINE, user_id, UserRole.OWNER)

    in_office(work)
    say(shell_texts().commands.owner_made, name=asked.NAME)
