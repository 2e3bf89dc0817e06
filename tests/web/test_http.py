"""What the server answers to a browser, a crawler, an operator and another site's page."""

import re
import socket
from collections.abc import Callable, Iterator

import httpx
import pytest

from oreai import __version__
from oreai.services.accounts.session_token import COOKIE
from tests.running import Server

Stored = Callable[..., list[tuple]]

PAGES = ["/", "/find", "/mine", "/chat/anything"]
FILES = {
    "/manifest.webmanifest": "application/manifest+json",
    "/icons/icon.svg": "image/svg+xml",
    "/icons/icon-180.png": "image/png",
    "/icons/icon-512.png": "image/png",
}


@pytest.fixture
def web(server: Server) -> Iterator[httpx.Client]:
    """A browser without a past, as far as HTTP goes; it follows redirects."""
    with httpx.Client(base_url=server.url, follow_redirects=True) as client:
        yield client


def spoken(server: Server, *lines: str) -> str:
    """What the server answers to these lines, as far as the end of its headers."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return connection.recv(65536).decode(errors="replace")


def cookie_in(answer: httpx.Response) -> tuple[str, set[str]]:
    """The session that an answer brings, and the cookie's attributes."""
    (cookie,) = answer.headers.get_list("set-cookie")
    value, *attributes = cookie.split("; ")
    return value.removeprefix(f"{COOKIE}="), set(attributes)


def handshake(server: Server, **headers: str) -> int:
    """The status with which a websocket of these headers is answered; 101 is a yes."""
    asked = {
        "Host": f"127.0.0.1:{server.port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        **headers,
    }
    start = "GET /_event/?EIO=4&transport=websocket&token=t HTTP/1.1"
    return int(spoken(server, start, *(f"{name}: {value}" for name, value in asked.items())).split()[1])


def test_health_is_told_as_json(web: httpx.Client):
    """While the database answers: 200, ok, and the version."""
    answer = web.get("/api/health")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json().items() >= {"status": "ok", "database": "ok", "version": __version__}.items()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_brings_the_session_cookie(web: httpx.Client, path: str):
    """Each page comes with a cookie that scripts cannot read and other sites cannot use."""
    answer = web.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    (cookie,) = answer.headers.get_list("set-cookie")
    value, *attributes = cookie.split("; ")
    assert re.fullmatch(rf"{COOKIE}=[\w-]{{43}}", value)
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert "Secure" not in attributes, "this connection has no TLS"


def test_two_visitors_get_two_cookies(server: Server):
    """No two browsers are the same person."""
    first, second = (httpx.get(server.url).cookies[COOKIE] for _ in range(2))
    assert first != second


def test_behind_tls_the_cookie_is_secure(web: httpx.Client):
    """A proxy that speaks TLS says so, and the cookie never travels in the clear."""
    answer = web.get("/", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["set-cookie"].endswith("; Secure")


@pytest.mark.parametrize("path", ["/find", "/mine"])
def test_behind_tls_no_redirect_leaves_tls(server: Server, path: str):
    """A browser that came by TLS is not sent on to plain HTTP."""
    answer = httpx.get(server.url + path, headers={"X-Forwarded-Proto": "https", "Host": "oreai.example"})
    assert answer.headers.get("location", "https:").startswith(("https:", "/"))


@pytest.mark.parametrize("path", PAGES)
def test_a_known_browser_keeps_its_cookie(web: httpx.Client, path: str):
    """Who brings the cookie gets the same one with every page, so that it lasts as long as they come back."""
    token = cookie_in(web.get("/"))[0]
    again = web.get(path)
    (known, attributes) = cookie_in(again)
    assert known == token
    assert {"Max-Age=34560000", "HttpOnly", "SameSite=Lax", "Path=/"} <= attributes


@pytest.mark.parametrize(
    "other",
    ['theme={"mode":"dark"}', "a=b c", "x=é", "foo", "path=/", "a@b=1", f"{COOKIE}s=1", ""],
)
@pytest.mark.parametrize("order", ["{other}; {own}", "{own};{other}"])
def test_no_other_cookie_hides_ours(web: httpx.Client, server: Server, other: str, order: str):
    """Cookies know no ports: whatever another server of this host has set, the browser stays who it is."""
    token = cookie_in(httpx.get(server.url))[0]
    header = order.format(other=other, own=f"{COOKIE}={token}").encode()
    assert cookie_in(web.get("/", headers={b"Cookie": header}))[0] == token


@pytest.mark.parametrize("value", ["", "short", "*" * 43, "x" * 43, "x" * 4000])
def test_a_cookie_that_is_none_of_ours_is_replaced(web: httpx.Client, value: str):
    """A broken session value is a browser without one."""
    answer = web.get("/", headers={"Cookie": f"{COOKIE}={value}"})
    assert cookie_in(answer)[0] not in ("", value)


@pytest.mark.parametrize("condition", ["if-none-match", "if-modified-since"])
def test_a_page_from_the_cache_brings_the_cookie_too(web: httpx.Client, condition: str):
    """A browser that has kept the page and lost the cookie asks whether it changed: it gets a cookie."""
    kept = web.get("/")
    web.cookies.clear()
    validator = {"if-none-match": "etag", "if-modified-since": "last-modified"}[condition]
    again = web.get("/", headers={condition: kept.headers.get(validator, "")})
    assert again.headers.get("set-cookie", "").startswith(COOKIE)


def test_a_page_with_a_cookie_is_kept_by_no_shared_cache(web: httpx.Client):
    """A proxy that kept the page would hand one visitor's cookie to the next."""
    page = web.get("/")
    assert "set-cookie" in page.headers
    assert re.search("private|no-store", page.headers["cache-control"])


@pytest.mark.parametrize("path", ["/nowhere", "/assets/gone-12345678.js", "/.env"])
def test_an_error_with_a_cookie_is_kept_by_no_shared_cache(web: httpx.Client, path: str):
    """What is not there is told as a page, too."""
    answer = web.get(path)
    assert answer.status_code == 404
    assert "set-cookie" in answer.headers
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/api/health", *FILES])
def test_what_is_no_page_brings_no_cookie(web: httpx.Client, path: str):
    """Health, icons and the manifest make nobody a visitor."""
    assert "set-cookie" not in web.get(path).headers


@pytest.mark.parametrize("path", [*PAGES, "/api/health", "/manifest.webmanifest", "/nowhere"])
def test_every_answer_carries_the_guard(web: httpx.Client, path: str):
    """No eval, no frames, no foreign scripts, no guessing of types, no referrer for others."""
    headers = web.get(path).headers
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert "'unsafe-eval'" not in str(rules)
    assert rules["default-src"] == "'self'"
    assert re.fullmatch(r"'self'( 'sha256-[\w+/=]{44}')*", rules["script-src"])
    assert rules["connect-src"] == "'self'"
    for nowhere in ("frame-ancestors", "object-src", "base-uri", "frame-src"):
        assert rules[nowhere] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer", "strict-origin-when-cross-origin")


def test_hashed_files_are_kept_for_ever(web: httpx.Client):
    """Scripts and styles with a hash in their name are immutable; the page that names them is not."""
    page = web.get("/")
    assert "no-cache" in page.headers["cache-control"] or "no-store" in page.headers["cache-control"]
    addresses = set(re.findall(r"/assets/[\w./-]+\.(?:js|css)", page.text))
    assert len(addresses) > 3, "there must be some for this test to mean anything"
    for address in addresses:
        answer = web.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert re.search(r"javascript|css", answer.headers["content-type"])
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" not in answer.headers, "half of what a small script weighs"


def test_a_missing_file_is_not_kept(web: httpx.Client):
    """An asset of an older build is gone: 404, and nobody remembers that for a year."""
    answer = web.get("/assets/gone-12345678.js")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize(("path", "kind"), FILES.items())
def test_what_a_phone_needs_to_install_the_app(web: httpx.Client, path: str, kind: str):
    """Manifest and icons are there, each with its type."""
    answer = web.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)


@pytest.mark.parametrize("path", ["/nowhere", "/chat", "/find/nowhere", "/api/nowhere", "/.env", "/oreai.db"])
def test_what_is_not_there_is_404(web: httpx.Client, path: str):
    """Unknown addresses, and files of the server that are nobody's business."""
    assert web.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/../rxconfig.py", "/%2e%2e/rxconfig.py", "/assets/..%2f..%2foreai.db", "//etc/passwd"]
)
def test_no_path_leads_out_of_the_client(server: Server, path: str):
    """Dots and slashes, plain and encoded, reach no file outside."""
    answer = spoken(server, f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close")
    assert answer.split()[1] in ("400", "403", "404")
    assert "rx.Config" not in answer
    assert "root:" not in answer


def test_a_crawler_makes_no_user(web: httpx.Client, stored: Stored):
    """Fetching every page, with and without its cookie, writes no row."""
    tables = ("user", "session", "chat")
    before = [stored(f"SELECT count(*) FROM {table}") for table in tables]
    for _ in range(2):
        for path in PAGES:
            assert web.get(path).status_code == 200
    assert [stored(f"SELECT count(*) FROM {table}") for table in tables] == before


FOREIGN = ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", ""]


@pytest.mark.parametrize("origin", FOREIGN)
def test_another_sites_page_gets_no_socket_and_no_answer(server: Server, origin: str):
    """Events and API refuse a browser that stands on another site."""
    assert handshake(server, Origin=origin) == 403
    for method in ("GET", "POST"):
        for path in ("/api/health", "/api/graphql", "/_event/?EIO=4&transport=polling", "/_upload"):
            answer = httpx.request(method, server.url + path, headers={"Origin": origin})
            assert answer.status_code == 403, (method, path)


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/chat/anything", "/api/health", "/_event/?EIO=4&transport=polling"])
def test_no_answer_gives_another_site_permission(web: httpx.Client, method: str, path: str):
    """No header allows a script of another origin to read an answer, least of all with the cookie."""
    evil = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = web.request(method, path, headers=evil)
    assert answer.headers.get("access-control-allow-origin") in (None, str(web.base_url))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "oreai.example:8080", "oreai.example", "[::1]:3000", "OreAI.Example"]
)
def test_it_works_under_each_of_its_names(server: Server, host: str):
    """Whatever number, port and name that is set: its own page may connect and ask."""
    for scheme in ("http", "https"):
        own = {"Host": host, "Origin": f"{scheme}://{host.lower()}"}
        assert handshake(server, **own) == 101
        assert httpx.get(f"{server.url}/api/health", headers=own).status_code == 200
    assert "localhost" not in httpx.get(server.url, headers={"Host": host}).text


def test_programs_without_an_origin_may_ask(server: Server):
    """curl and monitors are no browsers: they may."""
    assert handshake(server) == 101
    assert httpx.get(f"{server.url}/api/health").status_code == 200


def test_the_built_client_knows_no_host(web: httpx.Client):
    """No script of the page names the machine it was built on."""
    page = web.get("/").text
    for address in set(re.findall(r"/assets/[\w./-]+\.js", page)):
        assert "localhost:" not in web.get(address).text


def test_a_body_that_ends_with_much_at_once_is_no_head(server: Server):
    """What came last of it was once counted as the beginning of the next request, and refused."""
    body = b" " * 600_000
    head = f"POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: text/plain\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = connection.recv(65536).decode()
        assert answer.startswith("HTTP/1.1 400")
        assert "The head" not in answer
