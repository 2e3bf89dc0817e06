"""Calls counted before there was a ledger: after the migration a user has as many left as before."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from sqlalchemy import MetaData

from alembic import command
from oreai.bootstrap import Services, build
from oreai.database import make_engine
from oreai.migrations import alembic_config, migrate
from oreai.models import EntryState, Payer, Purpose, UsageEntry
from oreai.services.accounts.visitors import Visitor
from oreai.services.replies.direct import DirectTurn, ReplyFailed
from oreai.services.usage.allowance import Allowance
from tests.conftest import settings_for
from tests.services.usage.books import balance, entries
from tests.talking import give_name
from tests.upstream import Upstream

OLD = ["0015", "0027"]
"Where 0.1 had its tables, and where they were right before the ledger."
USED = {"lin": 998, "ada": 0, "mei": 1000}
LIMIT = 1000


def write_users(url: str) -> None:
    """Three users as they were, with plain SQL: today's table has columns that theirs lacks."""
    engine, tables = make_engine(url), MetaData()
    with engine.begin() as connection:
        tables.reflect(connection)
        for user, used in USED.items():
            counts = {"calls_used": used, "calls_limit": LIMIT}
            times = dict.fromkeys(("created_at", "last_seen_at"), datetime(2026, 4, 1))
            row = {"id": user, "role": "user", "locale": "zh", **counts, **times}
            connection.execute(tables.tables["user"].insert(), row)
    engine.dispose()


def counts_in(url: str) -> dict[str, int]:
    engine, tables = make_engine(url), MetaData()
    with engine.begin() as connection:
        tables.reflect(connection)
        found = connection.execute(tables.tables["user"].select()).mappings().all()
    engine.dispose()
    return {row["id"]: row["calls_used"] for row in found}


@asynccontextmanager
async def services_on(url: str) -> AsyncIterator[Services]:
    services = build(settings_for(url))
    yield services
    await services.generations.close()
    services.database.close()


async def ask(services: Services, user: str) -> str:
    return "".join([text async for text in services.direct_replies.stream(user, [DirectTurn("user", "？")])])


@pytest.mark.parametrize("before", OLD)
async def test_a_quota_is_what_it_was(empty_url: str, before: str, provider: Upstream):
    """Lin had two calls left: two are answered, the third is not; what was spent is an entry."""
    command.upgrade(alembic_config(empty_url), before)
    write_users(empty_url)
    migrate(empty_url)
    async with services_on(empty_url) as services:
        [lin, ada, mei] = [await give_name(services, Visitor(user, "zh"), user) for user in USED]
        assert await services.allowances.of(ada.user_id) == Allowance(LIMIT, LIMIT)
        assert await services.allowances.of(lin.user_id) == Allowance(2, LIMIT, used=998)
        carried = {one.user_id: one for one in await entries(services)}
        assert {user: one.calls for user, one in carried.items()} == {"lin": 998, "mei": 1000}
        assert {_kind(one) for one in carried.values()} == {(Payer.USER, Purpose.BEFORE, EntryState.SETTLED)}
        await balance(services)
        for _ in range(2):
            assert await ask(services, lin.user_id)
        for spent in (lin, mei):
            with pytest.raises(ReplyFailed, match="quota_used_up"):
                await ask(services, spent.user_id)
        await services.ledger_sweep.forget()
        await services.ledger_sweep.release_lapsed()
        await balance(services)
        assert await services.allowances.of(lin.user_id) == Allowance(0, LIMIT, used=1000)


def _kind(entry: UsageEntry) -> tuple[str, str, str]:
    return (entry.payer, entry.purpose, entry.state)


@pytest.mark.parametrize("before", OLD)
def test_the_counts_survive_the_way_back_and_up_again(empty_url: str, before: str):
    """Whoever goes back a release finds them, and they are carried over once, not twice."""
    config = alembic_config(empty_url)
    command.upgrade(config, before)
    write_users(empty_url)
    for _ in range(2):
        command.upgrade(config, "head")
        assert counts_in(empty_url) == USED
        command.downgrade(config, before)
        assert counts_in(empty_url) == USED
