"""What the visitor has used: by day and model, and request by request."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.usage.sums import UsageRow, UsageTotal, today_in
from oreai.states.session import for_visitor

DAYS = 30
MODELS = 4
"Models with a colour of their own; all others share one."
_LONGEST_ZONE = 64


@dataclass
class RequestRow:
    """A request on the screen, in its reader's words."""

    id: str
    at: str
    title: str
    purpose: str
    model: str
    tokens: str
    cost: str


class UsageState(rx.State):
    """The page of usage."""

    loaded: bool = False
    days: list[dict[str, Any]] = []
    "A row a day: its name, and how many requests of each model, `m0` … `m4`."
    models: list[str] = []
    "Their names, the one that was asked most first."
    summary: str = ""
    requests: list[RequestRow] = []
    has_more: bool = False

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor, zone: str):
        """Read everything anew, in days of this time zone."""
        zone, texts = str(zone)[:_LONGEST_ZONE], texts_for(visitor.locale)
        today = today_in(zone)
        since = today - timedelta(days=DAYS - 1)
        totals = await services().usage.totals(
            since, today, ("day", "model", "purpose"), zone=zone, user_id=visitor.user_id
        )
        totals = [total for total in totals if total.purpose != "before"]
        self.models = _names(totals, texts)
        self.days = _rows(totals, since, self.models)
        self.summary = fill(
            texts.usage.summary,
            days=DAYS,
            requests=sum(total.requests for total in totals),
            prompt=sum(total.prompt_tokens for total in totals),
            completion=sum(total.completion_tokens for total in totals),
        )
        found, self.has_more = await services().usage.page(visitor.user_id)
        self.requests = [_request(row, texts) for row in found]
        self.loaded = True

    @rx.event
    @for_visitor
    async def show_more(self, visitor: Visitor):
        """A page of older requests below those that are shown."""
        last = self.requests[-1].id if self.requests else ""
        found, self.has_more = await services().usage.page(visitor.user_id, last)
        texts = texts_for(visitor.locale)
        self.requests = [*self.requests, *(_request(row, texts) for row in found)]


def _names(totals: Sequence[UsageTotal], texts: Texts) -> list[str]:
    """The models, the one that was asked most first; the rest, where there are too many, as one."""
    asked: Counter[str] = Counter()
    for total in totals:
        asked[total.model] += total.requests
    names = [name or texts.usage.no_model for name, _ in asked.most_common()]
    return names if len(names) <= MODELS + 1 else [*names[:MODELS], texts.usage.other_models]


def _rows(totals: Sequence[UsageTotal], since: date, names: Sequence[str]) -> list[dict[str, Any]]:
    """A row for each day, also for those on which nothing was asked."""
    days = [since + timedelta(days=at) for at in range(DAYS)]
    rows: dict[date, dict[str, Any]] = {day: {"day": f"{day.month}-{day.day}"} for day in days}
    for total in totals:
        if row := rows.get(total.day or since):
            at = names.index(total.model) if total.model in names else len(names) - 1
            row[f"m{at}"] = row.get(f"m{at}", 0) + total.requests
    return list(rows.values())


def _request(row: UsageRow, texts: Texts) -> RequestRow:
    tokens = fill(texts.usage.tokens, prompt=row.prompt_tokens, completion=row.completion_tokens)
    if row.payer == "own_key":
        cost = texts.usage.own_key
    else:
        cost = fill(texts.usage.calls, calls=row.calls) if row.calls else texts.usage.free
    return RequestRow(
        id=row.id,
        at=row.at.isoformat(),
        title=row.title or texts.usage.no_chat,
        purpose=texts.usage.failed if row.failed else texts.usage.purposes[row.purpose],
        model=row.model,
        tokens="" if row.failed or row.purpose == "before" else tokens,
        cost=cost,
    )
