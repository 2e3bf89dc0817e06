"""`usage` beside a running server: the ledger's sums as a table."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from oreai.models import EntryState, Payer, Purpose, UsageEntry, User
from oreai.services.usage.ledger import QUARTER_SECONDS
from tests.browser.given import given
from tests.commands.test_users import Types, somebody, types
from tests.running import Server

__all__ = ["types"]

NEW_YEAR = datetime(2026, 1, 1, 20, tzinfo=UTC)


def asks(server: Server, name: str, model: str, at: datetime, state: EntryState = EntryState.SETTLED) -> None:
    """A request of this user that took ten tokens in and five out."""

    def write(session: Session) -> None:
        user = session.exec(select(User).where(User.name == name)).one()
        quarter = int(at.timestamp()) // QUARTER_SECONDS
        entry = UsageEntry(
            user_id=user.id,
            payer=Payer.USER,
            purpose=Purpose.REPLY,
            state=state,
            model=model,
            quarter=quarter,
            began_at=at,
        )
        entry.calls, entry.prompt_tokens, entry.completion_tokens = 1, 10, 5
        session.add(entry)

    given(server, write)


async def test_the_owner_sees_what_was_used(server: Server, types: Types):
    """By day and model, the latest day first; what failed is in no sum, and days are those of the zone."""
    lin = await somebody(server)
    for model, at in (("kyoto-1", NEW_YEAR), ("kyoto-1", NEW_YEAR), ("nara-2", NEW_YEAR - timedelta(days=1))):
        asks(server, lin, model, at)
    asks(server, lin, "kyoto-1", NEW_YEAR, EntryState.RELEASED)
    days = ("--since", "2025-12-31", "--until", "2026-01-02")
    lines = types("usage", *days, "--user", lin).out.splitlines()
    assert [line.split() for line in lines] == [
        ["DAY", "MODEL", "REQUESTS", "CALLS", "TOKENS", "IN", "TOKENS", "OUT"],
        ["2026-01-01", "kyoto-1", "2", "2", "20", "10"],
        ["2025-12-31", "nara-2", "1", "1", "10", "5"],
        ["SUM", "REQUESTS", "CALLS", "TOKENS", "IN", "TOKENS", "OUT"],
        ["2025-12-31", "-", "2026-01-02", "3", "3", "30", "15"],
    ]
    by_day = types("usage", *days, "--user", lin, "--by", "day", "--zone", "Asia/Shanghai").out.splitlines()
    assert [line.split()[:2] for line in by_day[1:3]] == [["2026-01-02", "2"], ["2026-01-01", "1"]]
    by_user = types("usage", *days, "--by", "user").out.splitlines()
    assert any(line.startswith(lin) and line.split()[-4:] == ["3", "3", "30", "15"] for line in by_user)


def test_wrong_days_are_said_in_one_line(types: Types):
    """A zone nobody knows, a day that is none, an end before its beginning, a user who is not here."""
    assert "is a time zone such as" in types("usage", "--zone", "Nowhere/At_All").err
    assert "is a day such as" in types("usage", "--since", "yesterday").err
    assert types("usage", "--since", "2026-01-02", "--until", "2026-01-01").err.startswith(
        "OreAI: --since is at"
    )
    assert types("usage", "--user", "nobody of this name").err.startswith("OreAI: nobody here")
