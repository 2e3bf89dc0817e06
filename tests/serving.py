"""The one running app of a test session: browser, socket and HTTP tests share it."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.line import Line
from tests.conftest import KEY
from tests.running import Server
from tests.upstream import Upstream

METRICS_TOKEN = "of-the-prometheus-in-kyoto"


@pytest.fixture(scope="session")
def server(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on SQLite, its provider the scripted model."""
    yield from app_on(_one_upstream, tmp_path_factory.mktemp("server"))


def app_on(upstream: Upstream, folder: Path, **changes: str) -> Iterator[Server]:
    """The app with its database in this folder, for as long as it is wanted."""
    running = Server(
        folder,
        {
            "DATABASE_URL": f"sqlite:///{folder / 'oreai.db'}",
            "OPENAI_BASE_URL": upstream.url,
            "OPENAI_API_KEY": KEY,
            "OREAI_SILENCE_SECONDS": "6",
            "OREAI_METRICS_TOKEN": METRICS_TOKEN,
            "OREAI_ALLOWED_HOSTS": "oreai.example",
            "OREAI_USER_PROVIDERS": "1",
            "OREAI_USER_ENDPOINTS": upstream.url.removeprefix("http://").removesuffix("/v1"),
            "OREAI_SIGN_UPS_AN_HOUR": "1000",  # all tests come from one network
            "OREAI_SIGN_INS_AN_HOUR": "1000",
            "OREAI_GUEST_CALLS": "1000",
            "OREAI_NETWORK_CALLS": "1000000",
            "OREAI_ALL_GUESTS_CALLS": "1000000",
            **changes,
        },
    )
    running.start()
    yield running
    running.stop()


def stored_in(file: Path) -> Callable[..., list[tuple]]:
    """Asks a running app's database file: `stored("SELECT … WHERE id = ?", id)`."""

    def ask(query: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    return ask


@pytest.fixture
def stored(server: Server) -> Callable[..., list[tuple]]:
    """Asks the one running app's."""
    return stored_in(server.log_file.parent / "oreai.db")


@pytest.fixture
async def line(server: Server, upstream: Upstream) -> AsyncIterator[Line]:
    """The line between a browser and that app, as slow or broken as a test wants it."""
    async with Line(server) as line:
        yield line
