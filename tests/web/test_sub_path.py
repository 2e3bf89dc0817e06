"""Below a path of the host: what a stranger asks for, what our routes see, and what Reflex sees."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from oreai.client_build import below
from oreai.web.sub_path import WithoutPath, WithPath
from tests.conftest import settings_for

PATH = "/kyoto"


async def reflex(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for the pages: says which address it sees."""
    await PlainTextResponse(f"page {scope['path']}")(scope, receive, send)


async def ours(request: Request) -> PlainTextResponse:
    """Stands for a route of ours."""
    return PlainTextResponse(f"route {request.url.path}")


@pytest.fixture
def browser() -> httpx.AsyncClient:
    """Someone who asks an app that stands below /kyoto."""
    routes = Starlette(routes=[Route("/api/health", ours), Route("/api/attachments/{id}", ours)])
    routes.mount("", WithPath(reflex, PATH))
    transport = httpx.ASGITransport(WithoutPath(routes, PATH))
    return httpx.AsyncClient(transport=transport, base_url="http://nara.example")


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("/kyoto", "page /kyoto/"),
        ("/kyoto/", "page /kyoto/"),
        ("/kyoto/chat/1", "page /kyoto/chat/1"),
        ("/kyoto/kyoto/1", "page /kyoto/kyoto/1"),
        ("/kyoto/%E4%BA%AC", "page /kyoto/京"),
        ("/kyoto/api/attachments/1", "route /api/attachments/1"),
        ("/kyoto/api/health", "route /api/health"),
        ("/api/health", "route /api/health"),
    ],
)
async def test_each_sees_its_own_address(browser: httpx.AsyncClient, asked: str, seen: str):
    """Pages were built with the path, routes know none; whoever watches over the process needs none."""
    assert (await browser.get(asked)).text == seen


@pytest.mark.parametrize("asked", ["/kyotography", "/chat/1", "/api/attachments/1", "/kyot"])
async def test_what_lies_beside_it_is_not_ours(browser: httpx.AsyncClient, asked: str):
    """Another thing of that host may live there."""
    assert (await browser.get(asked)).status_code == 404


async def test_the_bare_address_leads_there(browser: httpx.AsyncClient):
    """Who types the port alone arrives."""
    answer = await browser.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/kyoto/")


async def test_a_socket_elsewhere_is_closed():
    """Nothing of it reaches the app."""
    said: list[object] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: object) -> None:
        said.append(message)

    await WithoutPath(reflex, PATH)({"type": "websocket", "path": "/_event"}, receive, send)
    assert said == [{"type": "websocket.close", "code": 1008}]


def test_files_that_no_builder_looks_at_have_the_path():
    """The manifest, the worker and the offline page name addresses of their own."""
    assert below(PATH, '<a href="/">, "/icons/icon.svg", "https://x"') == (
        '<a href="/kyoto/">, "/kyoto/icons/icon.svg", "https://x"'
    )
    assert below("", '<a href="/">') == '<a href="/">'


@pytest.mark.parametrize(("written", "path"), [("", ""), ("/", ""), ("/chat/", "/chat"), ("/a/b", "/a/b")])
def test_a_path_ends_without_a_slash(written: str, path: str):
    """However it was written."""
    assert settings_for("sqlite:///oreai.db", OREAI_PATH=written).sub_path == path


@pytest.mark.parametrize("written", ["chat", "/chat?x", "/a b", "//x", "/../x", "https://x/chat"])
def test_what_is_no_path_is_refused(written: str):
    """With a line that shows one."""
    with pytest.raises(ValueError, match="must be a path such as /chat"):
        settings_for("sqlite:///oreai.db", OREAI_PATH=written)
