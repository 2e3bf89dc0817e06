"""What requests to providers cost, one row each, and what was spent on a day."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from oreai.columns import ANY_CHARACTER, ID_LENGTH, Row, belongs_to, identity, time


class Payer(StrEnum):
    """On whose account a request goes."""

    USER = "user"
    "A user's own quota."
    GUESTS = "guests"
    "What the owner of the server allows guests, all of them together."
    OWNER = "owner"
    "What nobody asked for by themselves: titles, summaries, follow-ups, voice. It costs no calls."
    OWN_KEY = "own_key"
    "A user's own key: it costs no calls, and is listed all the same."


class Purpose(StrEnum):
    """What a request was for."""

    REPLY = "reply"
    DIRECT = "direct"
    "A reply to a program, which belongs to no chat."
    TITLE = "title"
    SUMMARY = "summary"
    FOLLOW_UPS = "follow_ups"
    "What could be said next."
    TRANSCRIPTION = "transcription"
    "What somebody said, as text."
    SPEECH = "speech"
    "A passage of a reply, read aloud."
    BEFORE = "before"
    "All calls of a user from before there was a ledger, in one row."


class EntryState(StrEnum):
    """How far a request has come."""

    RESERVED = "reserved"
    SETTLED = "settled"
    RELEASED = "released"
    "It brought nothing, and cost nothing."


class UsageEntry(Row, table=True):
    """One request to a provider. Only what is reserved ever changes."""

    __tablename__ = "usage_entry"
    __table_args__ = (
        Index("ix_usage_entry_user_id_began_at", "user_id", "began_at"),
        Index("ix_usage_entry_state_lease_until", "state", "lease_until"),
        ANY_CHARACTER,
    )

    id: str = identity()
    user_id: str | None = belongs_to("user", on_delete="SET NULL", nullable=True)
    "Whose request it was; what it cost the owner stays when the account goes."
    chat_id: str | None = belongs_to("chat", on_delete="SET NULL", nullable=True)
    message_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    "The reply it is made for: as long as that is being made, the reservation stands."
    payer: str = Field(max_length=16)
    purpose: str = Field(max_length=16)
    state: str = Field(default=EntryState.RESERVED, max_length=16)
    calls: int = 0
    "What it costs in calls; while it is reserved, what it may cost."
    provider: str = Field(default="", max_length=60)
    model: str = Field(default="", max_length=200)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    is_estimated: bool = False
    "The provider has not said how many tokens they were: we have counted."
    ending: str = Field(default="", max_length=32)
    "The provider's finish reason, or else how the reply ended."
    network: str = Field(default="", max_length=64)
    "A guest's, as `web/client_address.py` names it."
    quarter: int = Field(index=True)
    "In which quarter of an hour since 1970 it began: the days of every time zone begin with one."
    began_at: datetime = time()
    ended_at: datetime | None = time(nullable=True)
    lease_until: datetime | None = time(nullable=True)
    "Until when it is reserved without a reply that is being made."


class UsageDay(Row, table=True):
    """What somebody has spent, or reserved, on one day: the sum of their entries, for limits."""

    __tablename__ = "usage_day"

    subject: str = Field(primary_key=True, max_length=80)
    "Who: user:ID, network:NAME, guests; and, with auxiliary, transcription or speech before ID or guests,"
    " for what the owner pays."
    day: int = Field(primary_key=True)
    "The days since 1970, in UTC."
    calls: int = 0
    tokens: int = Field(default=0, sa_type=BigInteger)
