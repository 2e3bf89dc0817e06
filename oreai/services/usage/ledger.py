"""The ledger: what a request costs is reserved before it goes, and settled or released once it has ended.

A reservation stands as long as its reply is being made, by whichever process; one without a reply (a
title, a program's request) as long as its lease is renewed. Nobody has to be there for it to end. What is
left of a limit is asked and taken by one statement, so that parallel requests cannot both take the last.
The functions are handed the caller's transaction; users' rows are locked before those of days.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.errors import GuestQuotaUsedUp, ModelError, QuotaUsedUp, TokensUsedUp, TooManyAtOnce
from oreai.models import EntryState, Payer, Purpose, UsageEntry
from oreai.repositories import usage, users
from oreai.services.usage.limits import GUESTS_TOGETHER, Limits

QUARTER_SECONDS = 900
QUARTERS_A_DAY = 96
LEASE_SECONDS = 30
"How long a request without a reply in a chat is believed to be made, unless it says so again."
_MOST_TOKENS = 1_000_000_000  # of one request; whatever a provider says, the columns hold it
_AT_ONCE = 200  # reservations that one sweep ends
_KEEP_RELEASED = 30 * QUARTERS_A_DAY
_KEEP_DAYS = 2
_UNKNOWN = "unknown"
"The network of guests of whom nobody knows one; those are limited together."
_ON_A_USER = (Purpose.REPLY, Purpose.DIRECT)
"What counts among the replies that are made for a user at the same time."


@dataclass(frozen=True)
class Spent:
    """What a request that brought something has used."""

    provider: str = ""
    model: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    is_estimated: bool = False
    "The provider has not said so: we have counted."
    ending: str = ""
    "The finish reason, or how the reply ended."

    def columns(self) -> dict[str, Any]:
        """The columns of a settled entry."""
        return {
            "provider": self.provider[:60],
            "model": self.model[:200],
            "prompt_tokens": min(max(0, self.prompt_tokens), _MOST_TOKENS),
            "completion_tokens": min(max(0, self.completion_tokens), _MOST_TOKENS),
            "is_estimated": self.is_estimated,
            "ending": self.ending[:32],
        }


@dataclass(frozen=True)
class _Share:
    """What one entry takes of one subject's day; None is no limit."""

    subject: str
    calls: int | None = None
    tokens: int | None = None


class Ledger:
    """Reserves, settles and releases."""

    def __init__(self, limits: Limits):
        self.limits = limits

    def reserve(
        self,
        session: Session,
        user_id: str,
        purpose: Purpose,
        *,
        chat_id: str | None = None,
        message_id: str | None = None,
        has_own_key: bool = False,
    ) -> UsageEntry | ModelError:
        """Take what a request may cost, from whoever pays for it.

        Args:
            message_id: the reply that is made by it.
            has_own_key: it goes to a provider by the user's own key, and costs no calls.

        Returns:
            The reservation; or why there is none, as the error that its reply ends with.
        """
        payer, network = self._payer(session, user_id, purpose, has_own_key=has_own_key)
        quarter = int(time.time()) // QUARTER_SECONDS
        entry = UsageEntry(
            user_id=user_id,
            chat_id=chat_id,
            message_id=message_id,
            payer=payer,
            purpose=purpose,
            calls=int(payer in (Payer.USER, Payer.GUESTS)),
            network=network,
            quarter=quarter,
        )
        if refusal := self._take(session, entry):
            return refusal
        usage.add(session, entry, LEASE_SECONDS)
        return entry

    def _payer(
        self, session: Session, user_id: str, purpose: Purpose, *, has_own_key: bool
    ) -> tuple[Payer, str]:
        """Who pays, and a guest's network."""
        is_guest = users.get(session, user_id).name is None
        network = network_of_guest(session, user_id) if is_guest else ""
        if has_own_key:
            return Payer.OWN_KEY, network
        if purpose not in _ON_A_USER:
            return Payer.OWNER, network
        return (Payer.GUESTS if is_guest else Payer.USER), network

    def _take(self, session: Session, entry: UsageEntry) -> ModelError | None:
        user_id, is_reply = entry.user_id or "", entry.purpose in _ON_A_USER
        calls = _own_calls(entry)
        if is_reply and not usage.take_of_user(session, user_id, calls=calls, at_once=self.limits.at_once):
            is_busy = usage.running_replies(session, user_id) >= self.limits.at_once
            return TooManyAtOnce() if is_busy else QuotaUsedUp()
        taken: list[_Share] = []
        day = entry.quarter // QUARTERS_A_DAY
        for share in self._shares(session, entry):
            if usage.take_of_day(session, share.subject, day, calls=share.calls, tokens=share.tokens):
                taken.append(share)
                continue
            refusal = self._refusal(session, share, day)
            for one in taken:
                usage.end_of_day(session, one.subject, day, calls=1, tokens=0)
            if is_reply:
                usage.end_of_user(session, user_id, reserved=calls, used=0)
            return refusal
        return None

    def _shares(self, session: Session, entry: UsageEntry) -> Sequence[_Share]:
        """Of whose days this entry takes; always in this order, or two would wait for each other."""
        limits, user_id = self.limits, entry.user_id
        match entry.payer:
            case Payer.USER:
                return [_Share(f"user:{user_id}", tokens=limits.tokens)]
            case Payer.GUESTS:
                return [
                    _Share(f"user:{user_id}", limits.guest, limits.tokens),
                    _Share(f"network:{entry.network}", limits.network),
                    _Share("guests", limits.guests),
                ]
            case Payer.OWNER:
                kind, of_one, of_guests = self._auxiliary(entry.purpose)
                own = _Share(f"{kind}:{user_id}", of_one)
                return [own, _Share(f"{kind}:guests", of_guests)] if entry.network else [own]
        return []

    def _auxiliary(self, purpose: str) -> tuple[str, int, int]:
        """What the owner pays by itself: its name, how much of it one user may have, and guests together."""
        limits = self.limits
        of_voices = {Purpose.TRANSCRIPTION: limits.transcriptions, Purpose.SPEECH: limits.speech}
        if purpose in of_voices:
            return purpose, of_voices[Purpose(purpose)], GUESTS_TOGETHER * of_voices[Purpose(purpose)]
        if purpose == Purpose.FOLLOW_UPS:  # they leave those that a conversation needs alone
            return purpose, limits.auxiliary, limits.guests
        return "auxiliary", limits.auxiliary, limits.guests

    def _refusal(self, session: Session, share: _Share, day: int) -> ModelError:
        _, tokens = usage.of_day(session, share.subject, day)
        if share.tokens is not None and tokens >= share.tokens:
            return TokensUsedUp()
        return GuestQuotaUsedUp()

    def end_reply(self, session: Session, message_id: str, spent: Spent | None) -> None:
        """The reply of this message is being made no more.

        Args:
            spent: what it has used; None where nothing came, or where its maker was lost: it costs nothing.
        """
        if entry := usage.open_of_message(session, message_id):
            self.end(session, entry, spent)

    def end(self, session: Session, entry: UsageEntry, spent: Spent | None) -> None:
        """Settle this reservation with what it has used; None releases it. One that has ended stays so."""
        used = entry.calls if spent else 0
        values = spent.columns() if spent else {}
        state = EntryState.SETTLED if spent else EntryState.RELEASED
        if not usage.end(session, entry.id, state=state, calls=used, **values):
            return
        if entry.purpose in _ON_A_USER and entry.user_id:
            own = _own_calls(entry)
            usage.end_of_user(session, entry.user_id, reserved=own, used=own if spent else 0)
        tokens = values.get("prompt_tokens", 0) + values.get("completion_tokens", 0)
        given_back = 0 if spent or entry.payer == Payer.OWNER else 1  # a failing title counts among the tries
        for share in self._shares(session, entry):
            day = entry.quarter // QUARTERS_A_DAY
            usage.end_of_day(session, share.subject, day, calls=given_back, tokens=tokens)


class LedgerSweep:
    """Ends what nobody stands for any more, and forgets what is old."""

    def __init__(self, database: Database, ledger: Ledger):
        self._database = database
        self._ledger = ledger

    async def release_lapsed(self) -> int:
        """Release the reservations whose process is gone; how many there were."""
        lapsed = await self._database.read(lambda session: usage.lapsed(session, _AT_ONCE))
        for entry_id in lapsed:
            await self._release(entry_id)
        return len(lapsed)

    async def _release(self, entry_id: str) -> None:
        """Each by itself: two users' rows are never locked in one transaction."""

        def work(session: Session) -> None:
            if entry := usage.get(session, entry_id):
                self._ledger.end(session, entry, None)

        await self._database.write(work)

    async def forget(self) -> int:
        """Forget entries that cost nothing after a month, and the sums of past days; how many rows."""
        quarter = int(time.time()) // QUARTER_SECONDS

        def work(session: Session) -> int:
            released = usage.forget_released(session, quarter - _KEEP_RELEASED)
            return released + usage.forget_days(session, quarter // QUARTERS_A_DAY - _KEEP_DAYS)

        return await self._database.write(work)


def network_of_guest(session: Session, user_id: str) -> str:
    """The network of a guest, by which they share what guests of it may spend."""
    return usage.network_of(session, user_id) or _UNKNOWN


def _own_calls(entry: UsageEntry) -> int:
    """What it takes of its user's own quota, in calls."""
    return entry.calls if entry.payer == Payer.USER else 0
