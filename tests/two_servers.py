"""Two real servers that share a database, of either kind, and a Redis: whatever one does, the other knows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from oreai.database import Database
from oreai.models import new_id
from oreai.settings import Settings
from tests.conftest import KEY
from tests.redis_server import RedisServer
from tests.running import Server, run_sql
from tests.serving import stored_in
from tests.upstream import Upstream

Stored = Callable[..., list[tuple]]
EACH_DATABASE = ["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)]


@dataclass
class TwoServers:
    """Both of them, what they store, and their Redis."""

    servers: list[Server]
    stored: Stored
    redis: RedisServer


def empty_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """The address of a database in which nothing is yet."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'oreai.db'}"
    address, name = request.getfixturevalue("mariadb_server"), f"two_{new_id()}"
    run_sql(address, f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    return f"{address}/{name}"


@contextmanager
def two_servers(url: str, upstream: Upstream, folder: Path, **changes: str) -> Iterator[TwoServers]:
    """Two that start at the same time, with these settings; the scripted model answers."""
    redis = RedisServer(folder)
    redis.start()
    provider = {"OPENAI_BASE_URL": upstream.url, "OPENAI_API_KEY": KEY}
    places = {
        "OREAI_IMAGES_FOLDER": str(folder / "images"),
        "OREAI_SECRET_FILE": str(folder / "oreai.secret"),
    }
    environment = {"DATABASE_URL": url, "REDIS_URL": redis.url, **places, **provider, **changes}
    servers = [Server(folder, environment) for _ in range(2)]
    for server in servers:
        server.begin()
    for server in servers:
        server.wait_until_up()
    stored, close = _asks(url)
    yield TwoServers(servers, stored, redis)
    for server in servers:
        server.stop()
    redis.kill()
    close()


def _asks(url: str) -> tuple[Stored, Callable[[], None]]:
    """What is asked as of a SQLite file, wherever it lies; and what ends that."""
    if url.startswith("sqlite"):
        return stored_in(Path(url.removeprefix("sqlite:///"))), lambda: None
    database = Database(Settings(_env_file=None, DATABASE_URL=url).sqlalchemy_url)

    def ask(query: str, *values: object) -> list[tuple]:
        as_there = query.replace("?", "%s").replace('"', "`")
        return database.transact(
            lambda session: [tuple(row) for row in session.connection().exec_driver_sql(as_there, values)],
            writes=False,
        )

    return ask, database.close
