"""What guests may spend: each of them, all of one network, all there are: a thousand drain nothing."""

import asyncio
from collections.abc import Callable

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.usage import ledger
from tests.services.usage.books import balance, entries
from tests.talking import give_name, say, send, settled
from tests.upstream import Reply, Upstream, server_error

QUESTION = "春天去哪里？"
HOME, SCHOOL = "203.0.113.0/24", "2001:db8:5::/64"


async def guest(services: Services, network: str = HOME) -> tuple[Visitor, str]:
    """A new guest of this network, in an empty chat."""
    visitor = await services.accounts.enter(new_token(), "zh", "", network)
    return visitor, await services.chats.open_free(visitor.user_id, "zh")


async def ask(services: Services, who: tuple[Visitor, str]) -> str:
    """How a question of theirs ends."""
    shown = (await say(services, *who, QUESTION)).messages[-1]
    return shown.error_kind or shown.status


async def test_a_guest_spends_what_the_owner_allows_a_day(
    serve: Callable[..., Services], database_url: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Two replies, and two more tomorrow; a failure is not counted; signing up brings calls of one's own."""
    services = serve(database_url, OREAI_GUEST_CALLS=2)
    who = await guest(services)
    provider.enqueue(server_error("Busy."))
    assert [await ask(services, who) for _ in range(4)] == [
        "refused",
        "complete",
        "complete",
        "guest_quota_used_up",
    ]
    spent = await services.allowances.of(who[0].user_id)
    assert (spent.left, spent.limit, spent.is_guest, spent.is_back_tomorrow) == (0, 2, True, True)
    await balance(services)
    today = ledger.time.time
    monkeypatch.setattr(ledger.time, "time", lambda: today() + 86_400)
    assert (await services.allowances.of(who[0].user_id)).left == 2
    assert await ask(services, who) == "complete"
    monkeypatch.undo()
    await give_name(services, who[0])
    assert (await services.allowances.of(who[0].user_id)).left == 1000


async def test_a_network_brings_no_more_by_more_guests(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """Each reply from a fresh guest: the network has three a day, another network still has its own."""
    services = serve(database_url, OREAI_NETWORK_CALLS=3)
    ended = [await ask(services, await guest(services)) for _ in range(5)]
    assert ended == ["complete"] * 3 + ["guest_quota_used_up"] * 2
    assert await ask(services, await guest(services, SCHOOL)) == "complete"
    assert len(provider.requests) == 4
    assert {entry.network for entry in await entries(services)} == {HOME, SCHOOL}
    await balance(services)


async def test_who_changes_their_network_spends_of_the_new_one(
    serve: Callable[..., Services], sqlite_url: str, provider: Upstream
):
    """A phone that leaves the house is seen from where it is."""
    services = serve(sqlite_url, OREAI_NETWORK_CALLS=1)
    token = new_token()
    visitor = await services.accounts.enter(token, "zh", "", HOME)
    chat = await services.chats.open_free(visitor.user_id, "zh")
    assert await ask(services, (visitor, chat)) == "complete"
    assert await ask(services, (visitor, chat)) == "guest_quota_used_up"
    await services.accounts.enter(token, "zh", "", SCHOOL)
    assert await ask(services, (visitor, chat)) == "complete"


async def test_many_guests_of_many_networks_cannot_drain_the_server(
    serve: Callable[..., Services], database_url: str, provider: Upstream
):
    """Twelve at once on two processes, each from a network of its own: the server gives five a day."""
    two = [serve(database_url, OREAI_ALL_GUESTS_CALLS=5) for _ in range(2)]
    guests = [await guest(two[0], f"10.0.{at}.0/24") for at in range(12)]
    provider.enqueue(*[Reply("京都")] * 12)
    await asyncio.gather(*[send(two[at % 2], *who, QUESTION) for at, who in enumerate(guests)])
    ended = [(await settled(two[at % 2], *who)).messages[-1].status for at, who in enumerate(guests)]
    assert sorted(ended) == ["complete"] * 5 + ["failed"] * 7
    assert len(provider.requests) == 5
    await balance(two[0])


async def test_who_has_signed_up_spends_nothing_of_guests(
    serve: Callable[..., Services], sqlite_url: str, provider: Upstream
):
    """And guests who have used theirs up take nothing from whom has a name."""
    services = serve(sqlite_url, OREAI_ALL_GUESTS_CALLS=0)
    lin, ada = await guest(services), await guest(services)
    await give_name(services, lin[0])
    assert await ask(services, lin) == "complete"
    assert await ask(services, ada) == "guest_quota_used_up"
    await balance(services)


async def test_trying_again_is_offered_once_it_helps(
    serve: Callable[..., Services], sqlite_url: str, provider: Upstream
):
    """Nothing left: no button that would fail again. With a name, and calls of one's own, it is there."""
    services = serve(sqlite_url, OREAI_GUEST_CALLS=0)
    who = await guest(services)
    assert await ask(services, who) == "guest_quota_used_up"
    assert not (await services.chat_views.view(who[0].user_id, who[1])).messages[-1].can_retry
    await give_name(services, who[0])
    shown = (await services.chat_views.view(who[0].user_id, who[1])).messages[-1]
    assert shown.can_retry
    await services.conversation.retry(who[0].user_id, shown.id)
    assert (await settled(services, *who)).messages[-1].status == "complete"
