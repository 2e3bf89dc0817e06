"""Signing up, in and out over HTTP: the cookie changes with every right, and nobody learns who exists."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import Scope

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.services.accounts.session_token import COOKIE, SECURE_COOKIE, new_token, token_in
from oreai.web import client_address
from oreai.web.client_address import network_of
from tests.running import Server
from tests.states.wire import known_browser

ZH, EN = texts_for("zh").account, texts_for("en").account
PASSWORD = "三条河原町で待つ"


@pytest.fixture
async def phone(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with await known_browser(server) as client:
        yield client


@pytest.fixture
async def laptop(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with await known_browser(server) as client:
        yield client


def name() -> str:
    """A name nobody has yet."""
    return f"林 {new_token()[:12]}"


async def sign_up(client: httpx.AsyncClient, who: str) -> httpx.Response:
    return await client.post("/api/account", json={"name": who, "password": PASSWORD})


async def test_signing_up_and_in_change_the_cookie(phone: httpx.AsyncClient, laptop: httpx.AsyncClient):
    """The token before is nobody's afterwards; the new one is not readable by scripts."""
    who, before = name(), phone.cookies[COOKIE]
    answer = await sign_up(phone, who)
    assert (answer.status_code, answer.json()) == (200, {"next": "/mine"})
    assert "HttpOnly; SameSite=Lax" in answer.headers["set-cookie"]
    assert phone.cookies[COOKIE] != before
    answer = await laptop.post("/api/session", json={"name": who.upper(), "password": PASSWORD})
    assert answer.json() == {"next": "/"}


async def test_a_browser_without_a_past_may_sign_in(server: Server, phone: httpx.AsyncClient):
    """It has no cookie yet; nobody is made for it."""
    who = name()
    await sign_up(phone, who)
    async with httpx.AsyncClient(base_url=server.url) as client:
        answer = await client.post("/api/session", json={"name": who, "password": PASSWORD})
        assert answer.status_code == 200
        assert client.cookies[COOKIE]


async def test_refusals_are_told_in_the_readers_language(phone: httpx.AsyncClient, laptop: httpx.AsyncClient):
    """With the field they are about; a wrong password and an unknown name sound the same."""
    who = name()
    await sign_up(phone, who)
    weak = await laptop.post("/api/account", json={"name": name(), "password": "12345678"})
    assert (weak.status_code, weak.json()) == (400, {"error": ZH.password_common, "field": "password"})
    taken = await sign_up(laptop, who)
    assert (taken.status_code, taken.json()) == (409, {"error": ZH.name_taken, "field": "name"})
    laptop.headers["Accept-Language"] = "en-GB"
    for form in ({"name": who, "password": "wrong one"}, {"name": name(), "password": PASSWORD}):
        wrong = await laptop.post("/api/session", json=form)
        assert (wrong.status_code, wrong.json()) == (403, {"error": EN.wrong, "field": "password"})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"name=Lin&password=x", "application/x-www-form-urlencoded"),
        (b'{"name": "Lin"}', "text/plain"),
        (b"[1]", "application/json"),
        (b"{", "application/json"),
        (b"[" * 10_000, "application/json"),
        (b"\xff\xfe", "application/json"),
        (json.dumps({"name": "x" * 20_000}).encode(), "application/json"),
    ],
)
async def test_only_a_short_json_object_is_a_form(laptop: httpx.AsyncClient, content: bytes, kind: str):
    """What another site's form could send is none, nor is what has no end."""
    answer = await laptop.post("/api/session", content=content, headers={"Content-Type": kind})
    assert answer.status_code == 400


@pytest.mark.parametrize("value", [None, 1, [], {"a": 1}, "\ud800", "\x00", "x" * 10_000])
async def test_any_value_in_a_form_is_only_wrong(laptop: httpx.AsyncClient, value: object):
    """No text, half characters, NUL, far too long: refused, never broken."""
    for form in ({"name": value, "password": PASSWORD}, {"name": "Lin", "password": value}):
        content = json.dumps(form).encode()
        for path in ("/api/session", "/api/account"):
            answer = await laptop.post(path, content=content, headers={"Content-Type": "application/json"})
            assert answer.status_code in (400, 403, 429), (path, form)


async def test_another_sites_page_may_not_sign_anybody_in(laptop: httpx.AsyncClient):
    """Nor out."""
    foreign = {"Origin": "https://evil.example"}
    assert (await laptop.post("/api/session", json={}, headers=foreign)).status_code == 403
    assert (await laptop.delete("/api/session", headers=foreign)).status_code == 403


async def test_signing_out_makes_the_browser_new(phone: httpx.AsyncClient):
    """The token it had opens nothing, and the one it gets is nobody's yet."""
    await sign_up(phone, name())
    signed_in = phone.cookies[COOKIE]
    assert (await phone.delete("/api/session")).json() == {"next": "/"}
    for token in (signed_in, phone.cookies[COOKIE]):
        answer = await phone.post(
            "/api/account/recovery-codes", json={}, headers={"Cookie": f"{COOKIE}={token}"}
        )
        assert answer.status_code == 401


async def test_codes_and_links_lead_back(phone: httpx.AsyncClient, laptop: httpx.AsyncClient, server: Server):
    """A code in place of the password; a link, whose secret stands behind the #, for another device."""
    await sign_up(phone, name())
    codes = (await phone.post("/api/account/recovery-codes", json={})).json()["codes"]
    assert (await laptop.post("/api/session/code", json={"code": codes[0]})).json() == {"next": "/"}
    assert (await laptop.post("/api/session/code", json={"code": codes[0]})).status_code == 403
    shown = (await phone.post("/api/account/device-link", json={})).json()
    address, _, secret = shown["link"].partition("#")
    assert address == f"{server.url}/link"
    assert shown["qr"].startswith("data:image/svg+xml")
    async with httpx.AsyncClient(base_url=server.url) as tablet:
        assert (await tablet.post("/api/session/link", json={"secret": secret})).status_code == 200
        assert (await tablet.post("/api/session/link", json={"secret": secret})).status_code == 410


async def test_deleting_an_account_signs_it_out_everywhere(
    phone: httpx.AsyncClient, laptop: httpx.AsyncClient
):
    """Signing in again takes it back."""
    who = name()
    await sign_up(phone, who)
    await laptop.post("/api/session", json={"name": who, "password": PASSWORD})
    assert (await phone.delete("/api/account")).json() == {"next": "/"}
    assert (await laptop.post("/api/account/recovery-codes", json={})).status_code == 401
    assert (await laptop.post("/api/session", json={"name": who, "password": PASSWORD})).status_code == 200


async def test_under_tls_the_cookie_belongs_to_this_host_alone(phone: httpx.AsyncClient):
    """Its name makes browsers hold to that; one that was planted under the plain name does not win."""
    answer = await phone.delete("/api/session", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["set-cookie"].startswith(f"{SECURE_COOKIE}=")
    assert "Secure" in answer.headers["set-cookie"]
    assert token_in(f"{COOKIE}=planted; {SECURE_COOKIE}=own") == "own"
    assert token_in(f"{COOKIE}=own") == "own"


@pytest.mark.parametrize(
    ("peer", "forwarded", "network"),
    [
        ("203.0.113.7", "", "203.0.113.0/24"),
        ("203.0.113.7", "198.51.100.9", "203.0.113.0/24"),  # no proxy of ours: whoever asks may write that
        ("10.0.0.2", "198.51.100.9", "198.51.100.0/24"),
        ("10.0.0.2", "1.1.1.1, 198.51.100.9, 10.0.0.3", "198.51.100.0/24"),
        ("10.0.0.2", "rubbish", "10.0.0.0/24"),
        ("10.0.0.2", "", "10.0.0.0/24"),
        ("2001:db8:1:2:3::9", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", "203.0.113.0/24"),
        ("10.0.0.2", "[2001:db8::1]", "2001:db8::/64"),
        ("no address", "", ""),
    ],
)
def test_a_network_is_told_past_trusted_proxies(
    services: Services, monkeypatch: pytest.MonkeyPatch, peer: str, forwarded: str, network: str
):
    """Only what a trusted proxy has written is believed."""
    settings = services.settings.model_copy(update={"trusted_proxies": "10.0.0.0/8, 192.168.0.0/16"})
    ours = type("Ours", (), {"settings": settings})
    monkeypatch.setattr(client_address, "services", lambda: ours)
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope: Scope = {"type": "http", "client": (peer, 1), "headers": headers}
    assert network_of(scope) == network
