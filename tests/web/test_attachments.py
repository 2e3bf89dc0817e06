"""Pictures over HTTP: in from a known browser within limits, out to their owner only, and harmless."""

import socket
import time
from contextlib import suppress

import httpx
import pytest

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import COOKIE, new_token
from oreai.services.attachments.kind import LONGEST_FILE
from tests.pictures import PAGE, PLACE, SVG, bomb, opened, picture
from tests.running import Server

ZH = texts_for("zh")


async def test_a_picture_goes_in_and_comes_out(mei: httpx.AsyncClient):
    """Smaller than it came, without the place it was taken at."""
    answer = await mei.post("/api/attachments", content=picture(3000, 1000))
    assert (answer.status_code, answer.json().items() >= {"width": 2048, "height": 683}.items()) == (
        200,
        True,
    )
    kept = await mei.get(f"/api/attachments/{answer.json()['id']}")
    assert opened(kept.content).size == (2048, 683)
    assert PLACE.encode() not in kept.content


async def test_a_picture_by_itself_does_nothing(mei: httpx.AsyncClient):
    """Its headers: its own type and no guessing, no script, no shared cache, kept for long."""
    image = (await mei.post("/api/attachments", content=picture() + PAGE)).json()["id"]
    headers = (await mei.get(f"/api/attachments/{image}")).headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["cache-control"] == "private, max-age=31536000, immutable"


async def test_nobody_else_gets_it(mei: httpx.AsyncClient, tom: httpx.AsyncClient):
    """A stranger, a made-up cookie, no cookie: as if it did not exist, and that is not remembered."""
    path = f"/api/attachments/{(await mei.post('/api/attachments', content=picture())).json()['id']}"
    answers = [await tom.get(path)]
    answers += [await mei.get(path, headers={"Cookie": cookie}) for cookie in ("", f"{COOKIE}={new_token()}")]
    answers += [
        await mei.get(f"/api/attachments/{name}") for name in ("nowhere", "..%2f..%2foreai.db", "%00", "")
    ]
    assert {answer.status_code for answer in answers} <= {404, 405}
    assert not [answer for answer in answers if "image" in answer.headers.get("content-type", "")]
    assert not [answer for answer in answers if "immutable" in answer.headers.get("cache-control", "")]


@pytest.mark.parametrize("cookie", [None, "short", new_token()], ids=["none", "short", "new"])
def test_an_unknown_browser_puts_nothing_in(server: Server, stored, cookie: str | None):
    """It is told so, in its language, and makes no user."""
    before = stored("SELECT count(*) FROM user")
    headers = {"Accept-Language": "zh-CN"} | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})
    answer = httpx.post(f"{server.url}/api/attachments", content=picture(), headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (401, ZH.attachments.page_expired)
    assert stored("SELECT count(*) FROM user") == before


async def test_another_sites_page_puts_nothing_in(mei: httpx.AsyncClient):
    """Not with her cookie either."""
    answer = await mei.post("/api/attachments", content=picture(), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("file", "status", "words"),
    [
        (b"", 415, ZH.attachments.wrong_kind),
        (SVG, 415, ZH.attachments.wrong_kind),
        (PAGE, 415, ZH.attachments.wrong_kind),
        (picture()[:900], 400, ZH.attachments.broken),
        (bomb(), 413, "这张图片像素太多，最多 2000 万。"),
    ],
    ids=["nothing", "svg", "html", "half", "bomb"],
)
async def test_what_is_not_taken_is_told_why(mei: httpx.AsyncClient, file: bytes, status: int, words: str):
    """In the user's language, and the server answers on."""
    answer = await mei.post("/api/attachments", content=file)
    assert (answer.status_code, answer.json()["error"]) == (status, words)
    assert (await mei.get("/api/health")).status_code == 200


def refusal_of(server: Server, cookie: str, length: str, *chunks: bytes) -> bytes:
    """How the answer to an upload of this length begins, after as much of it as the server took."""
    lines = [
        "POST /api/attachments HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Cookie: {cookie}",
        length,
        "",
        "",
    ]
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode())
        with suppress(OSError):
            for chunk in chunks:
                connection.sendall(chunk)
        with suppress(OSError):
            return connection.recv(16)
    return b""


def a_slow_upload(server: Server, cookie: str) -> socket.socket:
    """A connection on which a picture has begun to come."""
    lines = [
        "POST /api/attachments HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Cookie: {cookie}",
        "Content-Length: 1000",
        "Expect: 100-continue",
        "",
        "",
    ]
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.sendall("\r\n".join(lines).encode())
    assert connection.recv(100).startswith(b"HTTP/1.1 100"), "its body is waited for: it has its place"
    connection.sendall(b"\xff\xd8")
    return connection


async def soon_answers(browser: httpx.AsyncClient, status: int) -> None:
    """The first upload that is answered in this way: the server learns later that connections have closed."""
    answers = [await browser.post("/api/attachments", content=picture())]
    deadline = time.monotonic() + 60
    while answers[-1].status_code != status and time.monotonic() < deadline:
        answers.append(await browser.post("/api/attachments", content=picture()))
    assert answers[-1].status_code == status


async def test_a_file_that_is_too_large_is_refused_by_its_length(mei: httpx.AsyncClient, server: Server):
    """Before a byte of it has come."""
    for length in (LONGEST_FILE + 1, 10**30):
        told = refusal_of(server, f"{COOKIE}={mei.cookies[COOKIE]}", f"Content-Length: {length}")
        assert told.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400"))


async def test_who_does_not_tell_the_length_is_stopped_on_the_way(mei: httpx.AsyncClient, server: Server):
    """A body that never ends is refused as soon as it is more than a picture may have."""
    chunk = b"%x\r\n%s\r\n" % (2**18, bytes(2**18))
    chunks = [chunk] * (4 * LONGEST_FILE // 2**18)
    told = refusal_of(server, f"{COOKIE}={mei.cookies[COOKIE]}", "Transfer-Encoding: chunked", *chunks)
    assert told == b"" or told.startswith(b"HTTP/1.1 413"), "hung up on, or refused"
    assert (await mei.get("/api/health")).status_code == 200


async def test_more_pictures_at_once_than_a_message_has_are_refused_for_now(
    mei: httpx.AsyncClient, server: Server
):
    """Four are on their way, slowly: the fifth is told so, in the user's language, and may come later."""
    started = [a_slow_upload(server, f"{COOKIE}={mei.cookies[COOKIE]}") for _ in range(4)]
    answer = await mei.post("/api/attachments", content=picture())
    assert answer.status_code == 429
    assert answer.json()["error"] == ZH.attachments.too_many_at_once
    for connection in started:
        connection.close()
    await soon_answers(mei, 200)
