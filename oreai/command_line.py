"""What `python -m oreai` can be asked for: to serve, without a word too, and what `commands/` has."""

import argparse
import sys

from oreai.commands import attachments, backup, doctor, invitations, owner, secret, usage, users
from oreai.commands.printing import CommandError, help_of, texts
from oreai.settings import SettingsError

_GROUPS = (owner, users, invitations, usage, backup, doctor, secret, attachments)


def read(words: list[str] | None = None) -> argparse.Namespace:
    """What is asked; wrong words end the program with what there is.

    Args:
        words: of the command line, after the program's name.
    """
    parser = argparse.ArgumentParser(prog="python -m oreai", description=texts().commands.program)
    parser.set_defaults(run=None, fetch=False, as_built=False)
    _add_options(parser)
    commands = parser.add_subparsers(title=texts().commands.commands, metavar="COMMAND")
    _add_options(commands.add_parser("serve", help=help_of("serve")))
    for group in _GROUPS:
        group.add(commands)
    return parser.parse_args(words)


def run(asked: argparse.Namespace) -> None:
    """Do what was asked; what cannot be done ends the program with one line and 1."""
    try:
        asked.run(asked)
    except SettingsError as error:
        sys.exit(f"OreAI: wrong setting: {error}")
    except CommandError as error:
        sys.exit(f"OreAI: {error}")


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fetch",
        action="store_true",
        default=argparse.SUPPRESS,
        help=help_of("--fetch"),
    )
    parser.add_argument(
        "--as-built",
        action="store_true",
        default=argparse.SUPPRESS,
        help=help_of("--as-built"),
    )
