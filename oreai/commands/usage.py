"""`usage`: what requests have used, by day, model, user and more."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from oreai.commands.groups import Groups
from oreai.commands.office import Office, in_office
from oreai.commands.printing import CommandError, head, help_of, table
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.services.usage.sums import BY, MOST_DAYS, UsageTotal, today_in, zone_of

_USUAL_DAYS = 30
_CELLS: dict[str, Callable[[UsageTotal], object]] = {
    "day": lambda one: one.day or "-",
    "provider": lambda one: one.provider or "-",
    "model": lambda one: one.model or "-",
    "user": lambda one: one.user_name or one.user_id or shell_texts().commands.gone,
    "purpose": lambda one: shell_texts().usage.purposes[one.purpose],
    "payer": lambda one: shell_texts().commands.payers[one.payer],
}
_SUMS = ("requests", "calls", "tokens in", "tokens out")


def add(groups: Groups) -> None:
    """Name the command."""
    command = groups.add_parser("usage", help=help_of("usage"))
    command.add_argument("--by", nargs="+", choices=BY, default=["day", "model"], help=help_of("usage --by"))
    command.add_argument("--since", type=_day, metavar="DAY", help=help_of("usage --since"))
    command.add_argument("--until", type=_day, metavar="DAY", help=help_of("usage --until"))
    command.add_argument("--zone", type=_zone, default="UTC", help=help_of("usage --zone"))
    command.add_argument("--user", metavar="NAME", default="", help=help_of("usage --user"))
    command.set_defaults(run=_usage)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(shell_texts().commands.bad_day) from None


def _zone(text: str) -> str:
    if zone_of(text).key != text:
        raise argparse.ArgumentTypeError(shell_texts().commands.bad_zone)
    return text


def _usage(asked: argparse.Namespace) -> None:
    until = asked.until or today_in(asked.zone)
    since = asked.since or until - timedelta(days=_USUAL_DAYS - 1)
    if not timedelta() <= until - since <= timedelta(days=MOST_DAYS):
        raise CommandError(fill(shell_texts().commands.bad_span, days=MOST_DAYS))

    async def work(office: Office) -> Sequence[UsageTotal]:
        user_id = await office.users.find(asked.user) if asked.user else ""
        return await office.usage.totals(since, until, asked.by, zone=asked.zone, user_id=user_id)

    totals = in_office(work)
    groups = [name for name in BY if name in asked.by]
    rows = [[*(_CELLS[name](one) for name in groups), *_sums([one])] for one in totals]
    print(table([head(one) for one in (*groups, *_SUMS)], rows))
    print(table([head(one) for one in ("sum", *_SUMS)], [[f"{since} - {until}", *_sums(totals)]]))


def _sums(totals: Sequence[UsageTotal]) -> tuple[int, int, int, int]:
    return (
        sum(one.requests for one in totals),
        sum(one.calls for one in totals),
        sum(one.prompt_tokens for one in totals),
        sum(one.completion_tokens for one in totals),
    )
