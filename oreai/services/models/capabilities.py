"""What is learned of models: their window's real size, how they count, which parameters they refuse.

Learned from what providers answer, stored, and kept at hand in each process. What is
only guessed, or may change by tomorrow, is assumed for an hour and never stored.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.llm.parameters import USAGE
from oreai.llm.provider import ResolvedModel
from oreai.llm.sources import endpoint_of_users
from oreai.models import ModelCapabilities
from oreai.repositories import capabilities
from oreai.services.live.bus import Bus, OneProcess

_LONGEST_ENDPOINT, _LONGEST_MODEL = 300, 200  # characters, as their columns
_FACTORS = (0.2, 6.0)  # beyond that the report is wrong
_NEWEST_WEIGHT = 0.3  # of the newest report, when it is lower: rising counts at once, falling slowly
_CHANNEL = "capabilities"
_MOST_KNOWN = 1000  # models at hand
_ASSUMED_SECONDS = 60 * 60  # what nobody has said for certain is tried anew after that
_FLOOR = 1024  # tokens; no window that is learned is smaller, unless the model's own list says so
_REMEMBERED = timedelta(days=30)  # servers change; what still holds is soon learned again
_MOST_SHOWN = 200
_ENOUGH_TOKENS = 200  # a shorter request says little of how a model counts


@dataclass(frozen=True)
class Capabilities:
    """What is known of one model at one endpoint."""

    limit: int | None = None
    "Its window, in tokens."
    factor: float | None = None
    "By how much its own token counts are larger than ours; between 0.2 and 6."
    refused: frozenset[str] = frozenset()
    "The parameters it does not take, by their names in the API, and `images` and `system`."


@dataclass(frozen=True)
class Learned:
    """What was learned of one model; with no model's name, of all at the endpoint."""

    endpoint: str
    model: str
    known: Capabilities
    since: datetime | None

    @property
    def until(self) -> datetime | None:
        """When it is forgotten, unless it is learned again."""
        return self.since and self.since + _REMEMBERED


class CapabilityStore:
    """Reads and records capabilities; the database is asked once a model, then memory."""

    def __init__(self, database: Database, bus: Bus | None = None):
        self._database = database
        self._bus = bus or OneProcess()
        self._known: dict[tuple[str, str], Capabilities] = {}
        self._assumed: dict[tuple[str, str], tuple[int, float]] = {}
        self._bus.subscribe(_CHANNEL, self._receive)
        self._bus.on_wake.append(self._known.clear)

    def _receive(self, sender: bytes) -> None:
        """Another process has learned something: read it when it is wanted."""
        if sender != self._bus.name.encode():
            self._known.clear()

    async def of(self, resolved: ResolvedModel) -> Capabilities:
        """What is known of this model, what is assumed for now included."""
        key = _key(resolved)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:  # anybody may name a model
                self._known.clear()
                self._assumed.clear()
            self._known[key] = await self._database.read(lambda session: _read(session, *key))
        return self._with_assumed(key, self._known[key])

    def _with_assumed(self, key: tuple[str, str], known: Capabilities) -> Capabilities:
        limit, since = self._assumed.get(key, (0, 0.0))
        if not limit or time.monotonic() - since > _ASSUMED_SECONDS:
            return known
        return replace(known, limit=min(limit, known.limit or limit))

    def assume_limit(self, resolved: ResolvedModel, limit: int) -> None:
        """Take the window for no larger than so many tokens, for an hour, in this process."""
        self._assumed[_key(resolved)] = max(limit, _floor(resolved)), time.monotonic()

    async def record_limit(self, resolved: ResolvedModel, limit: int) -> None:
        """Record the window's size in tokens, as the provider named it; one below 1,024 is not believed."""
        if limit < _floor(resolved):
            return

        def change(row: ModelCapabilities) -> None:
            row.context_limit = limit

        await self._record(resolved, change)

    async def record_count(self, resolved: ResolvedModel, *, counted: int, reported: int) -> None:
        """Compare our count of a request with the provider's, and record the factor between them.

        A higher factor counts at once, a lower one by three tenths: too high costs room, too low a refusal.

        Args:
            counted: our own count in tokens, before any factor; below 200 nothing is recorded.
            reported: the provider's count of the same request, in tokens.
        """
        if counted < _ENOUGH_TOKENS:
            return
        lowest, highest = _FACTORS
        newest = min(max(reported / counted, lowest), highest)
        before = (await self.of(resolved)).factor
        if before and newest < before:
            newest = before + (newest - before) * _NEWEST_WEIGHT
        if before and abs(newest - before) < 0.01 * before:
            return

        def change(row: ModelCapabilities) -> None:
            row.factor = newest

        await self._record(resolved, change)

    async def learn_refusals(self, resolved: ResolvedModel, names: frozenset[str]) -> None:
        """Record that the model takes none of these; `stream_options` is recorded for all of its provider."""
        for of_endpoint in (True, False):
            if refused := {name for name in names if (name == USAGE) == of_endpoint}:
                await self._record(resolved, _adds(refused), of_endpoint=of_endpoint)

    async def forget_refusal(self, resolved: ResolvedModel, parameter: str) -> None:
        """Forget that the model refused this parameter: it takes it after all."""

        def change(row: ModelCapabilities) -> None:
            row.refused = " ".join(sorted({*row.refused.split()} - {parameter}))

        await self._record(resolved, change)

    async def learned(self) -> list[Learned]:
        """What was learned of the server's own providers, the newest first; of 200 models at most."""

        def work(session: Session) -> list[Learned]:
            return [
                Learned(row.endpoint, row.model, _of(row), row.learned_at)
                for row in capabilities.newest(session, _MOST_SHOWN, besides=endpoint_of_users(""))
            ]

        return await self._database.read(work)

    async def forget(self, endpoint: str, model: str, note: Callable[[Session], None]) -> None:
        """Forget what was learned of this model there; what this process only assumes of models goes too.

        Args:
            note: writes down that it was forgotten, in the same transaction; not where there was nothing.
        """

        def work(session: Session) -> None:
            if capabilities.forget_model(session, endpoint, model):
                note(session)

        await self._database.write(work)
        self._forget_at_hand()

    async def sweep(self, at: datetime | None = None) -> int:
        """Forget what is older than thirty days by then (None: by now); of how many models that was."""
        before = (at or now()) - _REMEMBERED
        count = await self._database.write(lambda session: capabilities.forget_before(session, before))
        if count:
            self._forget_at_hand()
        return count

    def _forget_at_hand(self) -> None:
        self._known.clear()
        self._assumed.clear()
        self._bus.publish(_CHANNEL, self._bus.name.encode())

    async def _record(
        self,
        resolved: ResolvedModel,
        change: Callable[[ModelCapabilities], None],
        *,
        of_endpoint: bool = False,
    ) -> None:
        endpoint, model = _key(resolved)

        def work(session: Session) -> Capabilities:
            change(capabilities.find_or_add(session, endpoint, "" if of_endpoint else model))
            session.flush()
            return _read(session, endpoint, model)

        try:
            known = await self._database.write(work)
        except IntegrityError:  # another reply has added the row meanwhile; now it is found
            known = await self._database.write(work)
        if of_endpoint:
            self._known.clear()
        self._known[endpoint, model] = known
        self._bus.publish(_CHANNEL, self._bus.name.encode())


def _adds(refused: set[str]) -> Callable[[ModelCapabilities], None]:
    def change(row: ModelCapabilities) -> None:
        row.refused = " ".join(sorted(refused.union(row.refused.split())))

    return change


def _floor(resolved: ResolvedModel) -> int:
    return min(_FLOOR, resolved.window or _FLOOR)


def _of(row: ModelCapabilities) -> Capabilities:
    return Capabilities(row.context_limit, row.factor, frozenset(row.refused.split()))


def _key(resolved: ResolvedModel) -> tuple[str, str]:
    return resolved.endpoint[:_LONGEST_ENDPOINT], resolved.model[:_LONGEST_MODEL]


def _read(session: Session, endpoint: str, model: str) -> Capabilities:
    of_all, own = capabilities.find(session, endpoint, ""), capabilities.find(session, endpoint, model)
    refused = frozenset(name for row in (of_all, own) if row for name in row.refused.split())
    return Capabilities(own.context_limit, own.factor, refused) if own else Capabilities(refused=refused)
