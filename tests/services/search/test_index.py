"""The index follows the messages by itself, whoever writes them, and can be taken away at any time."""

import asyncio
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, delete

from oreai import search_file
from oreai.bootstrap import Services
from oreai.columns import from_now
from oreai.models import Chat, Message, Role, Status, now
from oreai.repositories import finding, search_index
from oreai.search_file import SearchFile
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.search import index
from tests.services.search.corpus import found, write
from tests.talking import say
from tests.upstream import Reply, Upstream

LONG_AGO = now() - timedelta(days=2000)


def dead_and_living(services: Services) -> tuple[int, int]:
    return SearchFile(services.settings.search_path).transact(search_index.dead_and_living)


async def test_what_was_just_said_is_found(
    services_on_each: Services, lin_on_each: Visitor, provider: Upstream
):
    """The question and its reply, by the next search."""
    services, lin = services_on_each, lin_on_each
    chat_id = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply(tokens=("座头鲸", "会唱歌")))
    view = await say(services, lin, chat_id, "哪种鲸会唱歌？")
    assert await found(services, lin.user_id, "唱歌") == {message.id for message in view.messages}


async def test_an_import_of_old_messages_is_found(services_on_each: Services, lin_on_each: Visitor):
    """Messages with times of years ago, written after newer ones were read; the newest still stand first."""
    services, lin = services_on_each, lin_on_each
    await services.database.write(lambda session: write(session, lin.user_id, ["鲸鱼 now"]))
    assert len(await found(services, lin.user_id, "鲸鱼")) == 1
    old = [[f"鲸鱼 {number}"] for number in range(30)]
    for number, texts in enumerate(old):
        at = LONG_AGO + timedelta(days=number)
        await services.database.write(
            lambda session, texts=texts, at=at: write(session, lin.user_id, texts, at=at)
        )
    results = await services.search.search(lin.user_id, "鲸鱼", most=5)
    first = ["".join(piece.text for piece in chat.hits[0].pieces) for chat in results.chats]
    assert first == ["鲸鱼 now", "鲸鱼 29", "鲸鱼 28", "鲸鱼 27", "鲸鱼 26"]
    assert results.has_more


async def test_what_is_read_at_once_is_numbered_by_its_time(services: Services, lin: Visitor):
    """Whatever order the database tells it in: so no search has to put all its candidates in order."""
    for number in range(20):
        at = LONG_AGO + timedelta(days=number)
        await services.database.write(
            lambda session, at=at: write(session, lin.user_id, ["鲸鱼", "海豚"], at=at)
        )
    await services.search_index.sweep()
    assert dead_and_living(services) == (0, 40)
    assert not SearchFile(services.settings.search_path).transact(search_index.any_mixed)


async def test_messages_of_the_same_moment(services_on_each: Services, lin_on_each: Visitor):
    """More of them than are looked at in one go, all written by one statement: none is passed over."""
    services, lin = services_on_each, lin_on_each
    _, ids = await services.database.write(
        lambda session: write(session, lin.user_id, [f"鲸 {number}" for number in range(60)])
    )
    at_once = now() - timedelta(seconds=30)
    same = update(Message).where(col(Message.id).in_(ids)).values(written_at=at_once)
    await services.database.write(lambda session: session.exec(same))
    chat_id = (await services.search.search(lin.user_id, "鲸")).chats[0].id
    assert [hit.id for hit in await services.search.find(lin.user_id, chat_id, "鲸")] == ids


async def test_a_transaction_that_ends_late(services: Services, lin: Visitor, monkeypatch):
    """What was written a minute before the newest that is known, and is seen only now."""
    monkeypatch.setattr(index, "LOOK_BACK_SECONDS", 0)
    await services.database.write(lambda session: write(session, lin.user_id, ["鲸鱼"]))
    await found(services, lin.user_id, "鲸鱼")
    late = from_now(-60)
    await services.database.write(lambda session: write(session, lin.user_id, ["海豚"], written_at=late))
    await services.search_index.sweep()  # it may wait for a look that had begun before
    await services.search_index.sweep()
    assert len(await found(services, lin.user_id, "海豚")) == 1


async def test_a_running_reply_is_read_once_it_has_ended(services: Services, lin: Visitor):
    """And not before: its text is on its way."""

    def work(session: Session) -> list[str]:
        return write(session, lin.user_id, ["座头鲸"], status=Status.STREAMING)[1]

    ids = await services.database.write(work)
    assert await found(services, lin.user_id, "鲸") == set()
    ended = update(Message).where(col(Message.id).in_(ids)).values(status=Status.COMPLETE)
    await services.database.write(lambda session: session.exec(ended))
    assert await found(services, lin.user_id, "鲸") == set(ids)


async def test_changed_and_deleted_messages(services_on_each: Services, lin_on_each: Visitor):
    """A new text is found and the old one is not; a deleted message comes back with its words."""
    services, lin = services_on_each, lin_on_each
    _, (first, second) = await services.database.write(
        lambda session: write(session, lin.user_id, ["看鲸鱼", "看海豚"])
    )
    assert await found(services, lin.user_id, "看") == {first, second}
    await services.conversation.revise(lin.user_id, first, "看企鹅")
    assert await found(services, lin.user_id, "鲸鱼") == set()
    assert await found(services, lin.user_id, "企鹅") == {first}
    await services.deletions.delete(lin.user_id, second)
    assert await found(services, lin.user_id, "看") == {first}
    await services.deletions.restore(lin.user_id, second)
    assert await found(services, lin.user_id, "看") == {first, second}


async def test_what_is_gone_leaves_the_index(services: Services, lin: Visitor):
    """Rows that were taken out of the database without a word: as they are met, and by the sweep."""
    chat_id, _ = await services.database.write(lambda session: write(session, lin.user_id, ["鲸", "鲸"]))
    await found(services, lin.user_id, "鲸")
    assert dead_and_living(services) == (0, 2)
    gone = delete(Message).where(col(Message.chat_id) == chat_id)
    await services.database.write(lambda session: session.exec(gone))
    assert await found(services, lin.user_id, "鲸") == set()
    assert dead_and_living(services) == (2, 0)
    await services.search_index.sweep()
    assert dead_and_living(services) == (0, 0)


async def test_the_file_is_deleted_while_it_is_used(services: Services, lin: Visitor):
    """Also when only a part of it goes, or something else stands in its place: it is made anew."""
    _, ids = await services.database.write(lambda session: write(session, lin.user_id, ["鲸鱼"]))
    path = services.settings.search_path
    for spoil in (path.unlink, lambda: path.write_bytes(b"no database" * 1000)):
        assert await found(services, lin.user_id, "鲸鱼") == set(ids)
        spoil()
        assert await found(services, lin.user_id, "鲸鱼") == set(ids)
    assert await found(services, lin.user_id, "鲸鱼") == set(ids)
    assert dead_and_living(services) == (0, 1)
    assert path.stat().st_mode & 0o077 == 0


async def test_several_processes_share_one_file(services: Services, lin: Visitor, sqlite_url: str, serve):
    """They read in the same messages at the same time, and each is there once."""
    others = [serve(sqlite_url) for _ in range(3)]
    for number in range(5):
        texts = [f"鲸 {number}"] * 100
        await services.database.write(lambda session, texts=texts: write(session, lin.user_id, texts))
        await asyncio.gather(*(one.search_index.sweep() for one in [services, *others]))
        assert dead_and_living(services) == (0, 100 * (number + 1))


async def test_chats_that_move_to_an_account(services: Services, lin: Visitor, ada: Visitor):
    """Nothing is written to their messages, and yet they are found by their new owner alone."""
    chat_id, ids = await services.database.write(lambda session: write(session, lin.user_id, ["鲸鱼"]))
    assert await found(services, lin.user_id, "鲸鱼") == set(ids)
    moved = update(Chat).where(col(Chat.id) == chat_id).values(user_id=ada.user_id)
    await services.database.write(lambda session: session.exec(moved))
    assert await found(services, lin.user_id, "鲸鱼") == set()
    assert await found(services, ada.user_id, "鲸鱼") == set(ids)


async def test_rows_of_the_version_before(services: Services, lin: Visitor):
    """It knows nothing of `written_at`: the comparison of all finds what it has written."""
    stranger = await services.accounts.enter(new_token(), "en")
    await services.database.write(lambda session: write(session, stranger.user_id, ["海豚"]))
    await found(services, stranger.user_id, "海豚")
    _, ids = await services.database.write(lambda session: write(session, lin.user_id, ["鲸鱼"]))
    unknown = update(Message).where(col(Message.id).in_(ids)).values(written_at=None)
    await services.database.write(lambda session: session.exec(unknown))
    file = SearchFile(services.settings.search_path)
    file.transact(lambda connection: search_index.note(connection, compared=0))
    await services.search_index.sweep()
    assert await found(services, lin.user_id, "鲸鱼") == set(ids)


async def test_a_machine_that_is_slow(services: Services, lin: Visitor, monkeypatch):
    """What is new takes too long to bring in: the index still answers, and says that there may be more."""
    _, ids = await services.database.write(lambda session: write(session, lin.user_id, ["鲸鱼"]))
    assert await found(services, lin.user_id, "鲸鱼") == set(ids)
    monkeypatch.setattr(index, "PATIENCE_SECONDS", 0)
    monkeypatch.setattr(finding, "like", None)
    results = await services.search.search(lin.user_id, "鲸鱼")
    assert {hit.id for chat in results.chats for hit in chat.hits} == set(ids)
    assert results.has_more
    assert results.is_behind


async def test_in_one_chat_a_slow_machine_misses_nothing(services: Services, lin: Visitor, monkeypatch):
    """What the index does not have yet is looked for in the messages of that chat, and told once."""
    chat_id, ids = await services.database.write(lambda session: write(session, lin.user_id, ["鲸鱼"]))
    assert await found(services, lin.user_id, "鲸鱼") == set(ids)
    monkeypatch.setattr(index, "PATIENCE_SECONDS", 0)
    newest = Message(chat_id=chat_id, parent_id=ids[0], role=Role.USER, content="又见鲸鱼")
    newest_id = newest.id
    await services.database.write(lambda session: session.add(newest))
    hits = await services.search.find(lin.user_id, chat_id, "鲸鱼")
    assert [hit.id for hit in hits] == [*ids, newest_id]


async def test_a_query_that_takes_too_long(services: Services, lin: Visitor, monkeypatch):
    """It is broken off, and not begun anew on all messages."""
    texts = [f"鲸鱼 word{number}" for number in range(20)]
    await services.database.write(lambda session: write(session, lin.user_id, texts))
    assert await found(services, lin.user_id, "鲸鱼")
    monkeypatch.setattr(index, "CANDIDATE_SECONDS", -1)
    monkeypatch.setattr(search_file, "_STEPS", 1)
    monkeypatch.setattr(finding, "like", None)
    results = await services.search.search(lin.user_id, "鲸鱼")
    assert (results.messages, results.has_more) == (0, True)
