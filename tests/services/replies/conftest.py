"""Several server processes in one test: services on one database that hear of each other by a wire."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from oreai.bootstrap import Services, build
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.conftest import settings_for
from tests.talking import send, until_said
from tests.upstream import Reply, Upstream
from tests.wires import Wire, WireBus

QUESTION = "春天去哪里？"


def bus_of(services: Services) -> WireBus:
    """The end of the wire that these services hold."""
    assert isinstance(services.bus, WireBus)
    return services.bus


@dataclass
class Processes:
    """The processes, and Lin, who has a chat on them."""

    first: Services
    second: Services
    wire: Wire
    start: Callable[[], Services]
    provider: Upstream
    lin: Visitor
    chat: str
    replies: list[str] = field(default_factory=list)

    async def ask(self, *tokens: str, then_silent: bool = True) -> str:
        """Let Lin ask on the first process; the model says this, and no more for a minute. The reply's id."""
        silent_after = len(tokens) if then_silent else None
        self.provider.enqueue(Reply(tokens=tokens, silent_after=silent_after))
        await send(self.first, self.lin, self.chat, QUESTION)
        return await until_said(self.first, self.lin, self.chat, tokens[-1])

    def kill(self, services: Services) -> None:
        """As kill -9: it listens no more, and writes nothing from now on."""
        bus_of(services).is_dead = True

        async def never(*_: object) -> None:
            await asyncio.Event().wait()

        database: Any = services.database
        database.write = database.read = never
        for _, task in services.generations._running.values():
            task.cancel()


@pytest.fixture
async def processes(database_url: str, provider: Upstream) -> AsyncIterator[Processes]:
    """Two processes on each kind of database."""
    wire, started = Wire(), []

    def start() -> Services:
        services = build(settings_for(database_url), bus=WireBus(wire))
        started.append(services)
        return services

    first, second = start(), start()
    lin = await first.accounts.enter(new_token(), "zh")
    chat = await first.chats.open_free(lin.user_id, "zh")
    yield Processes(first, second, wire, start, provider, lin, chat)
    for services in started:
        if not bus_of(services).is_dead:
            await services.generations.close()
        services.database.close()
