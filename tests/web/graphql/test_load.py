"""Somebody asks for as much as one may, all at once and again and again: others go on as before."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from typing import Self

import httpx
import pytest

from tests.running import Server
from tests.states.wire import Wire, cookie_of
from tests.web.graphql.asked import CATEGORIES
from tests.web.graphql.conftest import Person

AT_ONCE = 40  # as many as may wait in all
ROUNDS = 8
SLOWEST_S = 2.0  # on a machine with other work; alone it is a tenth
HEAVY = "{ prompt { categories { prompts { categories { prompts { id name } } } } } }"


class Flood:
    """One user's connections, each with the heaviest document there is, without a pause."""

    def __init__(self, client: httpx.AsyncClient):
        self._client = client
        self._is_over = False
        self.refused = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._asking = [asyncio.create_task(self._ask_again()) for _ in range(AT_ONCE)]
        return self

    async def _ask_again(self) -> None:
        while not self._is_over:
            answer = await self._client.post("/api/graphql", json={"query": HEAVY}, timeout=100)
            assert answer.status_code in (200, 503), answer.text
            if answer.status_code == 503:
                self.refused.set()

    async def __aexit__(self, *_: object) -> None:
        self._is_over = True
        await asyncio.gather(*self._asking)  # the next test finds a server with nothing to do


async def times_of(act: Callable[[], Awaitable[object]]) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        began = time.monotonic()
        await act()
        taken.append(time.monotonic() - began)
    return taken


@pytest.mark.timeout(120)
async def test_a_flood_of_heavy_documents_holds_nobody_else_up(server: Server, lin: Person, ada: Person):
    """Ada is asked to come again; Lin's documents are all answered, and a guest's page stays quick."""
    page = await Wire.open(server, cookie_of(server))
    await page.visit("/")
    await page.settle()

    async def ask() -> None:
        answer = await lin.client.post("/api/graphql", json={"query": CATEGORIES}, timeout=60)
        assert answer.status_code == 200, "who asks little waits for nobody who asks much"

    async with Flood(ada.client) as attack:
        await attack.refused.wait()
        assert statistics.median(await times_of(ask)) < SLOWEST_S
        assert statistics.median(await times_of(page.settle)) < SLOWEST_S
    await page.close()
