"""The page of a shared link: who has it reads the chat and nothing else, and reading makes nobody a user."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select
from starlette.requests import Request

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.models import Attachment, Chat, SharedLink, now
from oreai.services.accounts.rates import Rate
from oreai.services.accounts.session_token import COOKIE
from oreai.services.accounts.sessions import hashed
from oreai.web import client_address, json_routes, shared_routes
from tests.browser.given import given, said
from tests.pictures import picture
from tests.running import Server
from tests.states.conftest import Stored
from tests.waiting import soon

ZH, EN = texts_for("zh").sharing, texts_for("en").sharing
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script> [go](javascript:alert(1)) ![](https://spy.example/1)"
ANSWER = f"""**鹿**很多。

| 时间 | 地点 |
|---|---|
| 早 | 奈良 |

```python
def deer(n): return n + 1
```

\\( x^2 \\) 和 $y$

{HOSTILE}"""


@pytest.fixture
async def stranger(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who has never been here and reads English."""
    async with httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "en-GB"}) as client:
        yield client


def user_of(stored: Stored, browser: httpx.AsyncClient) -> str:
    return stored("SELECT user_id FROM session WHERE token_hash = ?", hashed(browser.cookies[COOKIE]))[0][0]


def shared(server: Server, stored: Stored, mei: httpx.AsyncClient, answer: str = ANSWER, **columns) -> str:
    """The token of a link to a chat of Mei's about Nara."""
    chat_id = stored("SELECT id FROM chat WHERE user_id = ?", user_of(stored, mei))[0][0]
    ids = said(server, chat_id, [("user", "奈良有什么？<b>"), ("assistant", answer)])

    def work(session) -> str:
        form = {"chat_id": chat_id, "token": ids[-1] + "0" * 8, "leaf_id": ids[-1], "title": "奈良 <i>"}
        session.add(SharedLink(**form | columns))
        return form["token"]

    return given(server, work)


async def test_a_stranger_reads_and_is_nobody(
    server: Server, stored: Stored, mei: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    """In their language, drawn without scripts, for no search engine; no user is made, one view counted."""
    token = shared(server, stored, mei)
    before = stored("SELECT count(*) FROM user")
    for _ in range(2):
        answer = await stranger.get(f"/s/{token}")
    assert answer.status_code == 200
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["content-encoding"] == "gzip"
    page = answer.text
    for there in (
        '<html lang="en">',
        '<meta name="robots" content="noindex, nofollow">',
        "奈良 &lt;i&gt;",
        "奈良有什么？&lt;b&gt;",
        "<strong>鹿</strong>",
        '<div class="table" tabindex="0"><table>',
        '<span class="hljs-keyword">def</span>',
        EN.go_on,
    ):
        assert there in page
    assert page.count("<math") == 2
    assert stored("SELECT count(*) FROM user") == before
    views = "SELECT views FROM shared_link WHERE token = ?"
    assert await soon(lambda: stored(views, token) == [(1,)], within_s=30)


async def test_what_somebody_wrote_runs_nothing(
    server: Server, stored: Stored, mei: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    """Text that looks like HTML stays text, no script but ours is named, no other site is asked."""
    answer = await stranger.get(f"/s/{shared(server, stored, mei)}")
    scripts = re.findall(r"<script[^>]*>", answer.text)
    assert scripts == ['<script type="module" src="/js/sharing/shared_page.js">']
    assert (await stranger.get("/js/sharing/shared_page.js")).status_code == 200
    assert "onerror=alert" in answer.text
    assert not re.search(r"<[^>]+(onerror|javascript:|src=\"http)", answer.text)
    policy = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert (policy["default-src"], policy["script-src"], policy["img-src"]) == ("'none'", "'self'", "'self'")


@pytest.mark.parametrize("end", ["unknown", "expired", "trashed", "revoked"])
async def test_a_link_that_is_over_is_told_in_the_readers_language(
    server: Server, stored: Stored, mei: httpx.AsyncClient, stranger: httpx.AsyncClient, end: str
):
    """One page for all reasons: it says nothing of what was there."""
    token = shared(server, stored, mei)
    assert (await stranger.get(f"/s/{token}")).status_code == 200

    def work(session) -> None:
        link = session.exec(select(SharedLink).where(SharedLink.token == token)).one()
        if end == "expired":
            link.expires_at = now() - timedelta(seconds=1)
        elif end == "trashed":
            session.get_one(Chat, link.chat_id).deleted_at = now()
        elif end == "revoked":
            session.delete(link)

    given(server, work)
    asked = "f" * 32 if end == "unknown" else token
    for language, words in (("en", EN), ("zh-CN", ZH)):
        answer = await stranger.get(f"/s/{asked}", headers={"Accept-Language": language})
        assert answer.status_code == 404
        assert words.missing in answer.text
        assert "奈良" not in answer.text
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    copied = await stranger.post(f"/api/shared/{asked}/copy", json={})
    assert (copied.status_code, copied.json()["error"]) == (404, EN.missing)


async def test_a_picture_comes_by_its_link_alone(
    server: Server, stored: Stored, mei: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    """What stands in the branch is shown; her other picture is not, nor anything without the link."""
    token = shared(server, stored, mei)
    photo, other = [(await mei.post("/api/attachments", content=picture(64, 48))).json()["id"] for _ in "12"]
    leaf = stored("SELECT leaf_id FROM shared_link WHERE token = ?", token)[0][0]
    given(server, lambda session: setattr(session.get_one(Attachment, photo), "message_id", leaf))
    address = f"/api/shared/{token}/attachments/{photo}"
    assert f'<img src="{address}"' in (await stranger.get(f"/s/{token}")).text
    shown = await stranger.get(address)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["cache-control"] == "private, no-cache"
    assert "sandbox" in shown.headers["content-security-policy"]
    for hidden in (
        f"/api/shared/{token}/attachments/{other}",
        f"/api/shared/{'f' * 32}/attachments/{photo}",
        f"/api/attachments/{photo}",
    ):
        assert (await stranger.get(hidden)).status_code == 404


async def test_a_guest_goes_on_with_a_copy(
    server: Server, stored: Stored, mei: httpx.AsyncClient, tom: httpx.AsyncClient
):
    """It is his own chat, it ends where the link did, and another site's page cannot make one."""
    token = shared(server, stored, mei)
    foreign = await tom.post(f"/api/shared/{token}/copy", json={}, headers={"Origin": "https://spy.example"})
    assert foreign.status_code == 403
    answer = await tom.post(f"/api/shared/{token}/copy", json={})
    assert answer.status_code == 200, answer.text
    chat_id = answer.json()["next"].removeprefix("/chat/")
    ((owner, title),) = stored("SELECT user_id, title FROM chat WHERE id = ?", chat_id)
    assert (owner, title) == (user_of(stored, tom), "奈良 <i>")
    texts = "SELECT content FROM message WHERE chat_id = ? ORDER BY role DESC"
    assert [text for (text,) in stored(texts, chat_id)] == ["奈良有什么？<b>", ANSWER]


async def test_a_stranger_who_goes_on_becomes_a_guest(
    server: Server, stored: Stored, mei: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    """The page brought the cookie; only now is there a user for it."""
    token = shared(server, stored, mei)
    await stranger.get(f"/s/{token}")
    answer = await stranger.post(f"/api/shared/{token}/copy", json={})
    chat_id = answer.json()["next"].removeprefix("/chat/")
    assert stored("SELECT user_id FROM chat WHERE id = ?", chat_id) == [(user_of(stored, stranger),)]


async def test_a_link_for_members_leads_to_signing_in_and_back(
    server: Server, stored: Stored, mei: httpx.AsyncClient, tom: httpx.AsyncClient
):
    """A guest and a stranger are sent to the page for that; its owner sees it."""
    token = shared(server, stored, mei, audience="signed_in")
    answer = await tom.get(f"/s/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/login?then=/s/{token}")
    copied = await tom.post(f"/api/shared/{token}/copy", json={})
    assert copied.json() == {"next": f"/login?then=/s/{token}"}
    mine = await mei.get(f"/s/{token}")
    assert (mine.status_code, ZH.is_mine in mine.text) == (200, True)


async def test_who_asks_too_often_waits(services: Services, monkeypatch: pytest.MonkeyPatch):
    """A network that has opened as many pages as it may is told so, before the database is asked."""
    monkeypatch.setattr(shared_routes, "_PAGES", Rate(1, 1))
    monkeypatch.setattr(shared_routes, "services", lambda: services)
    monkeypatch.setattr(client_address, "services", lambda: services)
    monkeypatch.setattr(json_routes, "services", lambda: services)
    path = {"path_params": {"token": "f" * 32}, "client": ("203.0.113.7", 4000)}
    request = Request({"type": "http", "query_string": b"", "headers": [(b"accept-language", b"en")], **path})
    first, second = [await shared_routes._send_page(request) for _ in "12"]
    assert (first.status_code, second.status_code) == (404, 429)
    assert EN.too_fast in bytes(second.body).decode()
