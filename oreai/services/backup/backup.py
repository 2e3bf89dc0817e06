"""Making a backup, while the server runs: one moment of the database, then the files that it names."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from oreai.database import make_engine
from oreai.i18n import Texts, fill
from oreai.migrations import revision_of
from oreai.models import Attachment, UserProvider
from oreai.repositories import whole_tables
from oreai.services.attachments.files import AttachmentFiles
from oreai.services.backup.archive import BackupWriter, Values

_TOLD_EVERY = 500

Tell = Callable[[str], None]


@dataclass(frozen=True)
class BackedUp:
    """What went into a backup."""

    rows: int
    attachments: int
    missing: int
    "Files that rows name and nobody has."
    own_keys: int
    "Keys of users that can be read with the server's secret only, which is not in it."


def back_up(
    url: str, files: AttachmentFiles, target: Path, *, version: str, tell: Tell, texts: Texts
) -> BackedUp:
    """Write the database and its attachments into a new file that only its owner may read.

    Args:
        version: of OreAI.
        tell: is told now and then how far it has come, in the language of `texts`.

    Raises:
        FileExistsError: there is such a file.
        FilesUnavailable: the attachments cannot be read.
    """
    with _new_file(target) as file:
        writer = BackupWriter(file)
        rows, names, own_keys = _write_tables(url, writer, tell, texts)
        revision = revision_of(url) or ""
        missing = _write_attachments(files, names, writer, tell, texts)
        writer.finish(revision, version)
    return BackedUp(rows, len(names) - missing, missing, own_keys)


def _write_tables(url: str, writer: BackupWriter, tell: Tell, texts: Texts) -> tuple[int, set[str], int]:
    """How many rows there were, the files that they name, and how many keys of users."""
    total, names, own_keys = 0, set[str](), 0
    engine = make_engine(url)
    try:
        connection = engine.connect().execution_options(writes=False)
        with closing(connection), connection.begin():  # all of it as it stands at one moment
            for table in whole_tables.known_tables():
                found = whole_tables.rows(connection, table)
                if table.name == Attachment.__tablename__:
                    found = _noting(found, names)
                count = writer.add_table(table.name, [column.name for column in table.columns], found)
                own_keys += count if table.name == UserProvider.__tablename__ else 0
                total += count
                tell(fill(texts.commands.table_rows, table=table.name, count=count))
    finally:
        engine.dispose()
    return total, names, own_keys


def _noting(found: Iterator[Values], names: set[str]) -> Iterator[Values]:
    for row in found:
        names.add(row["file"])
        yield row


def _write_attachments(
    files: AttachmentFiles, names: set[str], writer: BackupWriter, tell: Tell, texts: Texts
) -> int:
    """How many of these files are not there."""
    missing = 0
    for number, name in enumerate(sorted(names), 1):
        content = files.read(name)
        if content is None:  # deleted since that moment, or lost before
            missing += 1
        else:
            writer.add_attachment(name, content)
        if number % _TOLD_EVERY == 0:
            tell(fill(texts.commands.attachments_so_far, count=number, total=len(names)))
    return missing


@contextmanager
def _new_file(target: Path) -> Iterator[IO[bytes]]:
    """A file that is there once all of it is, and not at all if anything goes wrong."""
    if target.exists():
        raise FileExistsError(str(target))
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.link(part, target)  # where somebody has made one meanwhile, that one stays
    finally:
        part.unlink(missing_ok=True)
