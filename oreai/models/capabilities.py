"""What the models have shown of themselves."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from oreai.columns import ANY_CHARACTER, Row, identity, time


class ModelCapabilities(Row, table=True):
    """What a model at an endpoint has shown of itself; with no model's name: what holds for the endpoint."""

    __tablename__ = "model_capabilities"
    __table_args__ = (UniqueConstraint("endpoint", "model"), ANY_CHARACTER)

    id: str = identity()
    endpoint: str = Field(max_length=300)
    model: str = Field(default="", max_length=200)
    context_limit: int | None = None
    "The window's real size, as the provider named it when it refused a request."
    factor: float | None = None
    "The model's tokens for each one counted, from the usage it reported."
    refused: str = Field(default="", max_length=300)
    "The parameters it does not take, separated by spaces."
    learned_at: datetime | None = time(nullable=True)
    "When the first of it was learned; None where a version before has written it."
