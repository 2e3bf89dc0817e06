"""Backups: one moment of a running server, brought back whole on either kind of database."""

import asyncio
import stat
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from oreai.bootstrap import Services
from oreai.database import make_engine
from oreai.migrations import build_at, is_up_to_date
from oreai.repositories import whole_tables
from oreai.services.backup.archive import BackupWriter
from tests.pictures import picture
from tests.services.accounts.test_sign_in import signed_up
from tests.services.backup.rounds import WORDS, backed_up, brought_back, contents, lin_talks
from tests.talking import say
from tests.upstream import Upstream


async def test_a_backup_comes_back_on_sqlite_and_on_mariadb(
    database_url: str,
    begin: Callable[[str], Services],
    provider: Upstream,
    tmp_path: Path,
    empty_mariadb: str,
):
    """From each to each: every row, every picture, and Lin goes on where they were."""
    services, file = begin(database_url), tmp_path / "lin.zip"
    lin, chat = await lin_talks(services)
    done = backed_up(services, file)
    assert (done.attachments, done.missing, done.own_keys) == (1, 0, 1)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = contents(database_url)
    for number, url in enumerate((f"sqlite:///{tmp_path / 'new' / 'oreai.db'}", empty_mariadb)):
        (tmp_path / "new").mkdir(exist_ok=True)
        folder = tmp_path / f"images-{number}"
        (tmp_path / "search.db").write_text("what was here before")
        restored = brought_back(url, file, folder)
        assert (restored.rows, restored.attachments) == (done.rows, 1)
        assert contents(url) == before
        assert not (tmp_path / "search.db").exists()
        assert [path.read_bytes() for path in folder.iterdir()] == [
            path.read_bytes() for path in services.settings.images_path.iterdir()
        ]
        again = begin(url)
        view = await say(again, lin, chat, "再来")
        assert view.messages[0].content == WORDS
        [source] = await again.user_providers.sources(lin.user_id)
        assert source.credentials.key == "sk-of-lin-in-a-backup"


async def test_neither_the_key_nor_the_secret_is_in_it(
    services: Services, begin: Callable[[str], Services], sqlite_url: str, tmp_path: Path, provider: Upstream
):
    """Who finds a backup has no key in the clear, and not what opens it."""
    house = begin(sqlite_url)
    await lin_talks(house)
    backed_up(house, tmp_path / "lin.zip")
    secret = (tmp_path / "oreai.secret").read_text().strip()
    with zipfile.ZipFile(tmp_path / "lin.zip") as zipped:
        text = b"".join(zipped.read(name) for name in zipped.namelist())
    assert secret.encode() not in text
    assert b"sk-of-lin-in-a-backup" not in text


async def test_it_is_one_moment_while_people_write(
    database_url: str, begin: Callable[[str], Services], provider: Upstream, tmp_path: Path
):
    """Chats come and go meanwhile: no row in it names one that is not in it, and it comes back."""
    services, stop = begin(database_url), asyncio.Event()
    lin, _ = await lin_talks(services)

    async def write() -> int:
        count = 0
        while not stop.is_set():
            chat = await services.chats.open_free(lin.user_id, "zh")
            await services.drafts.keep(lin.user_id, chat, "京都")
            count += 1
        return count

    writing = asyncio.create_task(write())
    for number in range(3):
        await asyncio.to_thread(backed_up, services, tmp_path / f"{number}.zip")
    stop.set()
    assert await writing > 0
    for number in range(3):
        url = f"sqlite:///{tmp_path / f'{number}.db'}"
        await asyncio.to_thread(brought_back, url, tmp_path / f"{number}.zip", tmp_path / "other")


def test_an_older_backup_is_brought_up_to_date(tmp_path: Path):
    """Written at an earlier revision: its rows come through all migrations since."""
    old, new, then = (
        f"sqlite:///{tmp_path / 'old.db'}",
        f"sqlite:///{tmp_path / 'new.db'}",
        datetime(2026, 4, 1),
    )
    build_at(old, "0020")
    engine = make_engine(old)
    with engine.begin() as connection, (tmp_path / "old.zip").open("wb") as file:
        tables = whole_tables.tables_in(connection)
        lin = {"id": "lin", "locale": "zh", "role": "guest", "calls_used": 3, "calls_limit": 7}
        users = next(table for table in tables if table.name == "user")
        whole_tables.fill(connection, users, [lin | {"created_at": then, "last_seen_at": then}])
        writer = BackupWriter(file)
        for table in tables:
            writer.add_table(table.name, table.columns.keys(), whole_tables.rows(connection, table))
        writer.finish("0020", "0.1.0")
    engine.dispose()
    brought_back(new, tmp_path / "old.zip", tmp_path / "images")
    assert is_up_to_date(new)
    [user] = contents(new)["user"]
    assert "'calls_used': 3" in user
    assert "datetime.datetime(2026, 4, 1, 0, 0, tzinfo=datetime.timezone.utc)" in user


def test_a_backup_never_writes_over_a_file(services: Services, tmp_path: Path):
    """Nor leaves half of one behind."""
    (tmp_path / "lin.zip").write_text("precious")
    with pytest.raises(FileExistsError):
        backed_up(services, tmp_path / "lin.zip")
    assert (tmp_path / "lin.zip").read_text() == "precious"
    assert list(tmp_path.glob(".*part*")) == []


async def test_a_file_that_is_lost_is_counted(begin, sqlite_url: str, tmp_path: Path):
    """The rest of the backup is as good."""
    house = begin(sqlite_url)
    _, lin_id = await signed_up(house)
    await house.attachments.add(lin_id, picture())
    for path in house.settings.images_path.iterdir():
        path.unlink()
    assert backed_up(house, tmp_path / "lin.zip").missing == 1
