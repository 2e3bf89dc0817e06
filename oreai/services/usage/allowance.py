"""What is left: of a user's own calls, or of what guests may spend today."""

import time
from dataclasses import dataclass, replace

from sqlmodel import Session

from oreai.database import Database
from oreai.repositories import usage, users
from oreai.services.usage.ledger import QUARTER_SECONDS, QUARTERS_A_DAY, Ledger, network_of_guest


@dataclass(frozen=True)
class Allowance:
    """How many replies somebody may still ask for, those that are being made not counted."""

    left: int
    limit: int
    is_guest: bool = False
    "It is of today alone, and not theirs: other guests spend it too."
    used: int = 0
    "How many calls a user has spent, or a guest today."
    is_back_tomorrow: bool = False
    "Nothing is left today, but tomorrow there is."
    may_use_own_key: bool = False
    "They may add a provider with a key of their own instead."
    is_free: bool = False
    "It is asked of a provider of their own: nothing of this is spent."

    @property
    def is_enough(self) -> bool:
        """Whether one more reply can be asked for; until it is, no other try helps."""
        return self.left > 0 or self.is_free


class Allowances:
    """Looks up what is left."""

    def __init__(self, database: Database, ledger: Ledger, *, has_own_keys: bool):
        """
        Args:
            has_own_keys: whether people with a name may add providers with keys of their own.
        """
        self._database = database
        self._ledger = ledger
        self._has_own_keys = has_own_keys

    async def of(self, user_id: str) -> Allowance:
        """What this user, or guest, may still spend."""
        return await self._database.read(lambda session: self.read(session, user_id))

    def read(self, session: Session, user_id: str) -> Allowance:
        """The same in the caller's transaction."""
        user, limits = users.get(session, user_id), self._ledger.limits
        day = int(time.time()) // QUARTER_SECONDS // QUARTERS_A_DAY
        calls, tokens = usage.of_day(session, f"user:{user_id}", day)
        if user.name is None:
            allowance = self._of_guest(session, user_id, calls, day)
        else:
            left = user.calls_limit - user.calls_used - user.calls_reserved
            allowance = Allowance(
                max(0, left), user.calls_limit, used=user.calls_used, may_use_own_key=self._has_own_keys
            )
        if allowance.left and limits.tokens is not None and tokens >= limits.tokens:
            return replace(allowance, left=0, is_back_tomorrow=True)
        return allowance

    def _of_guest(self, session: Session, user_id: str, own: int, day: int) -> Allowance:
        limits = self._ledger.limits
        network, _ = usage.of_day(session, f"network:{network_of_guest(session, user_id)}", day)
        everybody, _ = usage.of_day(session, "guests", day)
        left = min(limits.guest - own, limits.network - network, limits.guests - everybody)
        return Allowance(max(0, left), limits.guest, is_guest=True, used=own, is_back_tomorrow=left <= 0)
