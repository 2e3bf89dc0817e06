"""The way to the tables: whole transactions, many at once, and an event loop that never waits."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, func, select

from oreai.bootstrap import Services
from oreai.database import Database
from oreai.models import User, new_id
from oreai.settings import Settings
from tests.running import free_port, run_sql

PATIENCE_S = 10


def add_guest(session: Session, name: str) -> None:
    session.add(User(email=name, calls_limit=1))


def count(session: Session) -> int:
    return session.exec(select(func.count(User.id))).one()


async def test_a_raise_rolls_everything_back(services_on_each: Services):
    """All that was written before it is gone, and the next transaction is not hurt."""
    database = services_on_each.database

    def work(session: Session) -> None:
        add_guest(session, "lin@kyoto.example")
        session.flush()
        raise KeyError("the train is gone")

    with pytest.raises(KeyError, match="the train is gone"):
        await database.write(work)
    assert await database.read(count) == 0
    await database.write(lambda session: add_guest(session, "lin@kyoto.example"))
    assert await database.read(count) == 1


async def test_what_was_found_can_be_used_afterwards(services: Services):
    """A row read in one transaction keeps its values after it."""
    await services.database.write(lambda session: add_guest(session, "ada@nara.example"))
    user = await services.database.read(lambda session: session.exec(select(User)).one())
    assert (user.email, user.calls_limit) == ("ada@nara.example", 1)


async def test_many_writers_wait_for_each_other(services_on_each: Services):
    """Two processes, forty who read and then write the same row: none is refused, none is overwritten."""
    other = Database(services_on_each.settings.sqlalchemy_url)
    await other.write(lambda session: add_guest(session, "lin@kyoto.example"))

    def spend(session: Session) -> None:
        user = session.exec(select(User).with_for_update()).one()
        user.calls_used += 1

    databases = [services_on_each.database, other] * 20
    await asyncio.gather(*[database.write(spend) for database in databases])
    assert await other.read(lambda session: session.exec(select(User.calls_used)).one()) == 40
    other.close()


async def test_readers_do_not_wait_for_a_writer(services_on_each: Services):
    """While one transaction writes and takes its time, everybody else goes on reading what was before."""
    database, written, delete_unreferenced = services_on_each.database, threading.Event(), threading.Event()

    def slow(session: Session) -> bool:
        add_guest(session, "lin@kyoto.example")
        session.flush()
        written.set()
        return delete_unreferenced.wait(PATIENCE_S)

    writing = asyncio.create_task(database.write(slow))
    await asyncio.to_thread(written.wait, PATIENCE_S)
    assert await asyncio.gather(*[database.read(count) for _ in range(5)]) == [0] * 5
    delete_unreferenced.set()
    assert await writing, "the writer waited for the readers, not they for it"
    assert await database.read(count) == 1


async def test_readers_do_not_wait_for_those_who_wait_to_write(services: Services):
    """On SQLite one writes at a time: however many wait, they hold no reader up, and come in their order."""
    done, order = threading.Event(), []
    first = asyncio.create_task(services.database.write(lambda _: done.wait(PATIENCE_S)))
    waiting = [services.database.write(lambda _, turn=turn: order.append(turn)) for turn in range(20)]
    waiting = [asyncio.create_task(each) for each in waiting]
    assert await asyncio.wait_for(services.database.read(count), PATIENCE_S) == 0
    done.set()
    assert await first
    await asyncio.gather(*waiting)
    assert order == list(range(20))


async def test_the_event_loop_goes_on_during_a_slow_query(services_on_each: Services):
    """A transaction that waits until the loop has turned a hundred times ends, so the loop did turn."""
    turned = threading.Event()
    waiting = asyncio.create_task(services_on_each.database.read(lambda _: turned.wait(PATIENCE_S)))
    for _ in range(100):
        await asyncio.sleep(0)
    turned.set()
    assert await waiting


async def test_more_at_once_than_there_are_connections(services_on_each: Services):
    """A hundred readers share what connections there are."""
    assert await asyncio.gather(*[services_on_each.database.read(count) for _ in range(100)]) == [0] * 100


@pytest.mark.mariadb
async def test_a_connection_that_the_server_closed_is_replaced(mariadb_server: str):
    """MariaDB closes idle connections, or is restarted; nobody notices."""
    database = Database(mariadb_server.replace("mysql:", "mysql+pymysql:"))

    def connection_id(session: Session) -> int:
        return session.connection().execute(text("SELECT CONNECTION_ID()")).scalar_one()

    first = await database.read(connection_id)
    assert await database.read(connection_id) == first, "need a connection that is kept for this to mean much"
    run_sql(mariadb_server, f"KILL {first}")
    assert await database.read(connection_id) != first
    database.close()


@pytest.mark.parametrize(
    "url",
    ["sqlite:////nowhere/oreai.db", f"mysql+pymysql://root@127.0.0.1:{free_port()}/x"],
    ids=["no folder", "no server"],
)
async def test_a_database_that_does_not_answer_is_told(url: str):
    """The health check asks; no error escapes."""
    database = Database(url)
    assert not await database.answers()
    database.close()


async def test_a_database_that_answers_is_told(services_on_each: Services):
    """On each kind."""
    assert await services_on_each.database.answers()


async def test_times_are_utc_to_the_microsecond(services_on_each: Services):
    """Whatever the clock's zone, the moment that comes back is the one that went in."""
    tokyo = datetime(2026, 4, 1, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=9)))
    user = User(calls_limit=1, created_at=tokyo)
    user_id = user.id
    await services_on_each.database.write(lambda session: session.add(user))
    found = await services_on_each.database.read(lambda session: session.get(User, user_id).created_at)
    assert found == tokyo
    assert found.tzinfo is UTC


def test_ids_cannot_be_guessed():
    """Ninety-six random bits, safe in a URL."""
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(name) for name in ids} == {24}
    assert set("".join(ids)) == set("0123456789abcdef")


async def test_a_read_sees_one_moment(services_on_each: Services):
    """Whatever others store between its questions: a chat is not half of before and half of after."""
    database, looked, stored = services_on_each.database, threading.Event(), threading.Event()

    def twice(session: Session) -> tuple[int, int]:
        first = count(session)
        looked.set()
        stored.wait(PATIENCE_S)
        return first, count(session)

    reading = asyncio.create_task(database.read(twice))
    await asyncio.to_thread(looked.wait, PATIENCE_S)
    await database.write(lambda session: add_guest(session, "lin@kyoto.example"))
    stored.set()
    assert await reading == (0, 0)
    assert await database.read(count) == 1


@pytest.mark.mariadb
@pytest.mark.parametrize("database_url", ["mariadb"], indirect=True)
async def test_two_that_wait_for_each_other_are_both_done(services_on_each: Services):
    """The database takes one of them back, with what it has added: that one is done anew, and once."""
    database, both_hold_one = services_on_each.database, threading.Barrier(2)
    names = ("lin@kyoto.example", "ada@nara.example")
    for name in names:
        await database.write(lambda session, name=name: add_guest(session, name))
    waits = [both_hold_one.wait] * 2

    def lock(session: Session, name: str) -> None:
        session.exec(select(User).where(User.email == name).with_for_update()).one()

    async def one(first: str, second: str) -> None:
        new = User(email=f"friend-of-{first}", calls_limit=1)

        def work(session: Session) -> None:
            session.add(new)
            session.flush()
            lock(session, first)
            if waits:
                waits.pop()(PATIENCE_S)
            lock(session, second)

        await database.write(work)

    await asyncio.gather(one(*names), one(*reversed(names)))
    assert await database.read(count) == 4


async def test_a_database_that_hangs_is_told(services: Services, monkeypatch: pytest.MonkeyPatch):
    """It has taken the connection and says nothing: the health check does not wait for it."""
    database, delete_unreferenced = services.database, threading.Event()
    monkeypatch.setattr("oreai.database._HEALTH_SECONDS", 0.05)
    hanging = [database.read(lambda _: delete_unreferenced.wait(PATIENCE_S)) for _ in range(8)]
    waiting = asyncio.gather(*hanging)
    await asyncio.sleep(0)
    assert not await database.answers()
    delete_unreferenced.set()
    await waiting
    assert await database.answers()


@pytest.mark.mariadb
@pytest.mark.parametrize("database_url", ["mariadb"], indirect=True)
async def test_a_server_that_is_silent_is_given_up(database_url: str, monkeypatch: pytest.MonkeyPatch):
    """A statement that brings nothing for too long fails, and its thread is free for others."""
    monkeypatch.setattr("oreai.database._ANSWER_SECONDS", 1)
    database = Database(Settings(DATABASE_URL=database_url).sqlalchemy_url)
    with pytest.raises(OperationalError):
        await database.read(lambda session: session.connection().execute(text("SELECT SLEEP(20)")))
    assert await database.answers()
    database.close()
