"""`owner NAME`: who owns this server."""

import argparse

from oreai.commands.groups import Groups
from oreai.commands.office import Office, in_office
from oreai.commands.printing import help_of, say, texts
from oreai.models import UserRole
from oreai.services.owner.audit import COMMAND_LINE


def add(groups: Groups) -> None:
    """Name the command."""
    command = groups.add_parser("owner", help=help_of("owner"))
    command.add_argument("NAME", help=help_of("NAME"))
    command.set_defaults(run=_make_owner)


def _make_owner(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> None:
        user_id = await office.users.find(asked.NAME)
        await office.users.set_role(COMMAND_LINE, user_id, UserRole.OWNER)

    in_office(work)
    say(texts().commands.owner_made, name=asked.NAME)
