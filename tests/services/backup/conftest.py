"""Servers to be backed up, and a database with nothing in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from oreai.bootstrap import Services
from tests.running import run_sql
from tests.services.accounts.test_sign_in import signed_up
from tests.services.backup.rounds import WORDS, backed_up
from tests.talking import say
from tests.upstream import Upstream


@pytest.fixture
def begin(serve, tmp_path: Path) -> Callable[[str], Services]:
    """A server on this database, whose pictures and secret lie in this test's folder."""

    def of(url: str) -> Services:
        return serve(
            url,
            OREAI_IMAGES_FOLDER=str(tmp_path / "images"),
            OREAI_SECRET_FILE=str(tmp_path / "oreai.secret"),
            OREAI_USER_PROVIDERS=True,
        )

    return of


@pytest.fixture
def empty_mariadb(mariadb_server: str) -> str:
    """A MariaDB database with nothing in it."""
    run_sql(mariadb_server, "DROP DATABASE IF EXISTS back", "CREATE DATABASE back CHARACTER SET utf8mb4")
    return f"{mariadb_server}/back"


@pytest.fixture
async def lins_backup(_migrated_sqlite: Path, begin, provider: Upstream, tmp_path: Path) -> Path:
    """A backup of another server, which Lin uses."""
    services = begin(f"sqlite:///{shutil.copy(_migrated_sqlite, tmp_path / 'of-lin.db')}")
    lin = await services.accounts.known((await signed_up(services))[0])
    await say(services, lin, await services.chats.open_free(lin.user_id, "zh"), WORDS)
    backed_up(services, tmp_path / "lin.zip")
    return tmp_path / "lin.zip"
