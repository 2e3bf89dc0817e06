"""`backup FILE` and `restore FILE`: all that is stored, out of the database and into one."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from oreai import __version__
from oreai.commands.groups import Groups
from oreai.commands.office import Office, in_office
from oreai.commands.printing import CommandError, help_of, say, size
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.services.attachments.files import FilesUnavailable
from oreai.services.attachments.moving import files_at
from oreai.services.backup.archive import NotABackup
from oreai.services.backup.backup import BackedUp, back_up
from oreai.services.backup.restore import NotRestored, Restored, restore
from oreai.settings import Settings, get_settings

T = TypeVar("T")


def add(groups: Groups) -> None:
    """Name the commands."""
    making = groups.add_parser("backup", help=help_of("backup"))
    making.add_argument("FILE", type=Path, help=help_of("backup FILE"))
    making.set_defaults(run=_back_up)
    bringing = groups.add_parser("restore", help=help_of("restore"))
    bringing.add_argument("FILE", type=Path, help=help_of("restore FILE"))
    bringing.add_argument("--replace", action="store_true", help=help_of("restore --replace"))
    bringing.set_defaults(run=_restore)


def _back_up(asked: argparse.Namespace) -> None:
    async def work(office: Office) -> BackedUp:
        settings = office.settings
        files = files_at(settings.attachments_url or settings.images_path)
        return back_up(
            settings.sqlalchemy_url, files, asked.FILE, version=__version__, tell=say, texts=shell_texts()
        )

    done = _in_words(lambda: in_office(work))
    length = size(asked.FILE.stat().st_size)
    counts = {"rows": done.rows, "attachments": done.attachments}
    say(shell_texts().commands.backed_up, **counts, file=asked.FILE, length=length)
    if done.missing:
        say(shell_texts().commands.missing, count=done.missing)
    if done.own_keys:
        say(shell_texts().commands.own_keys)


def _restore(asked: argparse.Namespace) -> None:
    settings = get_settings()
    done = _in_words(lambda: _restored(settings, asked))
    counts = {"rows": done.rows, "attachments": done.attachments}
    say(shell_texts().commands.restored, **counts, time=done.made_at)
    if done.aside:
        say(shell_texts().commands.aside, file=done.aside)


def _restored(settings: Settings, asked: argparse.Namespace) -> Restored:
    files = files_at(settings.attachments_url or settings.images_path)
    try:
        return restore(
            settings.sqlalchemy_url,
            files,
            asked.FILE,
            index=settings.search_path,
            replaces=asked.replace,
            tell=say,
            texts=shell_texts(),
        )
    except SQLAlchemyError as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        raise CommandError(fill(shell_texts().commands.database_failed, reason=reason)) from None


def _in_words(work: Callable[[], T]) -> T:
    """What this does; what keeps it from that is told in one line."""
    try:
        return work()
    except FileExistsError as error:
        raise CommandError(fill(shell_texts().commands.is_there, file=error)) from None
    except NotABackup as error:
        reason = fill(shell_texts().commands.no_backup[error.why], **error.values)
        raise CommandError(fill(shell_texts().commands.unchanged, reason=reason)) from None
    except (NotRestored, FilesUnavailable) as error:
        raise CommandError(fill(shell_texts().commands.unchanged, reason=error)) from None
    except OSError as error:
        reason = f"{error.filename or ''}: {error.strerror}"
        raise CommandError(fill(shell_texts().commands.unchanged, reason=reason)) from None
