"""What models have shown of themselves. Nobody owns it: it is about endpoints, not about people."""

from sqlmodel import Session, select

from oreai.models import ModelTraits


def find(session: Session, endpoint: str, model: str) -> ModelTraits | None:
    """What is known of this model there."""
    return session.exec(
        select(ModelTraits).where(ModelTraits.endpoint == endpoint, ModelTraits.model == model)
    ).first()


def find_or_add(session: Session, endpoint: str, model: str) -> ModelTraits:
    """The row of this model there, a new one if nothing is known yet."""
    row = find(session, endpoint, model) or ModelTraits(endpoint=endpoint, model=model)
    session.add(row)
    return row
