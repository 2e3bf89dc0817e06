"""Every address has a rate, of a network and of who asks: the app itself says which addresses there are."""

import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import COOKIE, new_token
from oreai.web import request_door
from oreai.web.request_door import OF_A_NETWORK, RequestDoor
from tests.abuse.found import FoundRoute, for_files, routes
from tests.running import Server
from tests.serving import app_on
from tests.upstream import Upstream

A_MINUTE = 2
"Of one browser; half of it at once."
REFUSED_BEFORE = {"/ping", "/_health"}
"The framework's own addresses, which the guard answers with the same few bytes to everybody."
ZH, EN = texts_for("zh").api.too_often, texts_for("en").api.too_often


@pytest.fixture(scope="module")
def sparing(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app that may be asked next to nothing, behind a proxy that says who asks."""
    yield from app_on(
        _one_upstream,
        tmp_path_factory.mktemp("sparing"),
        OREAI_REQUESTS_A_MINUTE=str(A_MINUTE),
        OREAI_TRUSTED_PROXIES="127.0.0.1/32",
    )


@pytest.fixture
def proxy(sparing: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sparing.url, timeout=30) as client:
        yield client


def network(number: int) -> dict[str, str]:
    """The header by which a proxy says that somebody of this network asks."""
    return {"X-Forwarded-For": f"10.{number // 250}.{number % 250}.7"}


def ask(proxy: httpx.Client, route: FoundRoute, **headers: str) -> httpx.Response:
    path = re.sub(r"{\w+}", "x", route.path)
    return proxy.request(route.method, path, headers={"Accept-Language": "en", **headers})


def is_told_when(answer: httpx.Response) -> bool:
    """Whether the refusal says when to ask again, in its header and in plain words."""
    words = re.escape(EN).replace(r"\{seconds\}", answer.headers["retry-after"])
    return int(answer.headers["retry-after"]) > 0 and bool(re.search(words, answer.text))


def counted() -> list[FoundRoute]:
    return [route for route in routes() if route.path.rstrip("/") not in REFUSED_BEFORE]


@pytest.mark.timeout(240)
def test_every_route_has_a_rate_of_a_network(proxy: httpx.Client):
    """Whoever brings no cookie: what comes after a network's requests is refused, at each address."""
    assert len(counted()) > 40
    for number, route in enumerate(counted()):
        for _ in range(10 * OF_A_NETWORK * A_MINUTE):
            answer = ask(proxy, route, **network(number))
            if answer.status_code == 429:
                break
        assert answer.status_code == 429, str(route)
        assert is_told_when(answer), (str(route), answer.text)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("brought", ["cookie", "token"])
def test_every_route_has_a_rate_of_who_asks(proxy: httpx.Client, brought: str):
    """Whoever comes from another network each time is known by what they bring."""
    watched = [route for route in counted() if route.path != "/api/health"]
    for number, route in enumerate(watched):
        token = new_token()
        own = {"Cookie": f"{COOKIE}={token}"} if brought == "cookie" else {"Authorization": f"Bearer {token}"}
        statuses = [
            ask(proxy, route, **own, **network(5000 + number * 10 + one)).status_code for one in range(5)
        ]
        assert statuses[-1] == 429, (str(route), statuses)


def test_pages_have_one_too(proxy: httpx.Client):
    """Also the owner's, for which the database is asked; a file of the client is sent however often."""
    for number, page in enumerate(("/", "/owner", "/chat/x", "/s/x", "/no-such-page")):
        here = network(9000 + number)
        answers = [proxy.get(page, headers=here) for _ in range(OF_A_NETWORK * A_MINUTE + 1)]
        assert answers[-1].status_code == 429, page
        assert answers[-1].text.strip() == ZH.replace("{seconds}", answers[-1].headers["retry-after"])
        assert answers[-1].headers["x-frame-options"] == "DENY"
        for file in ("/sw.js", "/manifest.webmanifest"):
            assert proxy.get(file, headers=here).status_code == 200


def test_a_watcher_hears_how_it_goes_while_others_flood(proxy: httpx.Client):
    """Health has a rate of its own, so that nobody uses it up with anything else."""
    here = network(9500)
    for _ in range(OF_A_NETWORK * A_MINUTE + 1):
        flooded = proxy.get("/", headers=here)
    assert flooded.status_code == 429
    assert proxy.get("/api/health", headers=here).json()["status"] == "ok"


def test_files_are_counted_apart():
    """A form may come where no file may any more; a file that says it is a form counts as a file."""
    assert for_files() == set(request_door._FOR_FILES)
    for path in for_files():
        for kind in ("image/png", "application/json", ""):
            door = TestClient(RequestDoor(PlainTextResponse("in"), a_minute=1000, files_a_minute=3))
            own = {"Cookie": f"{COOKIE}={new_token()}"}
            sent = {**own, "Content-Type": kind} if kind else own
            assert [door.post(path, content=b"x", headers=sent).status_code for _ in range(4)] == [
                *[200] * 3,
                429,
            ]
            assert door.post("/api/session", json={}, headers=own).status_code == 200
            assert door.get(path, headers=own).status_code == 200
            assert door.post(path, content=b"x", headers={"Cookie": f"{COOKIE}=z"}).status_code == 200


def test_a_new_address_for_files_is_counted_by_itself():
    """Whatever is no form is a file, wherever it is sent."""
    door = TestClient(RequestDoor(PlainTextResponse("in"), a_minute=1000, files_a_minute=1))
    own = {"Cookie": f"{COOKIE}={new_token()}", "Content-Type": "text/csv"}
    assert [door.post("/api/brand-new", content=b"x", headers=own).status_code for _ in range(2)] == [
        200,
        429,
    ]
