"""Limits beside the quota: replies at once, tokens a day, titles a day; what is refused is not lost."""

from collections.abc import Callable

import pytest

from oreai.bootstrap import Services
from oreai.llm.errors import ModelError
from oreai.models import Purpose, Status
from oreai.services.accounts.session_token import new_token
from oreai.services.usage.charges import Account, Charges
from oreai.services.usage.ledger import Ledger
from oreai.services.usage.limits import Limits
from tests.services.usage.books import balance, entries
from tests.talking import give_name, say, send, settled, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon

QUESTION = "春天去哪里？"
ENDLESS = Reply(tokens=("先去", "京都"), silent_after=2)


async def test_three_replies_at_once_are_enough(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """The fourth is told so, its message stays, costs nothing, and *try again* works once there is room."""
    services = serve(database_url)
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    chats = [await services.chats.open_from_persona(lin.user_id, "zh", "poet") for _ in range(4)]
    provider.enqueue(*[ENDLESS] * 3)
    running = [await send(services, lin, chat, QUESTION) for chat in chats[:3]]
    for chat in chats[:3]:
        await until_said(services, lin, chat, "京都")
    refused = (await say(services, lin, chats[3], QUESTION)).messages[-1]
    assert (refused.status, refused.error_kind) == ("failed", "too_many_at_once")
    assert (await services.allowances.of(lin.user_id)).left == 997
    await services.conversation.stop(lin.user_id, running[0])
    await services.conversation.retry(lin.user_id, refused.id)
    assert (await settled(services, lin, chats[3])).messages[-1].status == "complete"
    await balance(services)


async def test_a_queue_goes_on_with_the_place_of_the_reply_before(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """With one reply at once allowed, what waits in a chat still follows by itself."""
    services = serve(database_url, OREAI_REPLIES_AT_ONCE=1)
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    chat = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply("京都", first_delay_s=0.5))
    await send(services, lin, chat, QUESTION)
    await send(services, lin, chat, "还有呢？")
    view = await settled(services, lin, chat)
    assert [one.status for one in view.messages] == ["complete"] * 4
    await balance(services)


async def test_titles_are_the_owners_and_bounded(
    serve: Callable[..., Services], sqlite_url: str, provider: Upstream
):
    """They stand apart, cost Lin nothing, and after so many a day first words are title enough."""
    services = serve(sqlite_url, OREAI_TITLES=True)
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    chat = await services.chats.open_free(lin.user_id, "zh")
    await say(services, lin, chat, QUESTION)
    assert await soon(lambda: not services.generations._background)
    assert [(one.purpose, one.payer, one.calls) for one in await entries(services)] == [
        ("reply", "user", 1),
        ("title", "owner", 0),
    ]
    assert (await services.allowances.of(lin.user_id)).left == 999
    charges = Charges(services.database, Ledger(Limits(auxiliary=1)))
    with pytest.raises(ModelError):
        async with charges.of(Account(lin.user_id, Purpose.TITLE, chat)):
            pytest.fail("it was asked all the same")
    await balance(services)


async def test_a_days_tokens_are_a_limit_where_one_is_set(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """The reply that passes it ends; the next one is told to come tomorrow, and costs nothing."""
    services = serve(database_url, OREAI_TOKENS_A_DAY=1)
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))
    chat = await services.chats.open_free(lin.user_id, "zh")
    assert (await say(services, lin, chat, QUESTION)).messages[-1].status == Status.COMPLETE
    refused = (await say(services, lin, chat, QUESTION)).messages[-1]
    assert (refused.status, refused.error_kind) == ("failed", "tokens_used_up")
    allowance = await services.allowances.of(lin.user_id)
    assert (allowance.used, allowance.left, allowance.is_back_tomorrow) == (1, 0, True)
    await balance(services)
