"""Temporary chats: found by nobody but by their address, and gone for good once they are left."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, text
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.models import Attachment, Chat, Message, UsageEntry, new_id, now
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.sessions import hashed
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.temporary import STAYS
from oreai.services.sharing.links import LinkForm
from oreai.services.sharing.shown import NothingToShare
from tests.pictures import picture
from tests.services.search.corpus import found
from tests.talking import say, settled, stored, until_said
from tests.upstream import Reply, Upstream

SECRET = "给妈妈的生日惊喜"


def later(**more: int) -> datetime:
    return now() + STAYS + timedelta(**more)


@pytest.fixture
async def lin(house: Services) -> Visitor:
    return await house.accounts.enter(new_token(), "zh-CN")


@pytest.fixture
async def surprise(house: Services, lin: Visitor, provider: Upstream) -> str:
    """A temporary chat in which Lin plans something."""
    chat = await house.temporary_chats.open(lin.user_id, "zh")
    await say(house, lin, chat, SECRET)
    return chat


async def count(house: Services, table: type) -> int:
    query = select(func.count()).select_from(table)
    return await house.database.read(lambda session: session.exec(query).one())


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_it_is_found_by_its_address_alone(house: Services, lin: Visitor, surprise: str):
    """Not in the list, the archive, the library's export or the trash; nobody gets a link to it."""
    view = await house.chat_views.view(lin.user_id, surprise)
    assert (view.temporary, view.messages[0].content) == (True, SECRET)
    assert surprise not in [row.id for row in await house.chats.rows(lin.user_id)]
    exported = await house.exports.library(lin.user_id)
    assert SECRET.encode() not in b"".join([piece async for piece in exported.pieces])
    with pytest.raises(NoSuchChat):
        await house.exports.chat(lin.user_id, surprise, "md", UTC)
    with pytest.raises(NoSuchChat):
        await house.exports.chosen(lin.user_id, [surprise])
    assert [row.title for row in (await house.usage.page(lin.user_id))[0]] == [""]
    assert await house.chats.open_free(lin.user_id, "zh") != surprise
    with pytest.raises(NoSuchChat):
        await house.trash.put(lin.user_id, surprise)
    with pytest.raises(NothingToShare):
        await house.shared_links.make(lin.user_id, surprise, LinkForm())
    with pytest.raises(NoSuchChat):
        await house.chats.archive(lin.user_id, [surprise], True)
    assert await house.trash.rows(lin.user_id) == []


async def test_once_left_nothing_of_it_stays(house: Services, lin: Visitor, surprise: str, folder: Path):
    """Rows, pictures and their files are gone; what was spent is still counted, and names no chat."""
    image = (await house.attachments.add(lin.user_id, picture(64, 48))).id
    await house.conversation.send_message(lin.user_id, surprise, "这张？", new_id(), [image])
    await settled(house, lin, surprise)
    spent = await count(house, UsageEntry)
    assert await house.temporary_chats.sweep(now() + timedelta(minutes=1)) == 0
    assert await house.temporary_chats.sweep(later(minutes=1)) == 1
    assert await stored(house, surprise) == []
    assert await count(house, Attachment) == 0
    assert files_in(folder) == []
    assert await count(house, UsageEntry) == spent > 0
    named = select(func.count()).select_from(UsageEntry).where(UsageEntry.chat_id == surprise)
    assert await house.database.read(lambda session: session.exec(named).one()) == 0
    with pytest.raises(NoSuchChat):
        await house.chat_views.view(lin.user_id, surprise)


async def test_an_open_tab_lets_it_stay(house: Services, surprise: str, lin: Visitor):
    """As long as one of its owner's sessions has it open; a stranger's session prolongs nothing."""
    token, stranger = new_token(), new_token()
    ada = await house.accounts.enter(stranger, "en")
    assert ada
    await house.temporary_chats.stay([(hashed(stranger), surprise)], later())
    first = await until(house, surprise)
    assert first < later(seconds=1)
    mine = new_token()
    guest = await house.accounts.enter(mine, "zh")
    chat = await house.temporary_chats.open(guest.user_id, "zh")
    await house.temporary_chats.stay([(hashed(mine), chat), (hashed(token), surprise)], later())
    assert await house.temporary_chats.sweep(later(minutes=1)) == 1  # the other one, which nobody has open
    assert (await house.chat_views.view(guest.user_id, chat)).temporary


async def until(house: Services, chat: str) -> datetime:
    found = await house.database.read(lambda session: session.get_one(Chat, chat).temporary_until)
    assert found
    return found


async def test_kept_it_is_a_chat_like_any_other(house: Services, lin: Visitor, surprise: str):
    """In the list, found by the search, and not deleted any more; nobody else can keep or delete it."""
    ada = await house.accounts.enter(new_token(), "en")
    for act in (house.temporary_chats.keep, house.temporary_chats.delete):
        with pytest.raises(NoSuchChat):
            await act(ada.user_id, surprise)
    assert await found(house, lin.user_id, "生日") == set()
    await house.temporary_chats.keep(lin.user_id, surprise)
    assert surprise in [row.id for row in await house.chats.rows(lin.user_id)]
    assert await found(house, lin.user_id, "生日")
    assert await house.temporary_chats.sweep(later(minutes=1)) == 0
    with pytest.raises(NoSuchChat):
        await house.temporary_chats.delete(lin.user_id, surprise)


async def test_a_running_reply_is_stopped_first(
    house: Services, lin: Visitor, surprise: str, provider: Upstream
):
    """Deleted at once by its owner, while the model still speaks; nothing is asked to be remembered in it."""
    provider.enqueue(Reply(tokens=("好", "的"), silent_after=1))
    await house.conversation.send_message(lin.user_id, surprise, "记住我叫林", new_id())
    await until_said(house, lin, surprise, "好")
    assert (await house.chat_views.view(lin.user_id, surprise)).memory_offer is None
    await house.temporary_chats.delete(lin.user_id, surprise)
    assert await stored(house, surprise) == []
    assert await count(house, Message) == 0


async def test_a_server_that_has_just_begun_waits(house: Services, lin: Visitor, surprise: str):
    """The tabs that have them open are on their way back. An empty one is opened again, not a second."""
    empty = await house.temporary_chats.open(lin.user_id, "zh")
    assert empty != surprise
    assert await house.temporary_chats.open(lin.user_id, "zh") == empty
    await house.database.write(
        lambda session: setattr(session.get_one(Chat, surprise), "temporary_until", now() - timedelta(days=1))
    )
    assert await house.temporary_chats.sweep() == 0


async def test_the_sweep_looks_at_temporary_chats_alone(services: Services):
    """By an index that has no others in it: what is not temporary must not be looked for by it. On SQLite."""

    def plan(session: Session, query: str) -> str:
        return str(session.connection().execute(text(f"EXPLAIN QUERY PLAN {query}")).fetchall())

    swept = "SELECT id, user_id FROM chat WHERE temporary_until < '2026-01-01' LIMIT 100"
    kept = "SELECT id FROM chat WHERE user_id = 'x' AND temporary_until IS NULL"
    index = "ix_chat_temporary_until"
    assert index in await services.database.read(lambda session: plan(session, swept))
    assert index not in await services.database.read(lambda session: plan(session, kept))
