"""A chat of a thousand messages is shown in pages: the newest first, others as the reader asks for them."""

import pytest

from oreai.bootstrap import Services
from oreai.llm.tokens import NEWER
from oreai.models import new_id
from oreai.repositories import messages
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.chat_view import PAGE
from oreai.services.conversation.views import ConversationView, Shown
from tests.long_chats import exchanges, write_turns
from tests.talking import row, say
from tests.upstream import Upstream

MANY = 1000
TURNS = list(exchanges(MANY // 2))


@pytest.fixture
async def ids(services: Services, chat: str) -> list[str]:
    """A thousand messages of Lin's, by their ids."""
    return await services.database.write(lambda session: write_turns(session, chat, TURNS))


def shown(view: ConversationView) -> list[str]:
    return [message.id for message in view.messages]


def bytes_of(view: ConversationView) -> int:
    return sum(len(message.content.encode()) for message in view.messages)


async def test_the_newest_page_is_the_end_of_the_chat(
    services: Services, lin: Visitor, chat: str, ids: list[str]
):
    """Forty messages, in their order, and how many stand before them."""
    view = await services.chat_views.view(lin.user_id, chat)
    assert shown(view) == ids[-PAGE:]
    assert (view.earlier, view.later) == (MANY - PAGE, 0)
    assert [message.content for message in view.messages] == [text for _, text in TURNS[-PAGE:]]
    assert bytes_of(view) < 10_000


async def test_earlier_pages_join_on_to_the_first_message(
    services: Services, lin: Visitor, chat: str, ids: list[str]
):
    """Page by page, without a gap and without an overlap, up to the beginning, where nothing more comes."""
    view = await services.chat_views.view(lin.user_id, chat)
    seen = PAGE
    while view.earlier:
        at = Shown(first=shown(view)[0])
        view = await services.chat_views.view(
            lin.user_id, chat, await services.chat_views.earlier(lin.user_id, chat, at)
        )
        seen = min(seen + PAGE, MANY)
        assert (shown(view), view.earlier) == (ids[-seen:], MANY - seen)
    start = Shown(first=ids[0])
    assert await services.chat_views.earlier(lin.user_id, chat, start) == start


async def test_a_found_message_is_shown_in_its_place(
    services: Services, lin: Visitor, chat: str, ids: list[str]
):
    """Some messages before it and a page after it; near the end the page reaches it."""
    for at in (0, 5, 500, 970, 999):
        around = await services.chat_views.page_around(lin.user_id, chat, ids[at])
        view = await services.chat_views.view(lin.user_id, chat, around)
        assert shown(view) == ids[max(0, at - 10) : at + 1 + PAGE]
        assert view.earlier + len(view.messages) + view.later == MANY
        assert (around.last == "") == (at >= MANY - PAGE - 1)


async def test_later_pages_lead_back_to_the_newest(
    services: Services, lin: Visitor, chat: str, ids: list[str]
):
    """Each joins on to the last one, and the newest is open at its end: what comes is shown."""
    around = await services.chat_views.page_around(lin.user_id, chat, ids[900])
    for end in (981, MANY):
        around = await services.chat_views.later(lin.user_id, chat, around)
        view = await services.chat_views.view(lin.user_id, chat, around)
        assert (shown(view), view.later) == (ids[890:end], MANY - end)
    assert around.last == ""
    assert await services.chat_views.later(lin.user_id, chat, around) == around


async def test_who_reads_an_older_part_is_not_moved_by_what_is_said(
    services: Services, lin: Visitor, chat: str, ids: list[str], provider: Upstream
):
    """A reply comes at the end: the part that is shown stays, only more stands after it."""
    around = await services.chat_views.page_around(lin.user_id, chat, ids[500])
    before = await services.chat_views.view(lin.user_id, chat, around)
    await say(services, lin, chat, "还有呢？")
    after = await services.chat_views.view(lin.user_id, chat, around)
    assert (shown(after), after.earlier) == (shown(before), before.earlier)
    assert after.later == before.later + 2


async def test_long_messages_make_shorter_pages(services: Services, lin: Visitor, chat: str):
    """A page of forty essays would be a book: there are fewer, and never fewer than a screen needs."""
    essays = list(exchanges(50, words=60))
    ids = await services.database.write(lambda session: write_turns(session, chat, essays))
    view = await services.chat_views.view(lin.user_id, chat)
    assert 4 <= len(view.messages) < PAGE
    assert bytes_of(view) < 60_000
    assert shown(view) == ids[-len(view.messages) :]
    earlier = await services.chat_views.earlier(lin.user_id, chat, Shown(first=shown(view)[0]))
    more = await services.chat_views.view(lin.user_id, chat, earlier)
    assert 4 <= len(more.messages) - len(view.messages) < PAGE


async def test_a_page_of_giants_still_has_some_messages(services: Services, lin: Visitor, chat: str):
    """Each message alone is longer than a page should be."""
    await services.database.write(lambda session: write_turns(session, chat, exchanges(20, words=700)))
    assert len((await services.chat_views.view(lin.user_id, chat)).messages) == 4


async def test_a_message_that_is_not_there_shows_the_newest(
    services: Services, lin: Visitor, ada: Visitor, chat: str, ids: list[str]
):
    """A wrong address, one of another chat, or one that has been cleared meanwhile."""
    other = await services.chats.open_free(lin.user_id, "zh")
    assert await services.chat_views.page_around(lin.user_id, chat, "nowhere") == Shown()
    assert await services.chat_views.page_around(lin.user_id, other, ids[3]) == Shown()
    gone = Shown(first="nowhere", last="nowhere")
    assert shown(await services.chat_views.view(lin.user_id, chat, gone)) == ids[-PAGE:]


async def test_a_stranger_turns_no_page(services: Services, ada: Visitor, chat: str, ids: list[str]):
    """Neither by the chat's id nor by a message's."""
    part = Shown(first=ids[3])
    for look in (services.chat_views.view, services.chat_views.earlier, services.chat_views.later):
        with pytest.raises(NoSuchChat):
            await look(ada.user_id, chat, part)
    with pytest.raises(NoSuchChat):
        await services.chat_views.page_around(ada.user_id, chat, ids[3])


async def test_a_thousand_messages_are_watched_on_each_database(
    services_on_each: Services, provider: Upstream
):
    """SQLite and MariaDB show the same pages."""
    lin = await services_on_each.accounts.enter(new_token(), "zh-CN")
    chat = await services_on_each.chats.open_free(lin.user_id, "zh")
    ids = await services_on_each.database.write(lambda session: write_turns(session, chat, TURNS))
    assert shown(await services_on_each.chat_views.view(lin.user_id, chat)) == ids[-PAGE:]
    around = await services_on_each.chat_views.page_around(lin.user_id, chat, ids[500])
    assert shown(await services_on_each.chat_views.view(lin.user_id, chat, around)) == ids[490 : 501 + PAGE]
    view = await say(services_on_each, lin, chat, "还有呢？")
    assert (view.messages[-1].status, view.earlier) == ("complete", MANY + 2 - PAGE)


async def test_a_count_of_what_has_been_cleared_is_no_trouble(services_on_each: Services):
    """A message goes while its chat is looked at: the others are counted, and the view stands."""
    services = services_on_each
    lin = await services.accounts.enter(new_token(), "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    [kept, *_] = await services.database.write(lambda session: write_turns(session, chat, exchanges(1)))
    counts = {new_id(): 7, kept: 7}
    await services.database.write(lambda session: messages.note_tokens(session, counts, NEWER))
    message = await row(services, kept)
    assert (message.tokens, message.counted_by) == (7, NEWER)
