"""What a user may ask for: one call a reply, never one too many, and none for nothing."""

import asyncio
import threading

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.conversation import MessageTooLong
from oreai.services.owner.audit import COMMAND_LINE
from oreai.services.usage.allowance import Allowance
from tests.talking import give_name, lines, say, send, settled, until_said
from tests.upstream import Reply, Upstream, server_error
from tests.waiting import soon

KYOTO = Reply(tokens=("京", "都"))


@pytest.fixture
async def lin(services: Services, lin: Visitor) -> Visitor:
    """Lin, who has signed up."""
    return await give_name(services, lin)


async def left(services: Services, who: Visitor) -> int:
    return (await services.allowances.of(who.user_id)).left


async def test_a_new_user_has_a_thousand_calls(services: Services, lin: Visitor):
    """Nothing is spent by coming in."""
    assert await services.allowances.of(lin.user_id) == Allowance(left=1000, limit=1000)


async def test_a_reply_costs_one_call_however_it_was_asked_for(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A prompt, a retry and an opening cost one each; sending the same thing again costs nothing."""
    await services.conversation.send_message(lin.user_id, chat, "去哪里？", "send-1")
    view = await settled(services, lin, chat)
    await services.conversation.send_message(lin.user_id, chat, "去哪里？", "send-1")
    assert await left(services, lin) == 999
    await services.conversation.retry(lin.user_id, view.messages[-1].id)
    await settled(services, lin, chat)
    assert await left(services, lin) == 998
    poet = await services.chats.open_from_persona(lin.user_id, "zh", "poet")
    await services.conversation.start_reply(lin.user_id, poet)
    await settled(services, lin, poet)
    assert await left(services, lin) == len(provider.requests) + 994 == 997


@pytest.mark.parametrize("reply", [server_error("Busy."), Reply(""), Reply(tokens=("京",), cut_after=0)])
async def test_a_call_that_brought_nothing_is_given_back(
    services: Services, lin: Visitor, chat: str, provider: Upstream, reply: Reply
):
    """A failure without a word costs Lin nothing."""
    provider.enqueue(reply)
    assert lines(await say(services, lin, chat, "去哪里？"))[-1] == ("assistant", "", "failed")
    assert await left(services, lin) == 1000


@pytest.mark.parametrize("reply", [Reply(tokens=("京", "都"), cut_after=1), Reply("京", finish="length")])
async def test_a_call_that_brought_something_is_spent(
    services: Services, lin: Visitor, chat: str, provider: Upstream, reply: Reply
):
    """Half a reply is a reply."""
    provider.enqueue(reply)
    await say(services, lin, chat, "去哪里？")
    assert await left(services, lin) == 999


async def test_a_stopped_reply_is_spent(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """The provider was asked, and Lin has what came."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1))
    reply_id = await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "京")
    await services.conversation.stop(lin.user_id, reply_id)
    assert await left(services, lin) == 999


async def test_what_is_not_said_is_not_counted(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A prompt that is too long is refused, one that comes during a reply waits: neither costs anything."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1))
    await send(services, lin, chat, "去哪里？")
    await send(services, lin, chat, "还有呢？")
    with pytest.raises(MessageTooLong):
        await send(services, lin, chat, "鹿" * 100_001)
    assert await left(services, lin) == 999


async def test_three_calls_left_bring_three_replies(serve, database_url: str, provider: Upstream):
    """Ten sends at once in ten chats: three are answered, seven are told why not, nobody else is asked."""
    services = serve(database_url, OREAI_USER_CALLS=3, OREAI_REPLIES_AT_ONCE=10)
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    chats = [await services.chats.open_from_persona(lin.user_id, "zh", "poet") for _ in range(10)]
    provider.enqueue(*[KYOTO] * 10)
    await asyncio.gather(*[send(services, lin, chat, "去哪里？") for chat in chats])
    replies = [(await settled(services, lin, chat)).messages[-1] for chat in chats]
    told = sorted((reply.status, reply.content, reply.error_kind) for reply in replies)
    assert told == [("complete", "京都", "")] * 3 + [("failed", "", "quota_used_up")] * 7
    assert len(provider.requests) == 3
    assert await left(services, lin) == 0


async def test_who_has_used_up_theirs_does_not_spend_others(serve, sqlite_url: str, provider: Upstream):
    """Lin has none left; Ada still has hers; an owner's grant lets Lin go on, so many times."""
    services = serve(sqlite_url, OREAI_USER_CALLS=1)
    lin, ada = [
        await give_name(services, await services.accounts.enter(new_token(), locale))
        for locale in ("zh", "en")
    ]
    chat = await services.chats.open_free(lin.user_id, "zh")
    await say(services, lin, chat, "去哪里？")
    view = await say(services, lin, chat, "还有呢？")
    refused = view.messages[-1]
    assert (refused.status, refused.error_kind) == ("failed", "quota_used_up")
    assert not any(one.can_retry or one.can_continue for one in view.messages)  # it would help nobody
    hers = await services.chats.open_free(ada.user_id, "en")
    assert lines(await say(services, ada, hers, "Where to?"))[-1][2] == "complete"
    await services.directory.grant(COMMAND_LINE, lin.user_id, 1)
    await services.conversation.retry(lin.user_id, refused.id)
    assert lines(await settled(services, lin, chat))[-1][2] == "complete"
    await services.directory.set_quota(COMMAND_LINE, lin.user_id, 3)
    await say(services, lin, chat, "还有呢？")
    assert (await services.directory.show(lin.user_id)).calls_used == 3
    assert (await say(services, lin, chat, "还有呢？")).messages[-1].error_kind == "quota_used_up"


async def test_no_calls_at_all_is_a_limit_too(serve, sqlite_url: str, provider: Upstream):
    """An operator may allow none."""
    services = serve(sqlite_url, OREAI_USER_CALLS=0)
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    view = await say(services, lin, await services.chats.open_free(lin.user_id, "zh"), "去哪里？")
    assert view.messages[-1].error_kind == "quota_used_up"
    assert provider.requests == []


async def test_thinking_is_worth_a_call(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """A model that thought and then said nothing has been paid: the call is spent."""
    provider.enqueue(Reply("", reasoning=("想一想，",) * 10))
    assert (await say(services, lin, chat, "去哪里？")).messages[-1].error_kind == "empty"
    assert await left(services, lin) == 999


async def test_a_call_is_given_back_once(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Whoever stops a reply that is just failing, and goes away while waiting, gets no second call for it."""
    await say(services, lin, chat, "你好")
    fail, held, delete_unreferenced = threading.Event(), threading.Event(), threading.Event()
    provider.enqueue(Reply("", until=fail))
    reply_id = await send(services, lin, chat, "去哪里？")

    def hold(_session) -> bool:
        held.set()
        return delete_unreferenced.wait(10)

    holding = asyncio.create_task(services.database.write(hold))
    assert await asyncio.to_thread(held.wait, 10)
    fail.set()
    assert await soon(lambda: services.generations.find(reply_id).status == "failed")
    stopping = asyncio.create_task(services.conversation.stop(lin.user_id, reply_id))
    await asyncio.sleep(0)
    stopping.cancel()
    await asyncio.sleep(0)
    delete_unreferenced.set()
    await asyncio.gather(holding, stopping, return_exceptions=True)
    assert (await settled(services, lin, chat)).messages[-1].status == "failed"
    assert await left(services, lin) == 999
