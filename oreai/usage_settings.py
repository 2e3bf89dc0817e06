"""Settings of what may be spent, by whom: a part of `oreai.settings.Settings`."""

from pydantic import Field
from pydantic_settings import BaseSettings

_MOST = 1_000_000_000  # what a column of the database holds with room to spare


class UsageSettings(BaseSettings):
    """Quotas of users, the allowance of guests, and how much at once. Days are those of UTC."""

    user_calls: int = Field(1000, alias="OREAI_USER_CALLS", ge=0, le=_MOST)
    "How many replies a new user may ask for, once they have signed up."

    guest_calls: int = Field(100, alias="OREAI_GUEST_CALLS", ge=0, le=_MOST)
    "How many replies a day one guest may ask for: they are paid by you."

    network_calls: int = Field(300, alias="OREAI_NETWORK_CALLS", ge=0, le=_MOST)
    "How many replies a day all guests of one network may ask for; raise it for a school or an office."

    all_guests_calls: int = Field(1000, alias="OREAI_ALL_GUESTS_CALLS", ge=0, le=_MOST)
    "How many replies a day all guests of this server may ask for together."

    replies_at_once: int = Field(3, alias="OREAI_REPLIES_AT_ONCE", ge=1, le=1000)
    "How many replies are made for one person at the same time."

    tokens_a_day: int | None = Field(None, alias="OREAI_TOKENS_A_DAY", ge=1, le=_MOST)
    "How many tokens one person may use a day, questions and replies together; unset, any number."

    auxiliary_calls: int = Field(200, alias="OREAI_AUXILIARY_CALLS", ge=0, le=_MOST)
    "How many titles and summaries a day are asked of the model for one person; they are paid by you."

    transcriptions_a_day: int = Field(100, alias="OREAI_TRANSCRIPTIONS_A_DAY", ge=0, le=_MOST)
    "How many recordings of one person a day become text; all guests together may have ten times as many."

    speech_a_day: int = Field(1000, alias="OREAI_SPEECH_A_DAY", ge=0, le=_MOST)
    "How many sentences a day are read aloud to one person, and to all guests ten times as many."
