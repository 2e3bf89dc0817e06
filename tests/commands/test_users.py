"""`owner` and `user …` beside a running server: one line or a table each, and every act is written down."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import COOKIE, new_token
from tests.commands.typed import Typed, typed
from tests.running import Server
from tests.states.test_ended_sessions import watching
from tests.states.wire import known_browser
from tests.upstream import Upstream
from tests.waiting import soon

PASSWORD = "三条河原町で待つ"
Stored = Callable[..., list[tuple]]
Types = Callable[..., Typed]


@pytest.fixture
def types(server: Server) -> Types:
    """Types a command beside the running server."""
    url = f"sqlite:///{server.log_file.parent / 'oreai.db'}"
    return lambda *words: typed(url, *words)


async def somebody(server: Server) -> str:
    """The name of a person who has signed up."""
    name = f"林 {new_token()[:12]}"
    async with await known_browser(server) as client:
        answer = await client.post("/api/account", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 200
    return name


async def test_a_person_is_made_an_owner(server: Server, types: Types, stored: Stored):
    """Lin, in any case of her letters; and no owner any more, once there is another one."""
    lin, ada = await somebody(server), await somebody(server)
    assert types("owner", lin.upper()).code == 0
    assert types("owner", ada).code == 0
    listed = types("owner").out
    assert lin in listed
    assert ada in listed
    assert stored("SELECT role FROM user WHERE name = ?", lin) == [("owner",)]
    assert types("user", "role", lin, "user") == Typed(0, f"OreAI: {lin} has the role user now\n", "")
    acts = stored("SELECT actor, act, detail FROM audit WHERE user_name = ? ORDER BY at", lin)
    assert acts == [("", "role", "user -> owner"), ("", "role", "owner -> user")]


async def test_a_user_is_listed_and_shown(server: Server, types: Types):
    """By name; wide characters keep the columns straight."""
    lin = await somebody(server)
    listed = types("user", "list", lin)
    head, row, count = listed.out.splitlines()
    assert (head.split()[0], count) == ("NAME", "1 of 1")
    assert row.startswith(lin)
    assert "0/1000" in row
    shown = types("user", "show", lin).out
    assert f"NAME              {lin}" in shown
    assert "ROLE              user" in shown


async def test_a_quota_is_set_and_raised(server: Server, types: Types):
    """To a number, or by one."""
    lin = await somebody(server)
    assert types("user", "quota", lin, "20").out == (
        f"OreAI: {lin} may ask for 20 replies in all, and has used 0\n"
    )
    assert "may ask for 25 replies" in types("user", "quota", lin, "+5").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("owner", "nobody of this name"), 1, "OreAI: nobody here has this name or id"),
        (("user", "show", "\x00"), 1, "OreAI: nobody here"),
        (("user", "quota", "Lin", "many"), 2, "is a number such as 2000"),
        (("user", "quota", "Lin"), 2, "CALLS"),
        (("user", "role", "Lin", "king"), 2, "cannot be"),
        (("user",), 2, "COMMAND"),
        (("usr",), 2, "cannot be"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(types: Types, words: tuple[str, ...], code: int, told: str):
    """With 1; wrong words with 2 and how they are right."""
    words = tuple(word.replace("\x00", "?" * 500) for word in words)
    answer = types(*words)
    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err
    if code == 1:
        assert answer.err.count("\n") == 1


def test_without_a_database_nothing_is_made(tmp_path: Path):
    """The command says what to do, and leaves no file behind."""
    answer = typed(f"sqlite:///{tmp_path / 'oreai.db'}", "user", "list")
    assert (answer.code, answer.err) == (
        1,
        "OreAI: the database is not up to date; start the server once, which mends that\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_server_without_an_owner_says_how_it_gets_one(sqlite_url: str):
    """By naming somebody who is here, or by a link for somebody who is not."""
    answer = typed(sqlite_url, "owner")
    assert answer == Typed(0, f"OreAI: {texts_for('en').commands.no_owner}\n", "")


async def test_the_last_owner_stays(server: Server, types: Types, stored: Stored):
    """However many there are: the command that takes the last one away says so, and does not."""
    lin = await somebody(server)
    types("owner", lin)
    for (other,) in stored("SELECT id FROM user WHERE role = 'owner' AND name <> ?", lin):
        assert types("user", "role", other, "user").code == 0
    assert "this is the last owner" in types("user", "role", lin, "user").err
    async with httpx.AsyncClient(base_url=server.url) as client:
        await client.post("/api/session", json={"name": lin, "password": PASSWORD})
        assert (await client.delete("/api/account")).status_code == 409
    assert stored("SELECT name FROM user WHERE role = 'owner'") == [(lin,)]


async def test_a_disabled_user_is_cut_off_at_once(server: Server, types: Types, upstream: Upstream):
    """Her open page is told to load anew, her password opens nothing; enabled, she is back."""
    lin = await somebody(server)
    form = {"name": lin, "password": PASSWORD}
    async with httpx.AsyncClient(base_url=server.url, headers={"Accept-Language": "en"}) as browser:
        assert (await browser.post("/api/session", json=form)).status_code == 200
        page = await watching(server, browser.cookies[COOKIE])
        assert types("user", "disable", lin).code == 0
        assert await soon(lambda: page.last("nobody") is True)
        await page.close()
        refused = await browser.post("/api/session", json=form)
        assert (refused.status_code, refused.json()["error"]) == (403, texts_for("en").account.disabled)
        assert types("user", "enable", lin).code == 0
        assert (await browser.post("/api/session", json=form)).status_code == 200


async def test_a_link_sets_a_new_password_once(server: Server, types: Types):
    """It leads to a page; the old password is none any more, and the user sees that it was used."""
    lin = await somebody(server)
    address, _, secret = types("user", "reset", lin).out.strip().partition("#")
    form = {"secret": secret, "password": "錦市場の朝ごはん"}
    assert address.endswith("/reset")
    async with httpx.AsyncClient(base_url=server.url) as browser:
        weak = await browser.post("/api/session/reset", json={"secret": secret, "password": "12345678"})
        assert (weak.status_code, weak.json()["field"]) == (400, "password")
        answer = await browser.post("/api/session/reset", json=form)
        assert answer.json() == {"next": "/"}
        page = await watching(server, browser.cookies[COOKIE])
        await page.visit("/mine")
        assert await soon(lambda: page.last("reset_was_used") is True)
        await page.close()
        again = await browser.post("/api/session/reset", json=form)
        assert again.status_code == 410
        old = await browser.post("/api/session", json={"name": lin, "password": PASSWORD})
        assert old.status_code == 403


async def test_a_deleted_user_may_be_let_in_again(server: Server, types: Types, stored: Stored):
    """Within the thirty days; by the owner alone."""
    lin = await somebody(server)
    assert "gone in 30 days" in types("user", "delete", lin).out
    assert stored("SELECT role, delete_at IS NULL FROM user WHERE name = ?", lin) == [("disabled", 0)]
    assert "DELETED ON (UTC)  2" in types("user", "show", lin).out
    types("user", "enable", lin)
    assert stored("SELECT role, delete_at IS NULL FROM user WHERE name = ?", lin) == [("user", 1)]
