"""`attachments move`: from one place to another."""

import argparse

from oreai.commands.groups import Groups
from oreai.commands.printing import CommandError, help_of, say
from oreai.i18n.shell import shell_texts
from oreai.services.attachments.files import FilesUnavailable
from oreai.services.attachments.moving import files_at, move


def add(groups: Groups) -> None:
    """Name the commands."""
    commands = groups.add_parser("attachments", help=help_of("attachments")).add_subparsers(required=True)
    moving = commands.add_parser("move", help=help_of("attachments move"))
    for name in ("FROM", "TO"):
        moving.add_argument(name, help=help_of("attachments place"))
    moving.set_defaults(run=_move)


def _move(asked: argparse.Namespace) -> None:
    try:
        moved = move(files_at(asked.FROM), files_at(asked.TO), tell=_tell_copied)
    except FilesUnavailable as error:
        raise CommandError(str(error)) from None
    say(shell_texts().commands.moved, copied=moved.copied, there=moved.there_already)


def _tell_copied(count: int) -> None:
    say(shell_texts().commands.copied, count=count)
