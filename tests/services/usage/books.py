"""Looking into the books: every entry, and whether all sums are those of the entries."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlmodel import Session, col, select

from oreai.bootstrap import Services
from oreai.models import EntryState, Payer, Purpose, UsageDay, UsageEntry, User
from oreai.repositories.usage import calls_of


async def entries(services: Services) -> list[UsageEntry]:
    """The ledger, the oldest first."""
    query = select(UsageEntry).order_by(col(UsageEntry.began_at), col(UsageEntry.id))
    return await services.database.read(lambda session: list(session.exec(query)))


async def balance(services: Services) -> None:
    """Recompute every sum from the entries; each must be what is stored."""
    assert await services.database.read(_wrong_sums) == []


def _wrong_sums(session: Session) -> list[str]:
    found = session.exec(select(UsageEntry)).all()
    wrong = [_of(user, found, session) for user in session.exec(select(User))]
    calls: Counter[tuple[str, int]] = Counter()
    tokens: defaultdict[tuple[str, int], int] = defaultdict(int)
    for entry in found:
        for subject in _subjects(entry):
            key = (subject, entry.quarter // 96)
            calls[key] += entry.state != EntryState.RELEASED or entry.payer == Payer.OWNER
            tokens[key] += entry.prompt_tokens + entry.completion_tokens
    for row in session.exec(select(UsageDay)):
        key = (row.subject, row.day)
        wrong.append("" if (row.calls, row.tokens) == (calls[key], tokens[key]) else f"{row!r}: {calls[key]}")
    return [one for one in wrong if one]


def _of(user: User, found: Sequence[UsageEntry], session: Session) -> str:
    of_them = [entry for entry in found if entry.user_id == user.id]
    reserved = [entry for entry in of_them if entry.state == EntryState.RESERVED]
    own = calls_of(session, user.id)
    running = sum(entry.purpose in (Purpose.REPLY, Purpose.DIRECT) for entry in reserved)
    summed = (own.get("settled", 0), own.get("reserved", 0), running)
    stored = (user.calls_used, user.calls_reserved, user.replies_running)
    return "" if stored == summed else f"{user.name}: stored {stored}, in the ledger {summed}"


def _subjects(entry: UsageEntry) -> list[str]:
    match entry.payer:
        case Payer.USER if entry.purpose != Purpose.BEFORE:
            return [f"user:{entry.user_id}"]
        case Payer.GUESTS:
            return [f"user:{entry.user_id}", f"network:{entry.network}", "guests"]
        case Payer.OWNER:
            voices = (Purpose.TRANSCRIPTION, Purpose.SPEECH)
            kind = entry.purpose if entry.purpose in voices else "auxiliary"
            return [f"{kind}:{entry.user_id}", *([f"{kind}:guests"] if entry.network else [])]
    return []
