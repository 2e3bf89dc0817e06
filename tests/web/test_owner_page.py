"""The owner's page and routes: there for owners alone, and by the set-up code for the first of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import COOKIE
from oreai.states.owner import OwnerState
from oreai.states.owner_invitations import OwnerInvitationsState
from oreai.states.owner_providers import OwnerProvidersState
from oreai.states.owner_users import OwnerUsersState
from tests.running import Server
from tests.serving import stored_in
from tests.states.wire import Wire, known_browser
from tests.waiting import soon

ZH = texts_for("zh").owner
PASSWORD = "三条河原町で待つ"


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody owns yet, on a database of its own."""
    server = Server(tmp_path, {"DATABASE_URL": f"sqlite:///{tmp_path / 'oreai.db'}"})
    server.start()
    yield server
    server.stop()


async def somebody(server: Server, name: str) -> httpx.AsyncClient:
    browser = await known_browser(server)
    answer = await browser.post("/api/account", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return browser


async def test_an_owner_comes_and_a_stranger_finds_nothing(new_server: Server):
    """By the code of the start, once; then the page is there for the owner, and for Tom it is not."""
    code = re.search(r"no owner yet: .* the code ([0-9a-z-]{34}) at http://\S+/owner\n", new_server.log())
    assert code, new_server.log()
    lin, tom = await somebody(new_server, "林"), await somebody(new_server, "Tom")
    first = await tom.get("/owner", follow_redirects=True)
    assert first.status_code == 200, "while there is no owner, it asks for the code"
    wrong = await tom.post("/api/owner/set-up", json={"code": "0000"})
    assert (wrong.status_code, wrong.json()) == (403, {"error": ZH.wrong_code, "field": "code"})
    assert (await lin.post("/api/owner/set-up", json={"code": code[1]})).json() == {"next": "/owner"}
    assert (await tom.post("/api/owner/set-up", json={"code": code[1]})).status_code == 404
    assert (await lin.get("/owner", follow_redirects=True)).status_code == 200
    there, nowhere = await tom.get("/owner"), await tom.get("/no-such-page")
    assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text)
    assert there.status_code == 404
    await tom_tries_everything(new_server, tom)
    await lin_acts(new_server, lin)
    for browser in (lin, tom):
        await browser.aclose()


async def tom_tries_everything(server: Server, tom: httpx.AsyncClient) -> None:
    """Every handler of the page and every route of it, with Lin's id: nothing moves, nothing is told."""
    stored = stored_in(server.log_file.parent / "oreai.db")
    ((lin_id,),) = stored("SELECT id FROM user WHERE name = '林'")
    tables = ("user", "server_setting", "invitation", "audit", "reset_link")
    before = [stored(f"SELECT * FROM {table} ORDER BY 1") for table in tables]
    wire = await Wire.open(server, tom.cookies[COOKIE])
    for state in (OwnerState, OwnerUsersState, OwnerInvitationsState, OwnerProvidersState):
        for name, handler in state.event_handlers.items():
            if name != "setvar":
                form = {"text": "Tom", "hours": "24", "calls": "5", "words": ""}
                values: dict[str, Any] = {"rule": "closed", "form": form}
                values |= {"are_let_in": False, "wanted": False, "step": 1}
                sent = {one: values.get(one, lin_id) for one in handler.get_parameters() if one != "self"}
                await wire.send(f"{state.get_full_name()}.{name}", sent)
    await wire.settle()
    assert "林" not in wire.said
    assert '"stage_rx_state_":"owner"' not in wire.said
    for method, path in (
        ("POST", "/api/owner/invitations"),
        ("POST", f"/api/owner/users/{lin_id}/reset"),
        ("POST", f"/api/owner/users/{lin_id}/role"),
        ("POST", f"/api/owner/users/{lin_id}/quota"),
        ("DELETE", f"/api/owner/users/{lin_id}"),
    ):
        answer = await tom.request(method, path, json={} if method == "POST" else None)
        assert (answer.status_code, answer.json()["error"]) == (404, ZH.nothing_here), path
    assert [stored(f"SELECT * FROM {table} ORDER BY 1") for table in tables] == before
    await wire.close()


async def lin_acts(server: Server, lin: httpx.AsyncClient) -> None:
    """She sees Tom, cuts him off, is asked for her password where it matters, and tells everybody."""
    stored = stored_in(server.log_file.parent / "oreai.db")
    ((tom_id,),) = stored("SELECT id FROM user WHERE name = 'Tom'")
    wire = await Wire.open(server, lin.cookies[COOKIE])
    await wire.visit("/owner")
    assert await soon(lambda: wire.last("stage") == "owner")
    assert await wire.hears("Tom")
    link = (await lin.post(f"/api/owner/users/{tom_id}/reset", json={})).json()["address"]
    assert re.fullmatch(rf"{server.url}/reset#[\w-]{{43}}", link)
    invitation = await lin.post("/api/owner/invitations", json={"note": "Eva", "uses": "1", "days": "7"})
    assert re.fullmatch(rf"{server.url}/signup\?invite=[\w-]{{22}}", invitation.json()["address"])
    for calls, status in (("+7", 200), ("many", 400), ("+-1", 400), ("9" * 12, 400)):
        answer = await lin.post(f"/api/owner/users/{tom_id}/quota", json={"calls": calls})
        assert answer.status_code == status, calls
    await wire.call(OwnerUsersState.let_in, "/owner", user_id=tom_id, wanted=False)
    await wire.call(OwnerState.set_sign_up, "/owner", rule="invite")
    await wire.call(OwnerState.announce, "/owner", form={"text": "今晚维护", "hours": "4"})
    await wire.settle()
    assert await soon(lambda: wire.last("announcement") == "今晚维护")
    assert stored("SELECT role, calls_limit FROM user WHERE id = ?", tom_id) == [("disabled", 1007)]
    acts = {act for (act,) in stored("SELECT act FROM audit WHERE actor = '林'")}
    assert acts == {"set-up", "reset", "invite", "quota", "disable", "sign_up", "announcement"}
    last = await lin.post(f"/api/owner/users/{tom_id}/role", json={"role": "owner"})
    assert last.status_code == 200
    await wire.close()
