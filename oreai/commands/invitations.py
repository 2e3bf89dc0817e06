"""`invite …`: links by which people may sign up."""

import argparse
from collections.abc import Sequence

from oreai.commands.groups import Groups
from oreai.commands.office import Office, in_office
from oreai.commands.printing import CommandError, day, head, help_of, say, table
from oreai.i18n.shell import shell_texts
from oreai.models import UserRole
from oreai.services.owner.audit import COMMAND_LINE
from oreai.services.owner.invitations import InvitationForm, InvitationView

_COLUMNS = ("note", "left", "until", "role", "calls", "id")


def add(groups: Groups) -> None:
    """Name the commands."""
    commands = groups.add_parser("invite", help=help_of("invite")).add_subparsers(
        required=True, metavar="COMMAND"
    )
    making = commands.add_parser("make", help=help_of("invite make"))
    making.add_argument("NOTE", nargs="?", default="", help=help_of("invite make NOTE"))
    making.add_argument("--uses", type=int, default=1, metavar="N", help=help_of("invite make --uses"))
    making.add_argument("--days", type=int, default=7, metavar="N", help=help_of("invite make --days"))
    roles = [UserRole.USER.value, UserRole.OWNER.value]
    making.add_argument("--role", choices=roles, default=roles[0])
    making.add_argument("--quota", type=int, default=None, metavar="N", help=help_of("invite make --quota"))
    making.set_defaults(run=_make)
    commands.add_parser("list", help=help_of("invite list")).set_defaults(run=_list)
    revoking = commands.add_parser("revoke", help=help_of("invite revoke"))
    revoking.add_argument("ID", help=help_of("invite revoke ID"))
    revoking.set_defaults(run=_revoke)


def _make(asked: argparse.Namespace) -> None:
    form = InvitationForm(asked.NOTE, asked.uses, asked.days, UserRole(asked.role), asked.quota)

    async def work(office: Office) -> str:
        return f"{office.address}/signup?invite={await office.invitations.make(COMMAND_LINE, form)}"

    print(in_office(work))


def _list(_: argparse.Namespace) -> None:
    async def work(office: Office) -> Sequence[InvitationView]:
        return await office.invitations.list()

    print(table([head(one) for one in _COLUMNS], [_cells(view) for view in in_office(work)]))


def _cells(view: InvitationView) -> tuple[object, ...]:
    calls = "-" if view.calls_limit is None else view.calls_limit
    return view.note or "-", view.uses_left, day(view.expires_at), view.role, calls, view.id


def _revoke(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> bool:
        return await office.invitations.revoke(COMMAND_LINE, asked.ID)

    if not in_office(work):
        raise CommandError(shell_texts().commands.no_invitation)
    say(shell_texts().commands.revoked)
