"""`secret rotate`: a new secret, and people's keys locked with it."""

import argparse

from oreai.commands.groups import Groups
from oreai.commands.office import Office, in_office
from oreai.commands.printing import CommandError, help_of, say
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.server_secret import NoSecret, ServerSecret
from oreai.services.models.secret_rotation import Rotated, rotate


def add(groups: Groups) -> None:
    """Name the command."""
    commands = groups.add_parser("secret", help=help_of("secret")).add_subparsers(
        required=True, metavar="COMMAND"
    )
    rotating = commands.add_parser("rotate", help=help_of("secret rotate"))
    rotating.set_defaults(run=_rotate)


def _rotate(_: argparse.Namespace) -> None:
    async def work(office: Office) -> tuple[Rotated, ServerSecret]:
        secret = ServerSecret(office.settings.secret_path, office.settings.secret)
        return rotate(office.database, secret), secret

    try:
        rotated, secret = in_office(work)
    except NoSecret as error:
        raise CommandError(str(error)) from None
    new = fill(shell_texts().commands.of_file, file=secret.file)
    where = shell_texts().commands.of_setting if secret.is_written else new
    say(shell_texts().commands.keys_locked, count=rotated.keys, secret=where)
    if rotated.lost:
        say(shell_texts().commands.keys_lost, count=rotated.lost)
