"""What models have shown of themselves. Nobody owns it: it is about endpoints, not about people."""

from sqlmodel import Session, select

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
    row = find(session, endpoint, model) or ModelCapabilities(endpoint=endpoint, model=model)
    session.add(row)
    return row
