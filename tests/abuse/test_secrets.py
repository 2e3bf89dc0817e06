"""Secrets planted in what providers say and in a proxy's headers come out nowhere: page, database or log."""

import json
from pathlib import Path

import httpx
import pytest

from oreai.models import new_id
from oreai.services.accounts.session_token import COOKIE
from oreai.states.chat import ChatState
from oreai.states.sending import SendingState
from tests.conftest import KEY
from tests.running import Server
from tests.states.conftest import Home, Stored
from tests.states.wire import Wire
from tests.upstream import Reply, Upstream
from tests.waiting import soon

OF_A_PROXY = {
    "X-Forwarded-User": "lin@proxy-of-kyoto",
    "X-Api-Key": "api-key-of-the-proxy",
    "X-Amzn-Oidc-Data": "token-of-the-proxy",
    "Proxy-Authorization": "Basic of-the-proxy",
}
OF_THE_PROVIDER = {"Set-Cookie": "gateway=cookie-of-the-provider", "X-Api-Key": "header-of-the-provider"}
FORMS = {
    "whole": KEY,
    "cut": KEY[:17],
    "its end": KEY[-14:],
    "its middle": KEY[8:22],
    "masked": f"{KEY[:7]}{'*' * 12}{KEY[-4:]}",
    "spelt out": " ".join(KEY),
    "with dashes": "-".join(KEY.replace("-", "")),
    "in capitals": KEY.upper(),
    "after long words": f"{'so ' * 660}{KEY}",
}
_SHORTEST_TOLD = 12  # letters of the key in a row, whatever stands between them


def tells_the_key(text: str) -> bool:
    """Whether so many of its letters stand in the text in a row, or its ends around a mask."""
    letters = "".join(sign for sign in text.lower() if sign.isalnum())
    key = "".join(sign for sign in KEY.lower() if sign.isalnum())
    runs = (key[at : at + _SHORTEST_TOLD] for at in range(len(key) - _SHORTEST_TOLD + 1))
    return any(run in letters for run in runs) or f"{'*' * 12}{KEY[-4:]}" in text


def error_texts(chat: str, stored: Stored) -> str:
    return " ".join(
        text or "" for (text,) in stored("SELECT error_text FROM message WHERE chat_id = ?", chat)
    )


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500])
async def test_no_part_of_the_key_comes_out(
    lin: Home, server: Server, upstream: Upstream, stored: Stored, status: int
):
    """A provider says it back in nine forms: neither deltas nor states, rows, pages or log lines tell it."""
    log_before = len(server.log())
    failed = "SELECT 1 FROM message WHERE chat_id = ? AND status = 'failed'"
    for count, (form, words) in enumerate(FORMS.items(), 1):
        body = json.dumps({"error": {"message": f"planted {words} here", "type": "x", "code": form}})
        upstream.enqueue(Reply(status=status, body=body, headers=OF_THE_PROVIDER))
        await lin.wire.call(
            SendingState.send_message, chat_id=lin.chat, text=f"说吧 {count}", idempotency_key=new_id()
        )
        assert await soon(lambda: len(stored(failed, lin.chat)) == count), form  # noqa: B023 asked at once
    tab = await Wire.open(server, lin.wire.token)
    await tab.visit(f"/chat/{lin.chat}")
    await tab.call(ChatState.follow_chat, f"/chat/{lin.chat}")
    await tab.settle()
    async with httpx.AsyncClient(base_url=server.url, cookies={COOKIE: lin.wire.token or ""}) as browser:
        page = (await browser.get(f"/chat/{lin.chat}")).text
    told = {
        "frames": lin.wire.said + tab.said,
        "rows": error_texts(lin.chat, stored),
        "page": page,
        "log": server.log()[log_before:],
    }
    for where, text in told.items():
        assert not tells_the_key(text), where
        for secret in ("cookie-of-the-provider", "header-of-the-provider"):
            assert secret not in text, where
    assert ("planted" in told["rows"]) == (status not in (401, 403)), "who may not ask gets fixed words"
    assert ("planted" in told["frames"]) == (status not in (401, 403))
    await tab.close()


async def test_no_header_of_a_proxy_comes_out(lin: Home, server: Server, upstream: Upstream, stored: Stored):
    """Nor any cookie, in a page, a frame, a row or a log line, also where a handler fails."""
    log_before = len(server.log())
    wire = await Wire.open(server, lin.wire.token, **OF_A_PROXY)
    await wire.visit("/")
    await wire.visit(f"/chat/{lin.chat}")
    await wire.send("no.such.handler", {"a": 1})
    await wire.send_raw('42/_event,["event",{"name":')
    await wire.settle()
    cookies = {COOKIE: lin.wire.token or ""}
    async with httpx.AsyncClient(base_url=server.url, cookies=cookies, headers=OF_A_PROXY) as browser:
        answers = [
            await browser.get(path)
            for path in ("/", "/mine", "/api/health", "/api/attachments/x", "/no-such")
        ]
        answers.append(await browser.post("/api/chat", json={"messages": "?"}))
    told = wire.said + server.log()[log_before:]
    for answer in answers:
        answer.headers.pop("set-cookie", None)  # by which a page brings its own browser what it has
        told += answer.text + str(answer.headers)
    database = (server.log_file.parent / "oreai.db").read_bytes() + _wal(server)
    for secret in [*OF_A_PROXY.values(), lin.wire.token or "?"]:
        assert secret not in told
        assert secret.encode() not in database
    await wire.close()


def _wal(server: Server) -> bytes:
    file = Path(server.log_file.parent / "oreai.db-wal")
    return file.read_bytes() if file.exists() else b""
