"""Lin, who has one of everything, and those who want some of it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update
from sqlmodel import SQLModel

from oreai.models import (
    ApiToken,
    ChatImport,
    ImportStatus,
    Invitation,
    MemoryNote,
    Passkey,
    Personalization,
    User,
    UserRole,
    new_id,
    now,
)
from oreai.services.accounts.session_token import COOKIE, new_token
from oreai.states.chat_actions import ChatActions
from oreai.states.draft import DraftState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState
from tests.browser.given import given
from tests.pictures import picture
from tests.running import Server
from tests.serving import app_on
from tests.states.conftest import SECRET, Home, Stored, lin, stranger
from tests.states.wire import Wire, known_browser
from tests.upstream import Reply, Upstream
from tests.waiting import soon

__all__ = ["lin", "stranger"]

PASSWORD = "三条河原町で待つ"
PLAN = "明天悄悄去奈良"
DRAFT = "还没写完的信"
ABOUT = "林在三条开了一家旧书店"
NOTE = "蓝色的钥匙在花盆下面"
INVITED = "给堂妹的邀请"
SECRETS = (SECRET, PLAN, DRAFT, ABOUT, NOTE, INVITED)
EVERYBODYS = ("invitation", "server_setting", "audit")
"Tables that belong to no user, and that owners alone change."


@pytest.fixture(scope="session")
def server(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app of its own: who tries every door asks more often than a person does."""
    yield from app_on(_one_upstream, tmp_path_factory.mktemp("abuse"), OREAI_EVENTS_A_MINUTE="100000")


@dataclass(frozen=True)
class Stranger:
    """Somebody who is not Lin: by which cookie and which personal token they come."""

    cookie: str = ""
    token: str = ""
    page: Wire | None = None
    "A tab that has been open since their session was good."

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def browser(self, server: Server) -> httpx.AsyncClient:
        """For HTTP; it keeps the cookies that it is given."""
        client = httpx.AsyncClient(base_url=server.url, headers=self.headers, timeout=60)
        if self.cookie:
            client.cookies.set(COOKIE, self.cookie, domain="127.0.0.1")
        return client

    async def socket(self, server: Server) -> Wire:
        """With the page opened, or as it stands."""
        if self.page:
            return self.page
        wire = await Wire.open(server, self.cookie or None, **self.headers)
        await wire.visit("/")
        return wire


@dataclass(frozen=True)
class House:
    """Lin's rows, and how others come to her door."""

    lin: Home
    name: str
    strangers: dict[str, Stranger]
    ids: dict[str, str]
    "One of each table that is hers."
    reading: str = field(repr=False)
    "A token of hers that may only read."

    def belongings(self, stored: Stored) -> dict[str, list[tuple]]:
        """Every row of hers in whichever table: what hangs on her user's row, and on that in turn.

        And what is everybody's, which she alone may change: she owns the server.
        """
        return belongings(stored, self.lin.user_id) | {
            table: stored(f'SELECT * FROM "{table}" ORDER BY 1') for table in EVERYBODYS
        }


def belongings(stored: Stored, user_id: str) -> dict[str, list[tuple]]:
    """The user's rows by table, found by the tables' own foreign keys."""
    found = {"user": stored('SELECT * FROM "user" WHERE id = ?', user_id)}
    ids = {"user": [user_id]}
    for table in SQLModel.metadata.sorted_tables:
        keys = [key for key in table.foreign_keys if ids.get(key.column.table.name)]
        if table.name == "user" or not keys:
            continue
        owners = [one for key in keys for one in ids[key.column.table.name]]
        where = " OR ".join(
            f"{key.parent.name} IN ({', '.join('?' * len(ids[key.column.table.name]))})" for key in keys
        )
        found[table.name] = stored(f'SELECT * FROM "{table.name}" WHERE {where} ORDER BY 1, 2', *owners)
        if "id" in table.c:
            place = list(table.c.keys()).index("id")
            ids[table.name] = [str(row[place]) for row in found[table.name]]
    return found


@pytest.fixture
async def house(lin: Home, server: Server, upstream: Upstream, stored: Stored) -> AsyncIterator[House]:
    """Lin's."""
    furnished = await furnish(server, server, lin, upstream, stored)
    yield furnished
    for one in furnished.strangers.values():
        if one.page:
            await one.page.close()


async def furnish(server: Server, elsewhere: Server, lin: Home, upstream: Upstream, stored: Stored) -> House:
    """Lin has a name, a plan that waits, a draft, a chat in the trash, a picture, a passkey, tokens.

    And a file whose chats she may bring in; she owns the server, and has invited somebody.

    Args:
        elsewhere: where strangers come in, if there are two servers.
    """
    name = f"林 {new_token()[:12]}"
    async with httpx.AsyncClient(base_url=server.url) as phone:
        phone.cookies.set(COOKIE, lin.wire.token or "", domain="127.0.0.1")
        await _wait_for(lin, upstream, stored)
        signed_up = await phone.post("/api/account", json={"name": name, "password": PASSWORD})
        assert signed_up.status_code == 200, signed_up.text
        assert (await phone.post("/api/attachments", content=picture(64, 48))).status_code == 200
        tokens = [await _token_of(phone) for _ in range(2)]
        reading = await _token_of(phone, "read")
        ended = await _ended_session(server, name)
        page = await _page_left_open(server, elsewhere, name, lin.chat)
    _age(server, stored, lin.user_id, *tokens)
    ada = await known_browser(elsewhere)
    taken = await ada.post("/api/account", json={"name": f"Ada {new_token()[:12]}", "password": PASSWORD})
    assert taken.status_code == 200
    guest = await known_browser(elsewhere)
    strangers = {
        "nobody": Stranger(),
        "guest": Stranger(guest.cookies[COOKIE]),
        "another user": Stranger(ada.cookies[COOKIE]),
        "ended session": Stranger(ended),
        "page left open": Stranger(page=page),
        "revoked token": Stranger(token=tokens[0]),
        "expired token": Stranger(token=tokens[1]),
    }
    for browser in (ada, guest):
        await browser.aclose()
    rows = belongings(stored, lin.user_id)
    ids = {table: str(found[-1][_place_of_id(table)]) for table, found in rows.items() if found}
    ids |= {"prompt": lin.prompt, "reply": lin.reply, "chat": lin.chat}
    ids["invitation"] = stored("SELECT id FROM invitation WHERE note = ?", INVITED)[0][0]
    return House(lin, name, strangers, ids, reading)


def _place_of_id(table: str) -> int:
    columns = list(SQLModel.metadata.tables[table].c.keys())
    return columns.index("id") if "id" in columns else 0


async def _wait_for(lin: Home, upstream: Upstream, stored: Stored) -> None:
    """A message waits after a reply that was stopped, a draft is kept, a chat lies in the trash."""
    upstream.enqueue(Reply(tokens=("先", "想想"), silent_after=1))
    where = f"/chat/{lin.chat}"
    for text in ("去哪里？", PLAN):
        key = new_id()
        await lin.wire.call(
            SendingState.send_message, where, chat_id=lin.chat, text=text, idempotency_key=key
        )
    assert await soon(lambda: upstream.open_streams == 1)
    running = "SELECT id FROM message WHERE chat_id = ? AND status = 'streaming'"
    assert await soon(lambda: bool(stored("SELECT 1 FROM queued_message WHERE chat_id = ?", lin.chat)))
    ((reply,),) = stored(running, lin.chat)
    await lin.wire.call(RepliesState.stop_reply, where, message_id=reply)
    assert await soon(lambda: not stored(running, lin.chat))
    await lin.wire.call(DraftState.keep_draft, where, chat_id=lin.chat, text=DRAFT)
    other = lin.belongings(stored)[2][3][0]
    await lin.wire.call(ChatActions.delete_chats, chat_ids=[other])
    await lin.wire.settle()
    assert stored("SELECT 1 FROM chat WHERE user_id = ? AND deleted_at IS NOT NULL", lin.user_id)


async def _token_of(phone: httpx.AsyncClient, scopes: str = "chat graphql read") -> str:
    form = {"name": "备份", "scopes": scopes, "days": "30"}
    return (await phone.post("/api/account/tokens", json=form)).json()["token"]


async def _ended_session(server: Server, name: str) -> str:
    """The cookie of a session that is over."""
    async with httpx.AsyncClient(base_url=server.url) as laptop:
        await _sign_in(laptop, name)
        ended = laptop.cookies[COOKIE]
        assert (await laptop.delete("/api/session")).status_code == 200
    return ended


async def _page_left_open(server: Server, elsewhere: Server, name: str, chat: str) -> Wire:
    """A page that stood at her chat when its session ended, and has been cut off."""
    async with httpx.AsyncClient(base_url=server.url) as tablet:
        await _sign_in(tablet, name)
        page = await Wire.open(elsewhere, tablet.cookies[COOKIE])
        await page.visit("/")
        await page.settle()
        await page.visit(f"/chat/{chat}")
        assert await page.hears(SECRET)
        await page.settle()
        assert (await tablet.delete("/api/session")).status_code == 200
    assert await soon(lambda: page.last("nobody") is True)
    page.heard.clear()
    return page


async def _sign_in(browser: httpx.AsyncClient, name: str) -> None:
    form = {"name": name, "password": PASSWORD}
    assert (await browser.post("/api/session", json=form)).status_code == 200


def _age(server: Server, stored: Stored, user_id: str, revoked: str, expired: str) -> None:
    """One token is revoked, the other's time is over; a passkey is there, which no test device holds.

    A file of hers waits for her choice, every chat of hers knows what she does, and the server is hers.
    """
    rows = stored("SELECT id, beginning FROM api_token WHERE user_id = ?", user_id)
    ids = {beginning: token_id for token_id, beginning in rows}
    over = update(ApiToken).filter_by(id=ids[expired[:12]]).values(expires_at=now() - timedelta(days=1))

    def work(session) -> None:
        session.delete(session.get_one(ApiToken, ids[revoked[:12]]))
        session.connection().execute(over)
        key = Passkey(user_id=user_id, credential_hash=new_id(), credential="x", public_key="x", name="手机")
        about = Personalization(user_id=user_id, about=ABOUT)
        note = MemoryNote(user_id=user_id, text=NOTE)
        file = ChatImport(user_id=user_id, status=ImportStatus.READY)
        invitation = Invitation(
            token_hash=new_id(), note=INVITED, uses_left=1, expires_at=now() + timedelta(days=7)
        )
        session.add_all([key, about, note, file, invitation])
        session.get_one(User, user_id).role = UserRole.OWNER

    given(server, work)
