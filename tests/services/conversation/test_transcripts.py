"""Chats as a program reads and writes them, on each kind of database."""

import asyncio

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.chat_models import LONGEST_MESSAGE, MessageTooLong
from oreai.services.replies.start import StillReplying
from tests.talking import say, send, until_said
from tests.upstream import Reply, Upstream


async def at_home(services: Services) -> tuple[Visitor, str]:
    """Lin, in an empty chat."""
    lin = await services.accounts.enter(new_token(), "zh")
    return lin, await services.chats.open_free(lin.user_id, "zh")


async def read(services: Services, who: Visitor, chat: str) -> list[tuple[str, str]]:
    return [(turn.role, turn.content) for turn in await services.transcripts.turns(who.user_id, chat)]


async def test_turns_stand_in_the_order_they_were_said(services_on_each: Services, provider: Upstream):
    """A program's beside those of the page, long and short; clearing leaves the examples."""
    services = services_on_each
    lin, chat = await at_home(services)
    said = [("user", "京都 🍁\n"), ("assistant", "红叶" * 20_000), ("user", "奈良"), ("user", "还有鹿")]
    for role, content in said:
        await services.transcripts.record(lin.user_id, chat, role, content)
    provider.enqueue(Reply("鹿在公园里。"))
    await say(services, lin, chat, "在哪里？")
    assert await read(services, lin, chat) == [
        *said,
        ("user", "在哪里？"),
        ("assistant", "鹿在公园里。"),
    ]
    sample = (await services.transcripts.chats(lin.user_id))[1].id
    examples = await services.transcripts.examples(lin.user_id, sample)
    assert [turn.role for turn in examples[:2]] == ["user", "assistant"]
    await services.transcripts.record(lin.user_id, sample, "user", "你好")
    await services.conversation.clear(lin.user_id, sample)
    assert await read(services, lin, sample) == []
    assert await services.transcripts.examples(lin.user_id, sample) == examples


async def test_a_new_chat_is_the_last(services_on_each: Services):
    """Chats come as they were made, whichever was talked in last or is pinned."""
    services = services_on_each
    lin, chat = await at_home(services)
    before = [one.id for one in await services.transcripts.chats(lin.user_id)]
    assert before[-1] == chat
    await services.transcripts.record(lin.user_id, before[3], "user", "你好")
    await services.chats.pin(lin.user_id, chat, pinned=True)
    assert [one.id for one in await services.transcripts.chats(lin.user_id)] == before


async def test_what_is_being_made_is_no_turn_yet(services_on_each: Services, provider: Upstream):
    """And while it is, a program has to wait."""
    services = services_on_each
    lin, chat = await at_home(services)
    provider.enqueue(Reply(tokens=("先去", "京都"), silent_after=2))
    await send(services, lin, chat, "去哪里？")
    reply = await until_said(services, lin, chat, "京都")
    assert await read(services, lin, chat) == [("user", "去哪里？")]
    with pytest.raises(StillReplying):
        await services.transcripts.record(lin.user_id, chat, "user", "快点")
    await services.conversation.stop(lin.user_id, reply)
    assert await read(services, lin, chat) == [("user", "去哪里？"), ("assistant", "先去京都")]


async def test_two_that_write_at_once_are_both_kept(services_on_each: Services):
    """One after the other: neither becomes another version of the other."""
    services = services_on_each
    lin, chat = await at_home(services)
    words = [f"第{number}句" for number in range(6)]
    await asyncio.gather(*[services.transcripts.record(lin.user_id, chat, "user", word) for word in words])
    assert sorted(content for _, content in await read(services, lin, chat)) == sorted(words)


async def test_what_is_not_theirs_or_too_long_is_not_written(services_on_each: Services):
    """A stranger reads and writes nothing."""
    services = services_on_each
    lin, chat = await at_home(services)
    ada, _ = await at_home(services)
    for asked in (
        services.transcripts.chat(ada.user_id, chat),
        services.transcripts.turns(ada.user_id, chat),
        services.transcripts.examples(ada.user_id, chat),
        services.transcripts.record(ada.user_id, chat, "user", "偷偷写"),
    ):
        with pytest.raises(NoSuchChat):
            await asked
    with pytest.raises(MessageTooLong):
        await services.transcripts.record(lin.user_id, chat, "user", "长" * (LONGEST_MESSAGE + 1))
    assert await read(services, lin, chat) == []
