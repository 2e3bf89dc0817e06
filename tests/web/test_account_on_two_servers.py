"""One account on two servers that share a database: whatever is done on one holds on the other at once."""

import asyncio

import httpx
import pytest

from oreai.models import new_id
from oreai.services.accounts.session_token import COOKIE
from oreai.states.sending import SendingState
from oreai.states.sign_in import SignInState
from tests.running import Server
from tests.states.conftest import first_chat_of, has_answers, owner_of
from tests.states.wire import Wire, known_browser
from tests.upstream import Reply, Upstream
from tests.waiting import soon
from tests.web.test_several_servers import House, house

__all__ = ["house"]

PASSWORD = "三条河原町で待つ"
FORM = {"name": "林 on two servers", "password": PASSWORD}
pytestmark = [pytest.mark.mariadb, pytest.mark.timeout(240)]


@pytest.fixture
def quiet(house: House, upstream: Upstream) -> House:
    """The two servers, whose model says little."""
    upstream.fallback = lambda request: Reply("好的")
    return house


async def device_at(server: Server, browser: httpx.AsyncClient, path: str = "/") -> Wire:
    """The page of this browser, by that server."""
    wire = await Wire.open(server, browser.cookies[COOKIE])
    await wire.visit(path)
    await wire.settle()
    return wire


def browser_at(server: Server) -> httpx.AsyncClient:
    """A new browser for HTTP."""
    return httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "zh-CN"})


async def test_two_devices_share_one_account_live(quiet: House, upstream: Upstream):
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


async def test_a_device_link_of_one_is_good_once_on_the_other(quiet: House):
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


async def test_a_session_that_is_ended_on_one_is_cut_off_on_the_other(quiet: House):
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
