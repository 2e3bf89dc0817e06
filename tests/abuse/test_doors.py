"""Every handler and every route, tried by everybody who is not Lin: nothing of hers moves or shows."""

import re
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from oreai.models import User, UserRole, new_id
from oreai.services.accounts.session_token import COOKIE, new_token
from oreai.states.clearing import ClearState
from tests.abuse.allowed import OTHERS, REFUSALS, ROUTES_FOR_ANYONE
from tests.abuse.conftest import EVERYBODYS, INVITED, PASSWORD, SECRETS, House, Stranger
from tests.abuse.found import handlers, others, pages, routes, states
from tests.browser.given import given
from tests.running import Server
from tests.states.conftest import ANSWER, Stored, owner_of
from tests.states.wire import Wire, known_browser
from tests.upstream import Upstream
from tests.waiting import soon

STRANGERS = ("nobody", "guest", "another user", "ended session", "revoked token", "expired token")
KNOWN = ("guest", "another user")
"Those who are somebody, though not Lin: they are answered, with what is theirs."
LAST = ("/api/account", "/api/session")  # what ends a stranger's own session comes after the rest
SETTER = "setvar"


def test_every_door_is_found():
    """By the app itself; and an exception that is no door any more goes."""
    assert len(handlers()) > 80
    assert {"ChatState.open_chat", "QueueState.send_queued"} <= {str(one) for one in handlers()}
    assert {"POST /api/account", "GET /metrics"} <= {str(one) for one in routes()}
    assert set(ROUTES_FOR_ANYONE) <= {str(one) for one in routes()}
    assert others() == set(OTHERS)


@pytest.mark.parametrize("who", [*STRANGERS, "page left open"])
@pytest.mark.timeout(400)
async def test_no_handler_gives_or_takes(
    house: House, who: str, server: Server, stored: Stored, upstream: Upstream
):
    """Each id of hers is forged into every var that holds one, and is every argument of every handler."""
    before, asked = house.belongings(stored), len(upstream.requests)
    assert all(secret in str(before) for secret in SECRETS), "there has to be something to take"
    wire = await house.strangers[who].socket(server)
    where = f"/chat/{house.lin.chat}"
    for known in sorted(set(house.ids.values())):
        await forge(wire, known)
        for handler in handlers():
            if handler.arguments or known == house.lin.chat:
                await wire.send(handler.event, handler.filled_with(known), where)
    await until_handled(wire)
    assert house.belongings(stored) == before
    told = wire.said + str([request.body for request in upstream.requests[asked:]])
    assert [secret for secret in (*SECRETS, ANSWER, house.name) if secret in told] == []
    await wire.close()


async def forge(wire: Wire, value: str) -> None:
    """Tell the setter that Reflex gives every state to put this wherever an id is kept."""
    for state in states():
        for var in (name for name in state.base_vars if name.endswith("_id")):
            await wire.send(f"{state.get_full_name()}.{SETTER}", {"var_name": var, "value": value})


async def until_handled(wire: Wire) -> None:
    """Until all that was sent is handled, twenty a second; a handler for anyone tells the marker back."""
    marker = new_id()
    await wire.call(ClearState.ask_to_clear, chat_id=marker)
    assert await soon(lambda: marker in wire.said, within_s=280)


@pytest.mark.parametrize("who", STRANGERS)
async def test_no_route_gives_or_takes(house: House, who: str, server: Server, stored: Stored):
    """Her ids in every address and every body; without being known, a refusal is all there is."""
    before = house.belongings(stored)
    form = form_of(house)
    async with house.strangers[who].browser(server) as client:
        for route in sorted(routes(), key=lambda route: (route.path in LAST, str(route))):
            for known in sorted(set(house.ids.values())) if "{" in route.path else [""]:
                path = with_id(route.path, known)
                answer = await ask(client, route.method, path, form)
                told = answer.text + str(answer.headers)
                assert answer.status_code < 500, (str(route), told)
                assert [one for one in (*SECRETS, ANSWER, house.name) if one in told] == [], str(route)
                if who not in KNOWN and str(route) not in ROUTES_FOR_ANYONE:
                    assert answer.status_code in REFUSALS, (str(route), answer.status_code, told)
                assert house.belongings(stored) == before, (str(route), path)


async def test_her_token_for_reading_does_nothing_else(house: House, server: Server, stored: Stored):
    """A program that may only read: GraphQL answers it, and every other address as it does a stranger."""
    before = without_uses(house.belongings(stored))
    form = form_of(house)
    async with Stranger(token=house.reading).browser(server) as program:
        for route in routes():
            answer = await ask(program, route.method, with_id(route.path, house.lin.chat), form)
            if str(route) not in ROUTES_FOR_ANYONE:
                assert answer.status_code in REFUSALS, (str(route), answer.status_code, answer.text)
            assert without_uses(house.belongings(stored)) == before, str(route)
        clears = form | {"query": "mutation ($id: ID!) { cleanMessage(chatId: $id) { id } }"}
        assert (await program.post("/api/graphql", json=clears)).status_code == 403
    assert without_uses(house.belongings(stored)) == before


def without_uses(rows: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """But for when a token was last used."""
    return {table: found for table, found in rows.items() if table != "api_token"}


OF_AN_OWNER = {"user", "session", "reset_link", "device_link", "api_token", *EVERYBODYS}
"What another owner may change of hers: who may come in and how often, and that by no text."


@pytest.mark.timeout(400)
async def test_another_owner_reads_and_changes_no_text_of_hers(house: House, server: Server, stored: Stored):
    """Tom owns the server too: he may shut her out, and sees none of what she has written, by no door."""
    tom = await known_browser(server)
    form = {"name": f"Tom {new_token()[:12]}", "password": PASSWORD}
    assert (await tom.post("/api/account", json=form)).status_code == 200
    made = update(User).filter_by(id=owner_of(tom.cookies[COOKIE], stored)).values(role=UserRole.OWNER)
    given(server, lambda session: session.connection().execute(made))
    before = house.belongings(stored)
    wire = await Stranger(tom.cookies[COOKIE]).socket(server)
    for known in (house.lin.chat, house.lin.user_id):
        for handler in handlers():
            await wire.send(handler.event, handler.filled_with(known), f"/chat/{house.lin.chat}")
    await until_handled(wire)
    assert '"stage_rx_state_":"owner"' in wire.said, "he is one, for this test to mean anything"
    texts = [one for one in SECRETS if one != INVITED]
    assert [one for one in (*texts, ANSWER) if one in wire.said] == []
    for route in sorted(routes(), key=lambda route: (route.path in LAST, str(route))):
        for known in (house.lin.chat, house.lin.user_id) if "{" in route.path else ("",):
            answer = await ask(tom, route.method, with_id(route.path, known), form_of(house))
            told = answer.text + str(answer.headers)
            assert [one for one in (*texts, ANSWER) if one in told] == [], str(route)
    after = house.belongings(stored)
    assert {table for table, rows in before.items() if rows != after[table]} <= OF_AN_OWNER
    await wire.close()
    await tom.aclose()


@pytest.mark.parametrize("who", STRANGERS)
async def test_no_page_shows_hers(house: House, who: str, server: Server):
    """The pages themselves hold nothing of anybody, and that of owners is none for others."""
    async with house.strangers[who].browser(server) as client:
        for path in pages():
            answer = await client.get(with_id(path, house.lin.chat), follow_redirects=True)
            assert [one for one in (*SECRETS, ANSWER, house.name) if one in answer.text] == [], path
            assert answer.status_code == (404 if path == "/owner" else 200), path


async def ask(client: httpx.AsyncClient, method: str, path: str, form: dict[str, Any]) -> httpx.Response:
    """The form goes in the body where there is one, else in the address."""
    if method in ("POST", "PUT", "PATCH"):
        return await client.request(method, path, json=form)
    return await client.request(method, path, params=form)


def with_id(path: str, known: str) -> str:
    """The address with this id wherever it asks for one."""
    return re.sub(r"[{\[](\w+)[}\]]", lambda found: "md" if found[1] == "form" else known, path)


def form_of(house: House) -> dict[str, Any]:
    """Every field that any form has, filled with what a stranger may know of Lin."""
    ids = {f"{table}_id": known for table, known in house.ids.items()}
    return {
        **ids,
        "id": house.lin.chat,
        "name": house.name,
        "password": "a guess of somebody",
        "code": "AAAA-BBBB-CCCC-DDDD",
        "secret": house.lin.idempotency_key,
        "bring": "yes",
        "scopes": "chat graphql read",
        "days": "30",
        "messages": [{"role": "user", "content": house.lin.prompt}],
        "query": "query ($id: ID!) { chat(id: $id) { messages { content } } user(id: $id) { name } }",
        "variables": {"id": house.lin.chat},
        "credential": {"id": house.ids["passkey"]},
    }
