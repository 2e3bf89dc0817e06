"""The list of chats: where a new one comes from, what it is called, and in which order they stand."""

import asyncio
from contextlib import aclosing

import pytest

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.models import Chat, now
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.own import NoSuchPersona
from oreai.services.replies.first_title import title_from
from tests.talking import say, send, until_said
from tests.upstream import Reply, Upstream


async def row_of(services: Services, who: Visitor, chat_id: str):
    [found] = [row for row in await services.chats.rows(who.user_id) if row.id == chat_id]
    return found


async def test_a_new_chat_that_was_never_used_is_opened_again(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Touching the plus again and again makes one chat; once used, the next plus makes another."""
    assert await services.chats.open_free(lin.user_id, lin.locale) == chat
    await say(services, lin, chat, "去哪里？")
    another = await services.chats.open_free(lin.user_id, lin.locale)
    assert another != chat
    assert await services.chats.open_free(lin.user_id, lin.locale) == another


async def test_an_unused_chat_is_called_new_in_the_language_of_now(services: Services, ada: Visitor):
    """Ada's unused chat speaks Chinese when she opens it in Chinese."""
    chat = await services.chats.open_free(ada.user_id, "en")
    assert (await row_of(services, ada, chat)).title == texts_for("en").chats.new_title
    assert await services.chats.open_free(ada.user_id, "zh") == chat
    assert (await row_of(services, ada, chat)).title == texts_for("zh").chats.new_title


async def test_neither_samples_nor_chats_of_a_prompt_are_taken_for_new_ones(services: Services, lin: Visitor):
    """Only an empty free chat of one's own is opened again."""
    poet = await services.chats.open_from_persona(lin.user_id, "zh", "poet")
    samples = {row.id for row in await services.chats.rows(lin.user_id)}
    assert await services.chats.open_free(lin.user_id, "zh") not in samples | {poet}


async def test_a_chat_is_called_by_its_first_words(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The first prompt names a free chat, a later one does not rename it."""
    await say(services, lin, chat, "春天去京都\n看樱花")
    await say(services, lin, chat, "秋天呢？")
    assert (await row_of(services, lin, chat)).title == "春天去京都 看樱花"


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("去京都", "去京都"),
        ("  three \n days\tin   Kyoto ", "three days in Kyoto"),
        ("鹿" * 30, "鹿" * 30),
        ("鹿" * 31, "鹿" * 30 + "…"),
        ("one two three four five six seven eight", "one two three four five six se…"),
        ("abcdefghijklmnopqrstuvwxyz abc def", "abcdefghijklmnopqrstuvwxyz abc…"),
        ("鹿" * 27 + "👨‍👩‍👧‍👦在京都", "鹿" * 27 + "…"),
    ],
)
def test_a_title_is_one_short_line(prompt: str, title: str):
    """Thirty characters of the first words, with an ellipsis where more was said."""
    assert title_from(prompt) == title


async def test_a_chat_of_a_persona_is_called_by_its_first_question(
    services: Services, ada: Visitor, provider: Upstream
):
    """Until then by the poet's name, which stays beside the title: three chats of one are three rows."""
    chat = await services.chats.open_from_persona(ada.user_id, "en", "poet")
    poet = (await services.personas.sheet(ada.user_id, "en", "poet")).form
    row = await row_of(services, ada, chat)
    assert (row.title, row.persona, row.icon, row.sample) == (poet.name, "", poet.icon, False)
    await say(services, ada, chat, "Write about Kyoto")
    row = await row_of(services, ada, chat)
    assert (row.title, row.persona, row.icon) == ("Write about Kyoto", poet.name, poet.icon)
    others = [
        await services.persona_chats.begin(ada.user_id, "en", "poet", question=question)
        for question in ("And about Nara", "A haiku on deer")
    ]
    titles = {(await row_of(services, ada, one)).title for one in (chat, *others)}
    assert titles == {"Write about Kyoto", "And about Nara", "A haiku on deer"}
    view = await services.chat_views.view(ada.user_id, chat)
    assert view.examples == []
    assert view.opening
    assert view.questions


async def test_a_prompt_that_is_not_there_makes_no_chat(services: Services, ada: Visitor):
    """A made-up key leaves the list as it was."""
    before = await services.chats.rows(ada.user_id)
    with pytest.raises(NoSuchPersona):
        await services.chats.open_from_persona(ada.user_id, "en", "pirate")
    assert await services.chats.rows(ada.user_id) == before


async def test_pinned_chats_stand_first_then_the_last_used(services_on_each: Services, provider: Upstream):
    """What Lin talked in last rises to the top, below what is pinned."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    rows = await services.chats.rows(lin.user_id)
    pinned, last = rows[0].id, rows[-1].id
    await say(services, lin, last, "春天的京都")
    order = [row.id for row in await services.chats.rows(lin.user_id)]
    assert order == [pinned, last, *[row.id for row in rows[1:-1]]]
    newest = await services.chats.open_free(lin.user_id, "zh")
    assert [row.id for row in await services.chats.rows(lin.user_id)][:3] == [pinned, newest, last]
    await services.database.write(lambda session: setattr(session.get(Chat, newest), "pinned_at", now()))
    assert [row.id for row in await services.chats.rows(lin.user_id)][:3] == [newest, pinned, last]


async def test_a_running_reply_is_marked(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """The list shows which chats are being answered, as long as they are."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1))
    reply_id = await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "京")
    assert [row.id for row in await services.chats.rows(lin.user_id) if row.running] == [chat]
    await services.conversation.stop(lin.user_id, reply_id)
    assert [row for row in await services.chats.rows(lin.user_id) if row.running] == []


async def test_who_watches_the_list_sees_each_change(
    services: Services, lin: Visitor, ada: Visitor, provider: Upstream
):
    """A new chat, a reply that begins and one that ends reach Lin's other tab; Ada's doings do not."""
    async with aclosing(services.chats.follow(lin.user_id)) as news, asyncio.timeout(10):
        assert len((await anext(news)).rows) == 11
        await services.chats.open_free(ada.user_id, "en")
        chat = await services.chats.open_free(lin.user_id, "zh")
        assert [row.id for row in (await anext(news)).rows][1] == chat
        provider.enqueue(Reply("京都", first_delay_s=60))
        reply_id = await send(services, lin, chat, "去哪里？")
        assert [row.running for row in (await anext(news)).rows if row.id == chat] == [True]
        await services.conversation.stop(lin.user_id, reply_id)
        assert [row.running for row in (await anext(news)).rows if row.id == chat] == [False]


async def test_a_blank_chat_can_play_a_prompt(services: Services, lin: Visitor, chat: str):
    """Chosen from within a chat in which nothing was said, the prompt moves in there."""
    assert await services.chats.open_from_persona(lin.user_id, "zh", "poet", here=chat) == chat
    played = await services.chat_views.view(lin.user_id, chat)
    assert (played.title, played.icon) != (texts_for("zh").chats.new_title, "💬")
    assert played.questions


async def test_a_name_the_owner_gave_stays(services: Services, lin: Visitor, chat: str):
    """Lin has called her blank chat something: the prompt does not overrule her."""
    await services.chats.rename(lin.user_id, chat, "给阿达的诗")
    await services.chats.open_from_persona(lin.user_id, "zh", "poet", here=chat)
    assert (await row_of(services, lin, chat)).title == "给阿达的诗"


async def test_a_prompt_gets_a_chat_of_its_own_elsewhere(
    services: Services, lin: Visitor, ada: Visitor, chat: str, provider: Upstream
):
    """Where something was said, where another prompt plays, in a sample, and in somebody else's chat."""
    await say(services, lin, chat, "去哪里？")
    poet = await services.chats.open_from_persona(lin.user_id, "zh", "poet")
    sample = next(row.id for row in await services.chats.rows(lin.user_id) if row.sample)
    adas = await services.chats.open_free(ada.user_id, "en")
    known = {chat, poet, sample, adas}
    for here in known:
        assert await services.chats.open_from_persona(lin.user_id, "zh", "poet", here=here) not in known
    assert (await services.chat_views.view(ada.user_id, adas)).title == texts_for("en").chats.new_title
