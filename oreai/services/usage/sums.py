"""What was used: the sums an owner looks at, and what a user sees of their own.

Of what was said, nothing is in here. What did not cost anything (failed, refused, empty) is in no sum.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from oreai.database import Database
from oreai.models import UsageEntry, now
from oreai.repositories import usage, users
from oreai.services.usage.ledger import QUARTER_SECONDS

BY = ("day", "provider", "model", "user", "purpose", "payer")
"What sums can be grouped by."
MOST_DAYS = 400
_COLUMNS = {"day": "quarter", "user": "user_id"}
_PAGE = 30


@dataclass(frozen=True)
class UsageTotal:
    """What requests have used together; what they were not grouped by is empty."""

    requests: int
    calls: int
    "What they cost of quotas: a user's own, or what guests are allowed."
    prompt_tokens: int
    completion_tokens: int
    day: date | None = None
    provider: str = ""
    model: str = ""
    user_id: str = ""
    "Empty also for users who are gone."
    user_name: str = ""
    "Empty for guests."
    purpose: str = ""
    "As `models.Purpose` names them."
    payer: str = ""
    "As `models.Payer` names them."


@dataclass(frozen=True)
class UsageRow:
    """One request, as its user sees it."""

    id: str
    at: datetime
    title: str
    "Its chat's; empty where that is gone, or where it belonged to none."
    purpose: str
    payer: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    is_estimated: bool
    calls: int
    failed: bool
    "It brought nothing, and cost nothing."


class UsageSums:
    """Adds the ledger up."""

    def __init__(self, database: Database):
        self._database = database

    async def totals(
        self,
        since: date,
        until: date,
        by: Collection[str] = ("day",),
        *,
        zone: str = "UTC",
        user_id: str = "",
    ) -> Sequence[UsageTotal]:
        """What was used from one day to another, both included; for the owner's page and `usage` command.

        Args:
            since: at most 400 days before `until`; an earlier one is cut to that.
            by: some of `BY`; with none of them there is one total.
            zone: whose days are meant, as the IANA names it; an unknown one is UTC.
            user_id: this user's alone; empty for everybody's, titles and summaries included.

        Returns:
            In the order of what they are grouped by, the latest day first.
        """
        where = zone_of(zone)
        since = max(since, until - timedelta(days=MOST_DAYS))
        columns = [_COLUMNS.get(name, name) for name in BY if name in by]
        first, last = _quarter(since, where), _quarter(until + timedelta(days=1), where)

        def work(session: Session) -> Sequence[UsageTotal]:
            found = usage.sums(session, columns, first, last, user_id or None)
            names = users.names(session, {one.user_id for one in found if one.user_id})
            return _folded(found, where if "day" in by else None, names)

        return await self._database.read(work)

    async def page(self, user_id: str, older_than: str = "") -> tuple[Sequence[UsageRow], bool]:
        """The user's requests, the newest first, and whether there are older ones.

        Args:
            older_than: the id of the last one of the page before; somebody else's is the first page again.
        """

        def work(session: Session) -> tuple[Sequence[UsageRow], bool]:
            last = usage.get(session, older_than) if older_than else None
            last = last if last and last.user_id == user_id else None
            found = usage.page_of_user(session, user_id, older_than=last, limit=_PAGE + 1)
            return [_row(entry, title) for entry, title in found[:_PAGE]], len(found) > _PAGE

        return await self._database.read(work)


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name, as a browser says it; UTC where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def today_in(name: str) -> date:
    """The day it is in this time zone."""
    return now().astimezone(zone_of(name)).date()


def _quarter(day: date, zone: ZoneInfo) -> int:
    """With which quarter of an hour this day begins there."""
    return int(datetime.combine(day, time(), zone).timestamp()) // QUARTER_SECONDS


def _folded(
    found: Sequence[usage.UsageSum], zone: ZoneInfo | None, names: dict[str, str]
) -> Sequence[UsageTotal]:
    """The sums of quarters of an hour as those of days."""
    folded: dict[tuple[date | None, str, str, str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in found:
        key = (_day(one.quarter, zone), one.provider, one.model, one.user_id, one.purpose, one.payer)
        numbers = (one.requests, one.calls, one.prompt_tokens, one.completion_tokens)
        folded[key] = [before + more for before, more in zip(folded[key], numbers, strict=True)]
    totals = [
        UsageTotal(
            numbers[0],
            numbers[1],
            numbers[2],
            numbers[3],
            day,
            provider,
            model,
            user_id,
            names.get(user_id, ""),
            purpose,
            payer,
        )
        for (day, provider, model, user_id, purpose, payer), numbers in folded.items()
    ]
    totals.sort(key=lambda one: (one.provider, one.model, one.user_name, one.user_id, one.purpose, one.payer))
    return sorted(totals, key=lambda one: one.day or date.min, reverse=True)


def _day(quarter: int, zone: ZoneInfo | None) -> date | None:
    return datetime.fromtimestamp(quarter * QUARTER_SECONDS, UTC).astimezone(zone).date() if zone else None


def _row(entry: UsageEntry, title: str | None) -> UsageRow:
    return UsageRow(
        id=entry.id,
        at=entry.began_at,
        title=title or "",
        purpose=entry.purpose,
        payer=entry.payer,
        model=entry.model,
        prompt_tokens=entry.prompt_tokens,
        completion_tokens=entry.completion_tokens,
        is_estimated=entry.is_estimated,
        calls=entry.calls,
        failed=entry.state == "released",
    )
