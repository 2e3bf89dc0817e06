"""Who may wait for a thread: nobody takes all places, neither by asking much nor by being many."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any, cast

import pytest

from oreai.web.graphql import execution
from oreai.web.graphql.context import RequestContext
from oreai.web.graphql.execution import Answered, Asked, Busy, Turns

ASKED = Asked("{ prompt { id } }", {}, None)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Documents are answered once this is set."""
    free = threading.Event()

    def answer(*_: Any) -> Answered:
        free.wait(20)
        return Answered(200, {})

    monkeypatch.setattr(execution, "_answer", answer)
    yield free
    free.set()


async def test_a_network_leaves_places_for_others(held: threading.Event):
    """Twenty guests of a school wait; the next one is asked to come again, Ada elsewhere is answered."""
    turns, context = Turns(), cast("RequestContext", None)  # nobody looks at it

    def ask(who: str, network: str) -> asyncio.Task[Answered]:
        return asyncio.create_task(turns.answer(context, ASKED, who, network=network, tells_schema=False))

    waiting = [ask(f"guest {number}", "203.0.113.0/24") for number in range(20)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await ask("guest 21", "203.0.113.0/24")
    ada = ask("ada", "198.51.100.0/24")
    await asyncio.sleep(0)
    held.set()
    assert [one.status for one in await asyncio.gather(*waiting, ada)] == [200] * 21
    assert (await ask("guest 21", "203.0.113.0/24")).status == 200
