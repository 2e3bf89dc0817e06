"""Databases without a table."""

from pathlib import Path

import pytest

from tests.running import run_sql


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "oreai.db"


@pytest.fixture(params=["sqlite", pytest.param("mariadb of latin1", marks=pytest.mark.mariadb)])
def empty_url(request: pytest.FixtureRequest, sqlite_file: Path):
    """A database without a table, as a platform hands it out; MariaDB's knows Western characters only."""
    if request.param == "sqlite":
        yield f"sqlite:///{sqlite_file}"
        return
    server = request.getfixturevalue("mariadb_server")
    run_sql(server, "CREATE DATABASE latin CHARACTER SET latin1")
    yield f"{server.replace('mysql:', 'mysql+pymysql:')}/latin"
    run_sql(server, "DROP DATABASE latin")
