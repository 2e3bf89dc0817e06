"""Chats over HTTP: a file comes in from a known browser within limits; chats go out to their owner alone."""

import asyncio
import io
import json
import socket
import zipfile
from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import update
from starlette.requests import Request

from oreai.i18n import texts_for
from oreai.models import LoginSession
from oreai.services.accounts.session_token import COOKIE, new_token
from oreai.services.accounts.sessions import hashed
from oreai.services.transfer.convert import MOST_CHATS
from oreai.web import transfer_routes
from tests.browser.given import given
from tests.running import Server
from tests.services.transfer.files import as_json, zipped
from tests.services.transfer.test_chatgpt import whales
from tests.waiting import soon

ZH = texts_for("zh")
PASSWORD = "三条河原町で待つ"
Stored = Callable[..., list[tuple]]


def export() -> bytes:
    """What ChatGPT hands out: one chat about whales."""
    return zipped({"conversations.json": as_json([whales()])})


def status_of(stored: Stored, import_id: str) -> str:
    return stored("SELECT status FROM chat_import WHERE id = ?", import_id)[0][0]


def newest_status(stored: Stored) -> str:
    return stored("SELECT status FROM chat_import ORDER BY created_at DESC LIMIT 1")[0][0]


def a_chat_of(stored: Stored, browser: httpx.AsyncClient) -> str:
    """One of the sample chats that everybody begins with."""
    whose = "SELECT user_id FROM session WHERE token_hash = ?"
    return stored(f"SELECT id FROM chat WHERE user_id = ({whose})", hashed(browser.cookies[COOKIE]))[0][0]


async def test_a_file_comes_in_and_is_read(mei: httpx.AsyncClient, stored: Stored):
    """Its body alone is enough; a moment later it waits for a choice, in her zone and language."""
    answer = await mei.post("/api/imports?zone=Asia/Shanghai", content=export())
    assert answer.status_code == 200, answer.text
    import_id = answer.json()["id"]
    assert await soon(lambda: status_of(stored, import_id) == "ready", within_s=30)
    assert stored("SELECT zone, locale FROM chat_import WHERE id = ?", import_id) == [("Asia/Shanghai", "zh")]


async def test_its_owner_alone_sees_what_is_in_it_and_chooses(
    mei: httpx.AsyncClient, tom: httpx.AsyncClient, server: Server, stored: Stored
):
    """To a stranger it does not exist. What is no list of places is refused; what is no place passed over."""
    import_id = (await mei.post("/api/imports", content=export())).json()["id"]
    assert await soon(lambda: status_of(stored, import_id) == "ready", within_s=30)
    preview, choice = f"/api/imports/{import_id}", f"/api/imports/{import_id}/choice"
    assert (await tom.get(preview)).status_code == 404
    assert (await tom.post(choice, json={"places": [0]})).status_code == 404
    async with httpx.AsyncClient(base_url=server.url) as nobody:
        assert (await nobody.get(preview)).status_code == 401
    (chat,) = (await mei.get(preview)).json()["chats"]
    assert (chat["title"], chat["messages"]) == ("鲸鱼", 4)
    for wrong in ("all", None, [0] * (MOST_CHATS + 1)):
        assert (await mei.post(choice, json={"places": wrong})).status_code == 400
    assert (await mei.post(choice, json={"places": [chat["at"], True, "0", 7]})).status_code == 200
    assert await soon(lambda: status_of(stored, import_id) == "done", within_s=30)
    assert (await mei.get(preview)).status_code == 404, "nothing of the file is left"


async def test_a_new_file_takes_the_place_of_one_that_waits(mei: httpx.AsyncClient, stored: Stored):
    """What nobody has chosen from does not fill the disk."""
    first = (await mei.post("/api/imports", content=export())).json()["id"]
    assert await soon(lambda: status_of(stored, first) == "ready", within_s=30)
    assert (await mei.post("/api/imports", content=export())).status_code == 200
    assert status_of(stored, first) == "cancelled"


@pytest.mark.parametrize("cookie", [None, "short", new_token()], ids=["none", "short", "new"])
def test_an_unknown_browser_hands_nothing_in(server: Server, stored: Stored, cookie: str | None):
    """It is told so in its language; nothing is stored."""
    before = stored("SELECT count(*) FROM chat_import")
    headers = {"Accept-Language": "zh-CN"} | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})
    answer = httpx.post(f"{server.url}/api/imports", content=export(), headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (401, ZH.account.nobody)
    assert stored("SELECT count(*) FROM chat_import") == before


def begun(server: Server, cookie: str, *lines: str) -> socket.socket:
    """A connection on which a file has been announced."""
    head = ["POST /api/imports HTTP/1.1", f"Host: 127.0.0.1:{server.port}", f"Cookie: {cookie}", *lines]
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.sendall("\r\n".join([*head, "", ""]).encode())
    return connection


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Content-Length: 99999999999", 413),
        (f"Content-Length: {10**18}", 413),
        ("Transfer-Encoding: chunked", 411),
    ],
)
async def test_what_is_too_large_or_says_no_length_is_refused_at_once(
    mei: httpx.AsyncClient, server: Server, line: str, status: int
):
    """Before a byte of it has come."""
    with begun(server, f"{COOKIE}={mei.cookies[COOKIE]}", line) as connection:
        assert connection.recv(16).startswith(f"HTTP/1.1 {status}".encode())


async def test_one_file_of_a_user_at_a_time_and_a_lost_one_leaves_nothing(
    mei: httpx.AsyncClient, server: Server, stored: Stored
):
    """A second is told to wait; when the first line breaks, its place is free again."""
    cookie = f"{COOKIE}={mei.cookies[COOKIE]}"
    with begun(server, cookie, "Content-Length: 1000", "Expect: 100-continue") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 100"), "its body is waited for"
        connection.sendall(b"PK")
        refused = await mei.post("/api/imports", content=export())
        assert (refused.status_code, refused.json()["error"]) == (429, ZH.imports.still_importing)
    assert await soon(lambda: newest_status(stored) == "cancelled", within_s=30)
    assert (await mei.post("/api/imports", content=export())).status_code == 200


async def test_a_body_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch):
    """By how fast it comes, not by how long it takes in all."""
    monkeypatch.setattr(transfer_routes, "_HEAD_START_S", 0.05)
    sent = [{"type": "http.request", "body": b"PK", "more_body": True}]

    async def receive() -> dict[str, object]:
        if sent:
            return sent.pop()
        await asyncio.Event().wait()
        raise AssertionError

    request = Request({"type": "http", "headers": []}, receive)
    with pytest.raises(transfer_routes._TooSlow):
        _ = [chunk async for chunk in transfer_routes._in_time(request)]


async def test_a_chat_goes_out_in_each_form(mei: httpx.AsyncClient, stored: Stored):
    """As a file with its title for a name, which nobody keeps but her."""
    chat_id = a_chat_of(stored, mei)
    kinds = {}
    for form in ("md", "json", "html"):
        answer = await mei.get(f"/api/export/chat/{chat_id}.{form}?zone=Asia/Shanghai")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        assert answer.headers["content-disposition"].endswith(f".{form}")
        assert answer.headers["cache-control"] == "private, no-cache"
        kinds[form] = answer
    assert kinds["md"].text.startswith("---\n")
    assert isinstance(json.loads(kinds["json"].text), dict)
    assert kinds["html"].text.lower().startswith("<!doctype html>")
    chosen = await mei.get(f"/api/export/chats?ids={chat_id},{'a' * 9000}")
    assert (chosen.status_code, chosen.content[:2]) == (200, b"PK")


async def test_nobody_elses_chat_goes_out(
    mei: httpx.AsyncClient, tom: httpx.AsyncClient, server: Server, stored: Stored
):
    """To a stranger it does not exist; nor does a form that there is none of."""
    chat_id = a_chat_of(stored, mei)
    assert (await tom.get(f"/api/export/chat/{chat_id}.md")).status_code == 404
    assert (await mei.get(f"/api/export/chat/{chat_id}.exe")).status_code == 404
    assert (await tom.get(f"/api/export/chats?ids={chat_id}")).status_code == 404
    async with httpx.AsyncClient(base_url=server.url) as nobody:
        assert (await nobody.get(f"/api/export/chat/{chat_id}.md")).status_code == 401
        assert (await nobody.get("/api/export/library")).status_code == 401


async def test_the_library_goes_out_with_the_account(mei: httpx.AsyncClient):
    """A guest has nothing to prove; what opens an account is not in it."""
    answer = await mei.get("/api/export/library")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        account = archive.read("account.json").decode()
    assert json.loads(account).items() >= {"name": None, "language": "zh"}.items()
    assert mei.cookies[COOKIE] not in account
    assert "hash" not in account


async def test_who_can_prove_who_they_are_proves_it_for_the_library(mei: httpx.AsyncClient, server: Server):
    """The password once more; then both the form and the file itself say yes."""
    name = f"梅 {new_token()[:10]}"
    made = await mei.post("/api/account", json={"name": name, "password": PASSWORD})
    assert made.status_code == 200, made.text
    given(server, lambda session: session.connection().execute(update(LoginSession).values(proved_at=None)))
    assert (await mei.get("/api/export/library")).status_code == 403
    refused = await mei.post("/api/export/library", json={})
    assert (refused.status_code, refused.json()["field"]) == (403, "proof")
    assert (await mei.post("/api/account/proof", json={"password": PASSWORD})).status_code == 200
    where = (await mei.post("/api/export/library", json={})).json()["download"]
    assert (await mei.get(where)).headers["content-type"] == "application/zip"
