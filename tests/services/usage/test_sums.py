"""Sums of the ledger: by day in a time zone, model, user and purpose; and a user's own list, page by page."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.models import EntryState, Payer, Purpose, UsageEntry
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.talking import give_name, say
from tests.upstream import Reply, Upstream, server_error

LATE = datetime(2026, 4, 1, 18, 20, tzinfo=UTC)
"""In Shanghai it is the second by then, in Kathmandu five past midnight."""


@pytest.fixture
async def lin(services: Services, lin: Visitor) -> Visitor:
    """Lin, who has signed up."""
    return await give_name(services, lin)


def entry(user_id: str, at: datetime, model: str = "kyoto-1", **values: Any) -> UsageEntry:
    """One settled request of then."""
    usual: dict[str, Any] = {"payer": Payer.USER, "purpose": Purpose.REPLY, "calls": 1, "prompt_tokens": 10}
    return UsageEntry(
        user_id=user_id,
        model=model,
        state=EntryState.SETTLED,
        completion_tokens=5,
        quarter=int(at.timestamp()) // 900,
        began_at=at,
        **{**usual, **values},
    )


async def test_days_are_those_of_the_reader(services: Services, lin: Visitor):
    """The same evening is today here and tomorrow there, also where clocks stand at a quarter to."""

    def write(session: Session) -> None:
        session.add_all([entry(lin.user_id, LATE), entry(lin.user_id, LATE - timedelta(hours=12))])

    await services.database.write(write)

    async def days(zone: str) -> list[tuple[int, int]]:
        totals = await services.usage.totals(date(2026, 3, 31), date(2026, 4, 3), zone=zone)
        return [(total.day.day, total.requests) for total in totals if total.day]

    assert await days("UTC") == await days("Nowhere/At_All") == [(1, 2)]
    assert await days("Asia/Shanghai") == [(2, 1), (1, 1)]
    assert await days("Asia/Kathmandu") == [(2, 1), (1, 1)]


async def test_an_owner_sees_who_used_what(services_on_each: Services):
    """By user, model and purpose; titles are the owner's and cost no call; who is gone has no name."""
    services = services_on_each
    lin = await give_name(services, await services.accounts.enter(new_token(), "zh"))

    def write(session: Session) -> None:
        session.add_all(
            [
                entry(lin.user_id, LATE),
                entry(lin.user_id, LATE, "nara-2", prompt_tokens=100),
                entry(lin.user_id, LATE, purpose=Purpose.TITLE, payer=Payer.OWNER, calls=0),
                UsageEntry(payer=Payer.GUESTS, purpose=Purpose.REPLY, state=EntryState.RELEASED, quarter=1),
            ]
        )

    await services.database.write(write)
    on = (date(2026, 4, 1), date(2026, 4, 1))
    by_model = await services.usage.totals(*on, ("model",))
    assert [(one.model, one.requests, one.prompt_tokens) for one in by_model] == [
        ("kyoto-1", 2, 20),
        ("nara-2", 1, 100),
    ]
    [by_user] = await services.usage.totals(*on, ("user",))
    assert (by_user.user_name, by_user.calls, by_user.completion_tokens) == ("Lin", 2, 15)
    by_purpose = await services.usage.totals(*on, ("purpose", "payer"))
    assert [(one.purpose, one.payer, one.calls) for one in by_purpose] == [
        ("reply", "user", 2),
        ("title", "owner", 0),
    ]
    [total] = await services.usage.totals(*on, ())
    assert (total.requests, total.calls) == (3, 2)
    [nothing] = await services.usage.totals(date(2026, 4, 2), date(2026, 4, 2), ())
    assert (nothing.requests, nothing.calls) == (0, 0)


async def test_the_list_is_what_the_sum_is_made_of(
    services: Services, lin: Visitor, chat: str, provider: Upstream, ada: Visitor
):
    """The newest first, a page at a time; what failed is there and cost nothing; others' are not."""
    provider.enqueue(Reply("京都", usage=(42, 7)), server_error("Busy."))
    for _ in range(2):
        await say(services, lin, chat, "去哪里？")

    def write(session: Session) -> None:
        session.add_all([entry(lin.user_id, LATE + timedelta(seconds=at)) for at in range(40)])
        session.add(entry(ada.user_id, LATE))

    await services.database.write(write)
    first, has_more = await services.usage.page(lin.user_id)
    second, is_not_last = await services.usage.page(lin.user_id, first[-1].id)
    assert (len(first), has_more, len(second), is_not_last) == (30, True, 12, False)
    rows = [*first, *second]
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
    failed, whole = rows[:2]
    assert (failed.failed, failed.calls, failed.title) == (True, 0, "去哪里？")
    assert (whole.prompt_tokens, whole.completion_tokens, whole.calls) == (42, 7, 1)
    assert sum(row.calls for row in rows) == 41
    [stranger] = (await services.usage.page(ada.user_id, first[0].id))[0]
    assert stranger.title == ""
