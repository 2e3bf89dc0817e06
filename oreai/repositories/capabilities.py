"""What models have shown of themselves. Nobody owns it: it is about endpoints, not about people."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, delete, select, update

from oreai.columns import now
from oreai.models import ModelCapabilities


def find(session: Session, endpoint: str, model: str) -> ModelCapabilities | None:
    """What is known of this model there."""
    return session.exec(
        select(ModelCapabilities).where(
            ModelCapabilities.endpoint == endpoint, ModelCapabilities.model == model
        )
    ).first()


def find_or_add(session: Session, endpoint: str, model: str) -> ModelCapabilities:
    """The row of this model there, a new one if nothing is known yet."""
    row = find(session, endpoint, model) or ModelCapabilities(
        endpoint=endpoint, model=model, learned_at=now()
    )
    session.add(row)
    return row


def forget(session: Session, endpoints: Collection[str]) -> None:
    """Forget all that is known of the models there."""
    session.exec(delete(ModelCapabilities).where(ModelCapabilities.endpoint.in_(endpoints)))


def forget_model(session: Session, endpoint: str, model: str) -> int:
    """Forget what is known of this model there, or with no model's name of the endpoint; how many rows."""
    return session.exec(
        delete(ModelCapabilities).where(
            ModelCapabilities.endpoint == endpoint, ModelCapabilities.model == model
        )
    ).rowcount


def forget_before(session: Session, moment: datetime) -> int:
    """Forget what was learned before then; how many rows. What has no time yet is of now."""
    session.exec(
        update(ModelCapabilities).where(ModelCapabilities.learned_at.is_(None)).values(learned_at=now())
    )
    return session.exec(delete(ModelCapabilities).where(ModelCapabilities.learned_at < moment)).rowcount


def newest(session: Session, most: int, *, besides: str) -> Sequence[ModelCapabilities]:
    """What was learned last, of so many models at most.

    Args:
        besides: what the endpoints that are left out begin with.
    """
    return session.exec(
        select(ModelCapabilities)
        .where(ModelCapabilities.endpoint.not_like(f"{besides}%"))
        .order_by(ModelCapabilities.learned_at.desc(), ModelCapabilities.id)
        .limit(most)
    ).all()
