"""Two processes start at the same moment on one database: one of them brings it up to date, both run."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from oreai.database import Database, alone
from oreai.migrations import migrate
from oreai.models import Category, Persona, new_id
from oreai.seeds import first_run
from oreai.seeds.library import CATEGORY_KEYS, personas
from tests.running import run_sql


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def empty_url(request: pytest.FixtureRequest, tmp_path) -> str:
    """A database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'oreai.db'}"
    server, name = request.getfixturevalue("mariadb_server"), f"two_{new_id()}"
    run_sql(server, f"CREATE DATABASE {name}")
    return f"{server.replace('mysql:', 'mysql+pymysql:')}/{name}"


async def test_both_come_up_on_an_empty_database(empty_url: str):
    """The tables are made once and the library is written once, whoever comes first."""
    starts = await asyncio.gather(*(asyncio.to_thread(migrate, empty_url) for _ in range(3)))
    assert sorted(starts, key=str) == ["", None, None]
    databases = [Database(empty_url) for _ in range(2)]
    await asyncio.gather(*(database.write_alone(first_run.write_library) for database in databases))
    count = databases[0].transact(
        lambda session: (len(session.exec(select(Category)).all()), len(session.exec(select(Persona)).all()))
    )
    for database in databases:
        database.close()
    assert count == (len(CATEGORY_KEYS), len(personas()))


def test_the_second_waits_for_the_first(empty_url: str):
    """And goes on as soon as that is through."""
    order, is_in = [], threading.Event()

    def first() -> None:
        with alone(empty_url):
            is_in.set()
            time.sleep(0.2)
            order.append("first")

    def second() -> None:
        is_in.wait(10)
        with alone(empty_url):
            order.append("second")

    with ThreadPoolExecutor() as threads:
        for started in [threads.submit(first), threads.submit(second)]:
            started.result(20)
    assert order == ["first", "second"]


def test_one_that_dies_inside_lets_the_next_one_in(empty_url: str):
    """What was begun is taken back; the lock is free."""
    with pytest.raises(KeyError), alone(empty_url):
        raise KeyError
    with alone(empty_url):
        pass
