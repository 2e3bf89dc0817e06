"""How replies have failed last; of which chat, and what was said, is not read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, select

from oreai.models import Message, Status


@dataclass(frozen=True)
class Failure:
    """The newest failure of one kind at one provider."""

    provider: str
    kind: str
    at: datetime


def newest_of_each(session: Session, providers: Collection[str], since: datetime) -> list[Failure]:
    """The newest failure of each of these providers since then, at most one a provider."""
    at = func.max(Message.finished_at)
    found = session.exec(
        select(Message.provider, Message.error_kind, at)
        .where(Message.status == Status.FAILED, Message.finished_at >= since, Message.provider.in_(providers))
        .group_by(Message.provider, Message.error_kind)
        .order_by(at)
    ).all()
    newest = {provider: Failure(provider, kind or "", failed_at) for provider, kind, failed_at in found}
    return list(newest.values())
