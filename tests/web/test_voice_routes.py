"""Voice over HTTP: in from a known browser within limits, out as text or sound, and nothing for strangers."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import httpx
import pytest

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import COOKIE, new_token
from oreai.services.voice.recordings import LONGEST_RECORDING
from oreai.services.voice.voice import LONGEST_PASSAGE
from tests.conftest import SharedUpstream
from tests.running import Server
from tests.serving import app_on
from tests.states.wire import known_browser
from tests.upstream import no_such_key
from tests.voices import HEARD, beep, cut_off, fields_of, spoken

WEBM = b"\x1a\x45\xdf\xa3" + b"\0" * 5000
ZH = texts_for("zh")
VOICES = {"OREAI_TRANSCRIPTION_MODEL": "whisper-1", "OREAI_SPEECH_MODEL": "tts-1"}
CHINESE = {"Accept-Language": "zh-CN"}


@pytest.fixture(scope="module")
def server(_one_upstream: SharedUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app whose provider hears and speaks."""
    yield from app_on(_one_upstream, tmp_path_factory.mktemp("voice"), **VOICES)


@pytest.fixture
async def mei(server: Server, upstream: SharedUpstream) -> AsyncIterator[httpx.AsyncClient]:
    async with await known_browser(server) as client:
        client.headers.update(CHINESE)
        yield client


async def test_a_recording_comes_back_as_text(mei: httpx.AsyncClient, upstream: SharedUpstream):
    """And the provider has got every byte of it."""
    answer = await mei.post("/api/transcriptions", content=WEBM)
    assert (answer.status_code, answer.json()) == (200, {"text": HEARD})
    assert fields_of(upstream.recordings[-1])["file"] == ("speech.webm", WEBM)


async def test_a_passage_comes_back_as_sound(mei: httpx.AsyncClient, upstream: SharedUpstream):
    """It may not be kept by anybody between, and runs nothing where it is opened by itself."""
    upstream.enqueue_voice(spoken(2))
    answer = await mei.post("/api/speech", json={"text": "去奈良。"})
    assert (answer.status_code, answer.content) == (200, beep(2))
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_the_page_may_use_the_microphone_and_play_what_comes(mei: httpx.AsyncClient):
    """The page itself, and no frame in it."""
    headers = (await mei.get("/")).headers
    assert "microphone=(self)" in headers["permissions-policy"]
    assert "media-src 'self' blob:" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/api/transcriptions", "/api/speech"])
@pytest.mark.parametrize("cookie", [None, "short", new_token()], ids=["none", "short", "new"])
def test_an_unknown_browser_is_not_heard(
    server: Server, upstream: SharedUpstream, path: str, cookie: str | None
):
    """It is told so in its language, and no provider hears of it."""
    headers = CHINESE | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})
    how = {"content": WEBM} if "transcriptions" in path else {"json": {"text": "去奈良。"}}
    answer = httpx.post(f"{server.url}{path}", headers=headers, **how)
    assert (answer.status_code, answer.json()["error"]) == (401, ZH.account.nobody)
    assert upstream.recordings == upstream.passages == []


@pytest.mark.parametrize("path", ["/api/transcriptions", "/api/speech"])
async def test_another_sites_page_hears_nothing(mei: httpx.AsyncClient, upstream: SharedUpstream, path: str):
    """Not with her cookie either; and a form cannot ask for speech."""
    answer = await mei.post(path, content=WEBM, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert (await mei.post("/api/speech", data={"text": "去奈良。"})).status_code == 400
    assert upstream.recordings == upstream.passages == []


@pytest.mark.parametrize("content", [b"", b"<script>alert(1)</script>", b"\xff\xd8\xff" * 99])
async def test_what_is_no_recording_is_refused(mei: httpx.AsyncClient, content: bytes):
    """In words."""
    answer = await mei.post("/api/transcriptions", content=content)
    assert (answer.status_code, answer.json()["error"]) == (415, ZH.voice.wrong_kind)


async def test_what_is_too_large_is_refused_by_its_length(mei: httpx.AsyncClient, server: Server):
    """Before it comes; and what says no length, when it has come so far."""
    head = [
        "POST /api/transcriptions HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"Cookie: {COOKIE}={mei.cookies[COOKIE]}",
    ]
    told = await asyncio.to_thread(answer_to, server, [*head, f"Content-Length: {LONGEST_RECORDING + 1}"])
    assert b"413" in told
    whole = "Transfer-Encoding: chunked"
    assert b"413" in await asyncio.to_thread(answer_to, server, [*head, whole], LONGEST_RECORDING + 2**20)


def answer_to(server: Server, lines: list[str], size: int = 0) -> bytes:
    """How the answer begins, after as much of a body of this size as the server takes."""
    megabyte = b"%x\r\n%s\r\n" % (2**20, bytes(2**20))
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        with suppress(OSError):
            for _ in range(size // 2**20):
                connection.sendall(megabyte)
        with suppress(OSError):
            return connection.recv(20)
    return b""


async def test_one_recording_at_a_time(mei: httpx.AsyncClient, server: Server):
    """While one is still coming in, the next is refused; the first one's place is free when it is gone."""
    lines = ["POST /api/transcriptions HTTP/1.1", f"Host: 127.0.0.1:{server.port}"]
    lines += [f"Cookie: {COOKIE}={mei.cookies[COOKIE]}", "Content-Length: 5000", "Expect: 100-continue"]
    slow = await asyncio.to_thread(begin, server, lines)
    answer = await mei.post("/api/transcriptions", content=WEBM)
    assert (answer.status_code, answer.json()["error"]) == (429, ZH.voice.still_hearing)
    slow.close()


def begin(server: Server, lines: list[str]) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.sendall("\r\n".join([*lines, "", ""]).encode())
    assert connection.recv(100).startswith(b"HTTP/1.1 100")
    return connection


async def test_who_asks_too_often_is_told_how_long_to_wait(mei: httpx.AsyncClient):
    """The seventh recording in a moment."""
    answers = [await mei.post("/api/transcriptions", content=WEBM) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert "秒后再试" in answers[-1].json()["error"]


@pytest.mark.parametrize("text", ["", "长" * (LONGEST_PASSAGE + 1), 7, None])
async def test_a_passage_has_a_length(mei: httpx.AsyncClient, upstream: SharedUpstream, text: object):
    """None, too much, and what is no text."""
    answer = await mei.post("/api/speech", json={"text": text})
    assert (answer.status_code, answer.json()["error"]) == (413, ZH.voice.too_long)
    assert upstream.passages == []


async def test_the_providers_refusal_is_told_in_words(mei: httpx.AsyncClient, upstream: SharedUpstream):
    """Those of chats; a sound that breaks off ends its answer too, and the server answers on."""
    upstream.enqueue_voice(no_such_key(), no_such_key(), cut_off(3))
    for path, how in (
        ("/api/transcriptions", {"content": WEBM}),
        ("/api/speech", {"json": {"text": "鹿。"}}),
    ):
        answer = await mei.post(path, **how)
        assert (answer.status_code, answer.json()["error"]) == (502, ZH.errors.kinds["wrong_key"])
    with pytest.raises(httpx.HTTPError):
        await mei.post("/api/speech", json={"text": "鹿。"})
    assert (await mei.get("/api/health")).json()["status"] == "ok"
