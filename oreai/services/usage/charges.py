"""Requests that belong to no reply of a chat: a title, a summary, a program's. Each is charged while it runs.

A reply of a chat is reserved with its message, in one transaction, and ends with that.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Protocol

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.client import ReplyChunk
from oreai.llm.errors import ModelError
from oreai.models import Purpose, UsageEntry
from oreai.repositories import usage
from oreai.services.usage.ledger import LEASE_SECONDS, Ledger, Spent

log = logging.getLogger(__name__)

_RENEW_SECONDS = LEASE_SECONDS / 3
_STOPPED = "stopped"


@dataclass(frozen=True)
class Account:
    """For whom something is asked, and for what."""

    user_id: str
    purpose: Purpose
    chat_id: str | None = None
    has_own_key: bool = False
    "It goes to a provider of the user's own."


class AskedModel(Protocol):
    """Who was asked."""

    @property
    def provider(self) -> str:
        """Its provider's name."""
        ...

    @property
    def model(self) -> str:
        """Its name there."""
        ...


class Charge:
    """What a request has used so far."""

    def __init__(self) -> None:
        self._spent = Spent()
        self._has_come = False

    def asked(self, model: AskedModel) -> None:
        """This model is asked now."""
        self._spent = replace(self._spent, provider=model.provider, model=model.model)

    def told_by(self, chunk: ReplyChunk) -> None:
        """This has come."""
        self._has_come = self._has_come or bool(chunk.text or chunk.reasoning)
        told, before = (chunk.prompt_tokens, chunk.completion_tokens, chunk.finish_reason), self._spent
        if any(one is not None for one in told):
            self._spent = replace(
                before,
                prompt_tokens=before.prompt_tokens if told[0] is None else told[0],
                completion_tokens=before.completion_tokens if told[1] is None else told[1],
                ending=told[2] or before.ending,
            )

    def delivered(self, ending: str) -> None:
        """What was asked for has come, from a provider that counts no tokens of it."""
        self._has_come, self._spent = True, replace(self._spent, ending=ending)

    @property
    def spent(self) -> Spent | None:
        """What is settled; None where nothing has come."""
        if not self._has_come:
            return None
        has_counts = self._spent.prompt_tokens or self._spent.completion_tokens
        return replace(self._spent, ending=self._spent.ending or _STOPPED, is_estimated=not has_counts)


class Charges:
    """Charges requests to whoever pays for them."""

    def __init__(self, database: Database, ledger: Ledger):
        self._database = database
        self._ledger = ledger

    @asynccontextmanager
    async def of(self, account: Account) -> AsyncIterator[Charge]:
        """Reserve a request, and settle or release it at the end of the block, however that ends.

        Raises:
            QuotaUsedUp, GuestQuotaUsedUp, TokensUsedUp, TooManyAtOnce: it may not go.
        """
        entry = await self._database.write(lambda session: self._reserve(session, account))
        if isinstance(entry, ModelError):
            raise entry
        charge, keeping = Charge(), asyncio.create_task(self._keep(entry.id))
        try:
            yield charge
        finally:
            keeping.cancel()
            await asyncio.shield(self._end(entry, charge))  # also where the reader has gone, which cancels us

    def _reserve(self, session: Session, account: Account) -> UsageEntry | ModelError:
        return self._ledger.reserve(
            session,
            account.user_id,
            account.purpose,
            chat_id=account.chat_id,
            has_own_key=account.has_own_key,
        )

    async def _end(self, entry: UsageEntry, charge: Charge) -> None:
        await self._database.write(lambda session: self._ledger.end(session, entry, charge.spent))

    async def _keep(self, entry_id: str) -> None:
        """Renew the lease for as long as this process is at work on it."""
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            with suppress(Exception):  # the database is away: the lease may end, and then it costs nothing
                await self._database.write(lambda session: usage.renew(session, entry_id, LEASE_SECONDS))
