"""Lin, who has signed up over GraphQL, and somebody whom the server does not know."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from tests.running import Server
from tests.web.graphql.asked import address, first_chat, sign_up


@dataclass(frozen=True)
class Person:
    """Somebody at their browser."""

    client: httpx.AsyncClient
    email: str
    user_id: str
    chat_id: str


@pytest.fixture
async def nobody(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """A browser without a cookie."""
    async with httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "zh-CN"}) as client:
        yield client


async def person(client: httpx.AsyncClient) -> Person:
    email = address()
    user_id = await sign_up(client, email)
    return Person(client, email, user_id, await first_chat(client, user_id))


@pytest.fixture
async def lin(server: Server) -> AsyncIterator[Person]:
    """Lin."""
    async with httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "zh-CN"}) as client:
        yield await person(client)


@pytest.fixture
async def ada(server: Server) -> AsyncIterator[Person]:
    """Ada, a stranger to Lin."""
    async with httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "en-GB"}) as client:
        yield await person(client)
