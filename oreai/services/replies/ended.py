"""Tells how replies end, to whoever counts them or writes it down."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from oreai.services.replies.generation import Generation

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class EndedReply:
    """A reply that has ended and is stored. It holds no text."""

    message_id: str
    status: str
    "One of the endings of `Status`; `left` where another process goes on with it."
    error_kind: str
    provider: str
    model: str
    first_token_seconds: float | None
    "From the start here to the first piece; None where none came."
    seconds: float
    stored_seconds: float
    "From the last piece until every page could know the ending."
    prompt_tokens: int
    completion_tokens: int


class Observer(Protocol):
    """Hears of every reply of this process."""

    def ended(self, reply: EndedReply) -> None:
        """This reply has ended."""

    def refused(self) -> None:
        """Somebody who has no calls left has asked for one."""


class Observers:
    """Those who hear of it; an error of theirs stays theirs."""

    def __init__(self) -> None:
        self._all: list[Observer] = []

    def add(self, observer: Observer) -> None:
        """Tell this one, too."""
        self._all.append(observer)

    def ended(self, generation: Generation, stored_seconds: float) -> None:
        """Tell all of this reply."""
        for observer in self._all:
            try:
                observer.ended(_ended(generation, stored_seconds))
            except Exception:
                log.exception("reply %s not counted", generation.message_id)

    def refused(self) -> None:
        """Tell all of a call that was not there."""
        for observer in self._all:
            observer.refused()


class WritesDown:
    """One line of the log for each reply, where lines of that level are written."""

    def ended(self, reply: EndedReply) -> None:
        log.info(
            "reply %s %s after %.2f s by %s%s",
            reply.message_id,
            reply.status,
            reply.seconds,
            reply.model or "nobody",
            f": {reply.error_kind}" if reply.error_kind else "",
        )

    def refused(self) -> None:
        log.info("a call was refused: the quota is used up")


def _ended(generation: Generation, stored_seconds: float) -> EndedReply:
    outcome = generation.outcome()
    finished = outcome.finished_at or generation.began_at
    return EndedReply(
        message_id=generation.message_id,
        status="left" if generation.is_left else str(generation.status),
        error_kind=outcome.error_kind or "",
        provider=outcome.provider or "",
        model=outcome.model or "",
        first_token_seconds=_seconds(generation.began_at, outcome.first_token_at),
        seconds=max(0.0, (finished - generation.began_at).total_seconds() - stored_seconds),
        stored_seconds=stored_seconds,
        prompt_tokens=outcome.prompt_tokens or 0,
        completion_tokens=outcome.completion_tokens or 0,
    )


def _seconds(began: datetime, ended: datetime | None) -> float | None:
    return None if ended is None else max(0.0, (ended - began).total_seconds())
