"""People whom a proxy has signed in: believed from the proxy alone, on pages, socket and API alike."""

from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oreai.bootstrap import Services
from oreai.services.accounts.session_token import COOKIE, new_token
from oreai.settings import Settings, SettingsError, load_settings
from oreai.web import client_address, session_cookie, trusted_header
from oreai.web.session_cookie import SessionCookie
from oreai.web.trusted_header import TrustedHeader

PROXY, STRANGER = "10.0.0.2", "203.0.113.7"


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    """Tells which headers have come through."""
    request = Request(scope, receive)
    await HTMLResponse(request.headers.get("remote-user", "no header"))(scope, receive, send)


@pytest.fixture
def app(services: Services, monkeypatch: pytest.MonkeyPatch) -> ASGIApp:
    """A page behind the header, on real services."""
    changed = {"trusted_header": "Remote-User", "trusted_proxies": "10.0.0.0/8"}
    settings = services.settings.model_copy(update=changed)
    ours = replace(services, settings=settings)
    for module in (client_address, trusted_header, session_cookie):
        monkeypatch.setattr(module, "services", lambda: ours)
    return TrustedHeader(SessionCookie(_page))


@pytest.fixture
def browser(app: ASGIApp) -> Callable[[str], httpx.AsyncClient]:
    """A browser that comes from this address."""

    def coming_from(address: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app, client=(address, 1))
        return httpx.AsyncClient(transport=transport, base_url="http://chat.example")

    return coming_from


async def test_a_page_signs_the_named_person_in(
    services: Services, browser: Callable[[str], httpx.AsyncClient]
):
    """Once; the header goes no further, and the cookie stays as long as it is theirs."""
    async with browser(PROXY) as mei:
        answer = await mei.get("/", headers={"Remote-User": "mei"})
        assert answer.text == "no header"
        token = mei.cookies[COOKIE]
        await mei.get("/", headers={"Remote-User": "mei"})
        assert mei.cookies[COOKIE] == token
        assert (await mei.get("/api/x", headers={"Remote-User": "mei"})).status_code == 200
        visitor = await services.accounts.known(token)
        assert (await services.accounts.account(visitor.user_id)).name == "mei"
        await mei.get("/", headers={"Remote-User": "tom"})
        assert (await services.accounts.known(mei.cookies[COOKIE])).user_id != visitor.user_id


@pytest.mark.parametrize("told", ["mei", ""])
async def test_a_stranger_is_not_believed(browser: Callable[[str], httpx.AsyncClient], told: str):
    """Whoever reaches the server past the proxy is nobody, whatever they say."""
    async with browser(STRANGER) as mallory:
        for path in ("/", "/api/x", "/mine"):
            assert (await mallory.get(path, headers={"Remote-User": told})).status_code == 401
        assert COOKIE not in mallory.cookies


async def test_without_their_own_session_only_pages_answer(browser: Callable[[str], httpx.AsyncClient]):
    """An API call with another's cookie, or with none, is refused; files and health are for anybody."""
    async with browser(PROXY) as mei:
        named = {"Remote-User": "mei"}
        for cookie in ("", f"{COOKIE}={new_token()}"):
            answer = await mei.get("/api/x", headers={**named, "Cookie": cookie})
            assert answer.status_code == 401
        assert (await mei.get("/", headers={"Remote-User": "x" * 300})).status_code == 401
        assert (await mei.get("/assets/x.js")).status_code == 200
        assert (await mei.get("/api/health")).status_code == 200


async def _nothing() -> Message:
    """Nothing more comes."""
    return {"type": "websocket.disconnect"}


async def test_a_socket_is_refused_without_it(app: ASGIApp):
    """As an API call is."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": "/_event",
        "client": (PROXY, 1),
        "headers": [(b"remote-user", b"mei")],
    }
    await app(scope, _nothing, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"OREAI_TRUSTED_HEADER": "Remote-User"},
        {"OREAI_TRUSTED_PROXIES": "not a network"},
        {"OREAI_OIDC_ISSUER": "https://login.example"},
        {"OREAI_OIDC_ISSUER": "https://login.example", "OREAI_OIDC_CLIENT_ID": "oreai"},
        {"OREAI_PUBLIC_URL": "chat.example.org"},
    ],
)
def test_half_a_setting_ends_the_start(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]):
    """In one line: a header without proxies would let anybody be anybody."""
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "\n" not in str(error.value)
