"""A session that has ended, from elsewhere too: its open pages hear nothing more of the user they were."""

import httpx

from oreai.services.accounts.session_token import COOKIE
from oreai.states.chats import ChatsState
from tests.running import Server
from tests.states.wire import Wire, known_browser
from tests.upstream import Upstream
from tests.waiting import soon

PASSWORD = "三条河原町で待つ"


async def signed_in(server: Server, name: str) -> tuple[Wire, httpx.AsyncClient]:
    """Somebody with this name and PASSWORD, their list open; and their browser for HTTP."""
    browser = await known_browser(server)
    answer = await browser.post("/api/account", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return await watching(server, browser.cookies[COOKIE]), browser


async def watching(server: Server, token: str) -> Wire:
    """A tab of this session that shows the list."""
    wire = await Wire.open(server, token)
    await wire.visit("/")
    await wire.settle()
    assert await wire.hears("闲聊一下")
    return wire


async def test_a_page_of_an_ended_session_hears_no_more(server: Server, upstream: Upstream):
    """It is told to load anew; what its user does afterwards elsewhere does not reach it."""
    lost, browser = await signed_in(server, "林 of the ended session")
    async with httpx.AsyncClient(base_url=server.url) as laptop:
        form = {"name": "林 of the ended session", "password": PASSWORD}
        assert (await laptop.post("/api/session", json=form)).status_code == 200
        here = await watching(server, laptop.cookies[COOKIE])
        await browser.delete("/api/session")
        assert await soon(lambda: lost.last("nobody") is True), lost.heard[-3:]
        await here.call(ChatsState.new_chat)
        await here.settle()
        assert await here.hears("/chat/")
        assert "/chat/" not in lost.said
    await here.close()
    await lost.close()
    await browser.aclose()
