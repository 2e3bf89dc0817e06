"""Own keys over HTTP: for who has signed up and proved it, in words of their language, never given back."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import httpx
import pytest

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import COOKIE
from oreai.services.accounts.sessions import hashed
from tests.running import Server
from tests.states.wire import known_browser
from tests.web.test_account_routes import name, sign_up

EN = texts_for("en").own_keys
FORM = {"name": "Kyoto", "base_url": "https://kyoto.example/v1", "key": "sk-of-lin-over-http-4711"}


@pytest.fixture
async def phone(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with await known_browser(server) as client:
        client.headers["accept-language"] = "en"
        yield client


async def add(client: httpx.AsyncClient, **changes: str) -> httpx.Response:
    return await client.post("/api/account/providers", json=FORM | changes)


async def test_a_guest_is_told_to_sign_up(phone: httpx.AsyncClient):
    """And nothing is added."""
    answer = await add(phone)
    assert (answer.status_code, answer.json()["error"]) == (403, EN.not_allowed)


async def test_each_refusal_names_its_field(phone: httpx.AsyncClient):
    """A name that is taken, an address of the house, a key that is none."""
    await sign_up(phone, name())
    assert (await add(phone)).status_code == 200
    assert (await add(phone)).json() == {"error": EN.name_taken, "field": "name"}
    for field, value in {"base_url": "http://10.0.0.1/v1", "key": "two words", "name": ""}.items():
        answer = await add(phone, **{"name": "Nara"} | {field: value})
        assert (answer.status_code, answer.json()) == (400, {"error": EN.wrong[field], "field": field})


async def test_the_answer_never_holds_the_key(phone: httpx.AsyncClient, server: Server):
    """Nor does the log; a stranger's wish to delete it changes nothing."""
    await sign_up(phone, name())
    answer = await add(phone)
    assert FORM["key"] not in answer.text
    path = f"/api/account/providers/{answer.json()['id']}"
    async with await known_browser(server) as stranger:
        assert (await stranger.delete(path)).status_code == 200
    assert (await add(phone)).status_code == 409
    assert (await phone.delete(path)).status_code == 200
    assert (await add(phone)).status_code == 200
    assert FORM["key"] not in server.log()


async def test_it_asks_for_a_fresh_proof(phone: httpx.AsyncClient, server: Server):
    """Once the password was given too long ago, the form asks for it again."""
    await sign_up(phone, name())
    forget = "UPDATE session SET proved_at = NULL WHERE token_hash = ?"
    with closing(sqlite3.connect(server.log_file.parent / "oreai.db", timeout=20)) as database:
        database.execute(forget, [hashed(phone.cookies[COOKIE])])
        database.commit()
    answer = await add(phone)
    assert (answer.status_code, answer.json()["field"]) == (403, "proof")
