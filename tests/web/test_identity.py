"""Whose browser it is, and whose page: planted cookies, foreign names, forged origins, a proxy's headers."""

import httpx
import pytest

from oreai.services.accounts.session_token import COOKIE, SECURE_COOKIE, new_token
from oreai.states.account import AccountState
from tests.pictures import picture
from tests.running import Server
from tests.states.conftest import Stored, owner_of
from tests.states.wire import Wire, cookie_of, known_browser
from tests.web.test_http import handshake

TLS = {"X-Forwarded-Proto": "https"}


def brought_back(server: Server, cookies: str, **headers: str) -> str:
    """The session that a page brings to a browser with these cookies."""
    answer = httpx.get(server.url, headers={"Cookie": cookies, **headers})
    return answer.headers["set-cookie"].partition(";")[0].partition("=")[2]


async def signed_in(server: Server) -> str:
    """The token of a guest who has been here."""
    client = await known_browser(server)
    await client.aclose()
    return client.cookies[COOKIE]


async def test_made_up_tokens_make_nobody(server: Server, stored: Stored):
    """Twenty sockets with tokens of the right form, made up: no user, no chat; each is told to load anew."""
    before = stored("SELECT count(*) FROM user")
    for _ in range(20):
        wire = await Wire.open(server, new_token())
        await wire.visit("/")
        assert await wire.hears('"nobody_rx_state_":true')
        await wire.close()
    assert stored("SELECT count(*) FROM user") == before


@pytest.mark.parametrize("order", ["{own}; {planted}", "{planted}; {own}"])
async def test_of_two_session_cookies_the_known_one_wins(server: Server, stored: Stored, order: str):
    """Whether made up or fetched here for the purpose, a cookie planted beside Lin's changes nothing."""
    lin = await signed_in(server)
    for planted in (new_token(), cookie_of(server), "*" * 43, ""):
        cookies = order.format(own=f"{COOKIE}={lin}", planted=f"{COOKIE}={planted}")
        assert brought_back(server, cookies) == lin
        wire = await Wire.open(server, None, Cookie=cookies)
        await wire.call(AccountState.load)
        assert await wire.hears("_rx_state_")
        assert '"nobody_rx_state_":true' not in wire.said
        await wire.close()
    assert owner_of(lin, stored)


async def test_many_planted_cookies_cost_little(server: Server):
    """A thousand session cookies in one request: five are looked at, and it is answered as a stranger's."""
    planted = "; ".join(f"{COOKIE}={new_token()}" for _ in range(1000))
    assert brought_back(server, planted[:60_000]) not in planted


async def test_under_tls_a_plain_cookie_is_nobodys(server: Server):
    """Another host of the same domain can set a cookie of the plain name; the `__Host-` one it cannot."""
    planted, own = await signed_in(server), await signed_in(server)
    assert brought_back(server, f"{COOKIE}={planted}", **TLS) != planted
    both = f"{COOKIE}={planted}; {SECURE_COOKIE}={own}"
    assert brought_back(server, both, **TLS) == own


@pytest.mark.parametrize("host", ["evil.example", "evil.example:3000", "oreai.example.evil.example", "a@b:c"])
def test_a_foreign_name_for_this_machine_is_refused(server: Server, host: str):
    """A name that another site lets lead here gets neither page, socket nor answer; health is for anybody."""
    for path in ("/", "/api/graphql", "/chat/x", "/api/session"):
        assert httpx.get(server.url + path, headers={"Host": host}).status_code == 421
    assert handshake(server, Host=host, Origin=f"http://{host}") == 403
    assert httpx.get(f"{server.url}/api/health", headers={"Host": "10.0.0.7"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://[::1", "http://127.0.0.1:x", "//", "http://", "http://["])
def test_a_malformed_origin_is_a_foreign_one(server: Server, origin: str):
    """Nonsense is refused as such, and breaks nothing."""
    assert handshake(server, Origin=origin) == 403
    assert httpx.post(f"{server.url}/api/session", headers={"Origin": origin}).status_code == 403


def test_a_page_that_came_without_tls_is_another_one(server: Server):
    """Where we are asked by TLS, a page that somebody on the way could write gets nothing."""
    plain = {"Host": "oreai.example", "Origin": "http://oreai.example"}
    assert handshake(server, **plain) == 101
    assert handshake(server, **plain, **TLS) == 403
    assert handshake(server, **{**plain, "Origin": "https://oreai.example"}, **TLS) == 101


async def test_a_proxys_headers_stay_on_the_server(server: Server):
    """What a proxy adds, keys and names of people, is in nothing that the page is sent."""
    secrets = {
        "X-Forwarded-User": "lin-of-the-proxy",
        "X-Api-Key": "key-of-the-proxy",
        "X-Forwarded-For": "192.0.2.77",
        "Authorization": "Bearer of-the-proxy",
        "X-Real-Ip": "192.0.2.78",
    }
    wire = await Wire.open(server, cookie_of(server), **secrets)
    await wire.visit("/")
    await wire.settle()
    assert await wire.hears('"ready_rx_state_":true')
    for secret in (*secrets.values(), wire.token or "?"):
        assert secret not in wire.said
    assert "127.0.0.1/32" not in wire.said
    await wire.close()


async def test_the_next_guest_asks_anew_for_pictures(server: Server):
    """A picture is kept for one cookie alone, and signing out empties the browser's cache."""
    mei = await known_browser(server)
    sent = (await mei.post("/api/attachments", content=picture())).json()
    answer = await mei.get(f"/api/attachments/{sent['id']}")
    assert "cookie" in answer.headers["vary"].lower()
    assert answer.headers["cache-control"].startswith("private")
    out = await mei.request("DELETE", "/api/session")
    assert out.headers["clear-site-data"] == '"cache"'
    await mei.aclose()


def test_pages_ask_for_no_more_than_they_use(server: Server):
    """The microphone is for our own page; camera, place and payment are for none, nor is another's window."""
    headers = httpx.get(server.url).headers
    assert "microphone=(self)" in headers["permissions-policy"]
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in headers
