"""How much may be spent, by whom: what the owner of the server sets."""

from dataclasses import dataclass

from oreai.usage_settings import UsageSettings

GUESTS_TOGETHER = 10
"As much voice as so many of them may have."


@dataclass(frozen=True)
class Limits:
    """Each is a number of calls a day in UTC, unless it says otherwise; None is no limit."""

    guest: int = 100
    "Of one guest."
    network: int = 300
    "Of all guests of one network."
    guests: int = 1000
    "Of all guests together."
    at_once: int = 3
    "How many replies are made for one user at the same time."
    tokens: int | None = None
    "How many tokens one user, or guest, may spend on a day; the reply that passes it still ends."
    auxiliary: int = 200
    "How many titles and summaries are asked for one user, and as many follow-ups; for all guests, `guests`."
    transcriptions: int = 100
    "How many recordings of one user are turned into text; of all guests together, `GUESTS_TOGETHER` as many."
    speech: int = 1000
    "How many passages are read aloud to one user; to all guests together, likewise."


def limits_of(settings: UsageSettings) -> Limits:
    """What may be spent."""
    return Limits(
        guest=settings.guest_calls,
        network=settings.network_calls,
        guests=settings.all_guests_calls,
        at_once=settings.replies_at_once,
        tokens=settings.tokens_a_day,
        auxiliary=settings.auxiliary_calls,
        transcriptions=settings.transcriptions_a_day,
        speech=settings.speech_a_day,
    )
