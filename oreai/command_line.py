"""What `python -m oreai` can be asked for: to serve, without a word too, and what `commands/` has."""

import argparse
import sys

from oreai.commands import attachments, backup, doctor, invitations, owner, secret, usage, users
from oreai.commands.printing import CommandError, help_of, plain
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.settings import SettingsError

_GROUPS = (owner, users, invitations, usage, backup, doctor, secret, attachments)


def read(words: list[str] | None = None) -> argparse.Namespace:
    """What is asked; wrong words end the program with what there is.

    Args:
        words: of the command line, after the program's name.
    """
    vars(argparse).update(_=_worded, ngettext=_counted)  # gettext's, which knows of no words but in files
    parser = argparse.ArgumentParser(prog="python -m oreai", description=shell_texts().commands.program)
    parser.set_defaults(run=None, fetch=False, as_built=False)
    _add_options(parser)
    commands = parser.add_subparsers(title=shell_texts().commands.commands, metavar="COMMAND")
    _add_options(commands.add_parser("serve", help=help_of("serve")))
    for group in _GROUPS:
        group.add(commands)
    return parser.parse_args(words)


def run(asked: argparse.Namespace) -> None:
    """Do what was asked; what cannot be done ends the program with one line and 1."""
    try:
        asked.run(asked)
    except SettingsError as error:
        sys.exit(f"OreAI: {fill(shell_texts().start.wrong_setting, reason=error)}")
    except CommandError as error:
        sys.exit(f"OreAI: {plain(error)}")


def _worded(words: str | None) -> str:
    """What argparse says, in the language of the shell; the space at its end stays. It may say nothing."""
    text = (words or "").rstrip()
    return shell_texts().commands.argparse.get(text, text) + (words or "")[len(text) :]


def _counted(one: str, several: str, count: int) -> str:
    return _worded(one if count == 1 else several)


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
