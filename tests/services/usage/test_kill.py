"""kill -9 in the middle of the work of two processes: the books are those of what was brought."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Callable

from sqlmodel import Session, col, select, update

from oreai.bootstrap import Services
from oreai.models import Message, Status, UsageEntry
from oreai.repositories import leases
from oreai.settings import ROOT
from tests.services.usage.books import balance, entries
from tests.services.usage.load import AT_ONCE, ask_for_ever
from tests.upstream import Reply, Upstream

ENOUGH = 20


async def test_sums_are_the_ledgers_after_kill_9_under_load(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """Guests and people with names ask on both; one is killed: what it had begun is refunded by itself."""
    provider.fallback = lambda _: Reply("先去京都，再去奈良。", delay_s=0.02)
    services = serve(database_url)
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.services.usage.load", database_url, cwd=ROOT, env=dict(os.environ)
    )
    asking = [asyncio.create_task(ask_for_ever(services, bool(at % 2))) for at in range(AT_ONCE)]
    async with asyncio.timeout(60):
        while len([one for one in await entries(services) if one.state == "settled"]) < ENOUGH:
            assert killed.returncode is None, "it has ended by itself"
            await asyncio.sleep(0.1)
        while not await _replies_of_others(services):
            assert killed.returncode is None, "it has ended by itself"
            await asyncio.sleep(0.01)
    killed.kill()
    await killed.wait()
    left_open = await _replies_of_others(services)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    await services.generations.close()
    await balance(services)
    await services.database.write(_let_leases_end)
    assert await services.generations.mark_interrupted() >= left_open > 0
    await services.ledger_sweep.release_lapsed()
    states = Counter(one.state for one in await entries(services))
    assert states["reserved"] == 0
    assert states["settled"] >= ENOUGH
    assert {one.calls for one in await entries(services) if one.state == "settled"} == {1}
    await balance(services)


async def _replies_of_others(services: Services) -> int:
    def count(session: Session) -> int:
        theirs = select(Message.id).where(Message.status == Status.STREAMING)
        return len(session.exec(theirs.where(Message.lease_owner != services.generations.owner)).all())

    return await services.database.read(count)


def _let_leases_end(session: Session) -> None:
    session.exec(
        update(Message).where(col(Message.status) == "streaming").values(lease_until=leases.from_now(-1))
    )
    session.exec(update(UsageEntry).values(lease_until=leases.from_now(-1)))
