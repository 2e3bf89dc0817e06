"""One account on two servers that share a database: whatever is done on one holds on the other at once."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from oreai.models import new_id
from oreai.services.accounts.session_token import COOKIE
from oreai.states.draft import DraftState
from oreai.states.sending import SendingState
from oreai.states.sign_in import SignInState
from tests.running import Server
from tests.states.conftest import first_chat_of, has_answers, owner_of
from tests.states.wire import Wire, known_browser
from tests.two_servers import EACH_DATABASE, TwoServers, empty_database, two_servers
from tests.upstream import Reply, Upstream
from tests.waiting import soon

PASSWORD = "三条河原町で待つ"
FORM = {"name": "林 on two servers", "password": PASSWORD}
HELLO = {"messages": [{"role": "user", "content": "你好"}]}
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(params=EACH_DATABASE)
def quiet(request: pytest.FixtureRequest, upstream: Upstream, tmp_path: Path) -> Iterator[TwoServers]:
    """Two servers on a database of each kind, whose model says little."""
    upstream.fallback = lambda _: Reply("好的")
    with two_servers(empty_database(request, request.param, tmp_path), upstream, tmp_path) as two:
        yield two


async def device_at(server: Server, browser: httpx.AsyncClient, path: str = "/") -> Wire:
    """The page of this browser, by that server."""
    wire = await Wire.open(server, browser.cookies[COOKIE])
    await wire.visit(path)
    await wire.settle()
    return wire


def browser_at(server: Server) -> httpx.AsyncClient:
    """A new browser for HTTP."""
    return httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "zh-CN"})


async def test_two_devices_share_one_account_live(quiet: TwoServers, upstream: Upstream):
    """Signed up on the first server, signed in on the second: what one says, the other reads as it comes."""
    first, second = quiet.servers
    phone, laptop = await known_browser(first), browser_at(second)
    assert (await phone.post("/api/account", json=FORM)).status_code == 200
    assert (await laptop.post("/api/session", json=FORM)).status_code == 200
    lin = owner_of(phone.cookies[COOKIE], quiet.stored)
    assert owner_of(laptop.cookies[COOKIE], quiet.stored) == lin
    chat = first_chat_of(lin, quiet.stored)
    where = f"/chat/{chat}"
    here, listed = await device_at(first, phone, where), await device_at(first, phone)
    there = await device_at(second, laptop, where)
    upstream.enqueue(Reply(tokens=("从第二台回答。",)))
    key = new_id()
    await there.call(SendingState.send_message, where, chat_id=chat, text="笔记本上问", idempotency_key=key)
    assert await here.hears("笔记本上问")
    assert await here.hears("从第二台回答。")
    assert await listed.hears("从第二台回答。"), "the list shows what was said last"
    assert await has_answers(chat, 1, quiet.stored)
    key = new_id()
    await here.call(SendingState.send_message, where, chat_id=chat, text="手机上答", idempotency_key=key)
    assert await there.hears("手机上答")
    for wire in (here, listed, there):
        await wire.close()


async def test_who_signs_in_at_one_goes_on_at_the_other(quiet: TwoServers):
    """The other knows the cookie, on pages, routes and sockets; signed out there, it is nobody's here."""
    first, second = quiet.servers
    phone = await known_browser(first)
    assert (await phone.post("/api/account", json=FORM)).status_code == 200
    elsewhere = browser_at(second)
    elsewhere.cookies = phone.cookies
    page = await device_at(second, phone, "/mine")
    assert await soon(lambda: page.last("name") == FORM["name"])
    assert (await elsewhere.get("/")).cookies[COOKIE] == phone.cookies[COOKIE]
    assert len((await elsewhere.post("/api/account/recovery-codes", json={})).json()["codes"]) == 8
    before = httpx.Cookies(phone.cookies)
    assert (await elsewhere.delete("/api/session")).status_code == 200
    assert await soon(lambda: page.last("nobody") is True)
    phone.cookies = before
    assert (await phone.post("/api/account/recovery-codes", json={})).status_code == 401
    await page.close()


async def test_a_token_that_is_revoked_on_one_is_refused_by_the_other(quiet: TwoServers):
    """It works on both until then: for a reply, and for the original's GraphQL."""
    first, second = quiet.servers
    phone = await known_browser(first)
    form = {"name": "备份", "scopes": "chat graphql", "days": "30"}
    token = (await phone.post("/api/account/tokens", json=form)).json()["token"]
    program = {"Authorization": f"Bearer {token}"}
    asked = {"query": "{ prompt { id } }"}

    async def statuses() -> list[int]:
        doors = (("/api/chat", HELLO), ("/api/graphql", asked))
        return [
            (await browser_at(server).post(path, json=body, headers=program)).status_code
            for server in (first, second)
            for path, body in doors
        ]

    assert await statuses() == [200] * 4
    [(token_id,)] = quiet.stored("SELECT id FROM api_token")
    assert (await phone.delete(f"/api/account/tokens/{token_id}")).status_code == 200
    assert await statuses() == [401] * 4


async def test_what_a_guest_has_under_way_survives_signing_in(quiet: TwoServers, upstream: Upstream):
    """Begun at one, signed in and brought along by the other: the reply ends whole, the queue is said, the
    draft stands."""
    first, second = quiet.servers
    phone, laptop = await known_browser(first), await known_browser(second)
    assert (await phone.post("/api/account", json=FORM)).status_code == 200
    lin = owner_of(phone.cookies[COOKIE], quiet.stored)
    chat = first_chat_of(owner_of(laptop.cookies[COOKIE], quiet.stored), quiet.stored)
    where = f"/chat/{chat}"
    page = await device_at(second, laptop, where)
    upstream.enqueue(Reply("慢慢说，" * 60, delay_s=0.1), Reply("奈良有鹿。"))
    for text in ("慢慢说", "奈良呢？"):
        await page.call(SendingState.send_message, where, chat_id=chat, text=text, idempotency_key=new_id())
        assert await page.hears(text)
    await page.call(DraftState.keep_draft, where, chat_id=chat, text="还没写完的")
    await page.settle()
    assert quiet.stored("SELECT 1 FROM queued_message WHERE chat_id = ?", chat)
    here = browser_at(first)
    here.cookies = laptop.cookies
    assert (await here.post("/api/session", json=FORM)).json() == {"next": "/bring"}
    laptop.cookies = here.cookies
    assert quiet.stored("SELECT 1 FROM message WHERE chat_id = ? AND status = 'streaming'", chat)
    assert (await laptop.post("/api/account/chats", json={"bring": "yes"})).json() == {"next": "/"}
    assert quiet.stored("SELECT user_id, draft FROM chat WHERE id = ?", chat) == [(lin, "还没写完的")]
    assert await has_answers(chat, 2, quiet.stored)
    said = "SELECT content FROM message WHERE chat_id = ? AND role = 'assistant' ORDER BY created_at"
    assert quiet.stored(said, chat) == [("慢慢说，" * 60,), ("奈良有鹿。",)]
    assert quiet.stored("SELECT 1 FROM queued_message WHERE chat_id = ?", chat) == []
    at_home = await device_at(first, phone, where)
    assert await at_home.hears("奈良有鹿。")
    for wire in (page, at_home):
        await wire.close()


async def test_a_device_link_of_one_is_good_once_on_the_other(quiet: TwoServers):
    """The tablet is the guest Lin afterwards; the same link is over on both servers."""
    first, second = quiet.servers
    phone, tablet, thief = await known_browser(first), browser_at(second), browser_at(first)
    made = await phone.post("/api/account/device-link", json={})
    secret = made.json()["link"].partition("#")[2]
    assert (await tablet.post("/api/session/link", json={"secret": secret})).status_code == 200
    assert owner_of(tablet.cookies[COOKIE], quiet.stored) == owner_of(phone.cookies[COOKIE], quiet.stored)
    page = await device_at(second, tablet)
    assert await page.hears("闲聊一下")
    assert (await thief.post("/api/session/link", json={"secret": secret})).status_code == 410
    await page.close()


async def test_a_session_that_is_ended_on_one_is_cut_off_on_the_other(quiet: TwoServers):
    """From the list of sessions, and by a new password: pages hear no more, and the cookie is nobody's."""
    first, second = quiet.servers
    phone, laptop, tablet = await known_browser(first), browser_at(second), browser_at(second)
    assert (await phone.post("/api/account", json=FORM)).status_code == 200
    for browser in (laptop, tablet):
        assert (await browser.post("/api/session", json=FORM)).status_code == 200
    at_home = await device_at(first, phone)
    lost, kept = await device_at(second, laptop), await device_at(second, tablet)
    [(session_id,)] = quiet.stored(
        "SELECT id FROM session WHERE user_id = ? ORDER BY created_at DESC LIMIT 1 OFFSET 1",
        owner_of(phone.cookies[COOKIE], quiet.stored),
    )
    await at_home.call(SignInState.end_session, "/mine", session_id=session_id)
    assert await soon(lambda: lost.last("nobody") is True)
    assert kept.last("nobody") is not True
    assert (await laptop.post("/api/account/recovery-codes", json={})).status_code == 401
    assert (await phone.post("/api/account/password", json={"password": "another long one"})).is_success
    assert await soon(lambda: kept.last("nobody") is True)
    assert (await tablet.post("/api/account/recovery-codes", json={})).status_code == 401
    old, new = FORM, FORM | {"password": "another long one"}
    tries = await asyncio.gather(*[laptop.post("/api/session", json=form) for form in (old, new)])
    assert [answer.status_code for answer in tries] == [403, 200]
    for wire in (at_home, lost, kept):
        await wire.close()
