"""Providers that users add for themselves, with keys of their own: a call there costs nobody else anything.

The name of each begins with a mark that no other provider's has: neither is asked in the other's place.
"""

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from oreai.columns import now
from oreai.database import Database
from oreai.llm.address_guard import AddressGuard
from oreai.llm.base_url import taken_apart
from oreai.llm.client import ChatTurn
from oreai.llm.credentials import Credentials
from oreai.llm.errors import AddressRefused, KeyUnreadable, ModelError, ParameterRefused, Silent
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from oreai.llm.sources import Source, endpoint_of_users
from oreai.models import UserProvider
from oreai.provider_settings import USERS_MARK, OfferedModel
from oreai.repositories import capabilities, user_providers, users
from oreai.server_secret import NoSecret
from oreai.services.models.provider_form import ProviderForm
from oreai.services.models.sealed_keys import CannotOpen, SealedKeys

log = logging.getLogger(__name__)

MOST = 10  # of one user
_USED_EVERY = timedelta(minutes=1)
_TRY_SECONDS = 15
_TRY_TURNS, _TRY_TOKENS = [ChatTurn("user", "Hi")], 16


class NotAllowed(Exception):
    """The owner lets nobody add providers, or guests may not."""


class NoSuchProvider(Exception):
    """No provider of this id is the user's."""


class TooManyProviders(Exception):
    """The user has as many as one may have."""


class CannotLock(Exception):
    """The server has no secret to lock a key with."""


class ProviderNameTaken(Exception):
    """The user has another provider of this name."""


class AlreadyTrying(Exception):
    """One of the user's providers is being tried out; the next one has to wait."""


@dataclass(frozen=True)
class UserProviderView:
    """A provider as its user sees it: of the key no more than its end."""

    id: str
    name: str
    address: str
    has_key: bool
    last_four: str
    "Empty where there is no key, or a short one."
    models: Sequence[str]
    used_at: datetime | None


@dataclass(frozen=True)
class TryOut:
    """How a provider has answered: how many models it tells of, or what is wrong."""

    models: int = 0
    "None where it has no list, but answers."
    error_kind: str = ""
    "Empty where it works; else a `ModelError.kind`."
    error_words: str = ""


class UserProviders:
    """Adds, lists, tries and forgets them, and hands them to who asks a model."""

    def __init__(
        self, database: Database, provider: Provider, keys: SealedKeys, guard: AddressGuard, *, allowed: bool
    ):
        """
        Args:
            allowed: whether the owner lets users have any; where not, those that are there are not asked.
        """
        self._database = database
        self._provider = provider
        self._keys = keys
        self._guard = guard
        self._allowed = allowed
        self._trying: set[str] = set()

    async def may_add(self, user_id: str) -> bool:
        """Whether this user may add one: the owner allows it, and they are no guest."""
        if not self._allowed:
            return False
        return await self._database.read(lambda session: users.get(session, user_id).name is not None)

    async def add(self, user_id: str, form: ProviderForm) -> str:
        """A new provider of this user; its id. The caller has asked for a fresh proof.

        Raises:
            NotAllowed, BadProviderForm, TooManyProviders, ProviderNameTaken: none was added.
            CannotLock: nor can any with a key now.
        """
        if not self._allowed:
            raise NotAllowed
        form = form.checked(self._guard)

        def work(session: Session) -> str:
            if users.get(session, user_id, lock=True).name is None:
                raise NotAllowed
            names = [row.name.casefold() for row in user_providers.of_user(session, user_id)]
            if len(names) >= MOST:
                raise TooManyProviders
            if form.name.casefold() in names:
                raise ProviderNameTaken
            row = self._row(user_id, form)
            session.add(row)
            return row.id

        try:
            return await self._database.write(work)
        except NoSecret as error:
            log.error("no key can be locked: %s", error)
            raise CannotLock from None

    def _row(self, user_id: str, form: ProviderForm) -> UserProvider:
        return UserProvider(
            user_id=user_id,
            name=form.name,
            base_url=form.base_url,
            sealed_key=self._keys.seal(form.key, user_id, form.base_url) if form.key else "",
            last_four=form.last_four,
            models=json.dumps(form.models.splitlines()),
        )

    async def list(self, user_id: str) -> list[UserProviderView]:
        """The user's providers, in the order in which they were added."""
        rows = await self._database.read(lambda session: user_providers.of_user(session, user_id))
        return [_view(row) for row in rows]

    async def delete(self, user_id: str, provider_id: str) -> None:
        """Forget it with its key, and what was learned of its models; what is not theirs does not exist."""

        def work(session: Session) -> None:
            row = user_providers.get(session, user_id, provider_id)
            if row:
                capabilities.forget(session, [endpoint_of_users(row.id)])
                session.delete(row)

        await self._database.write(work)

    async def try_out(self, user_id: str, provider_id: str) -> TryOut:
        """Ask it for its models; where it has no such list and one is named, that one for a word.

        Raises:
            NoSuchProvider: it is not this user's.
            AlreadyTrying: another one is being tried out.
        """
        source = next((one for one in await self.sources(user_id) if one.users_id == provider_id), None)
        if source is None:
            raise NoSuchProvider
        if user_id in self._trying:
            raise AlreadyTrying
        self._trying.add(user_id)
        try:
            async with asyncio.timeout(_TRY_SECONDS):
                return TryOut(await self._ask(source))
        except ModelError as error:
            return TryOut(error_kind=error.kind, error_words=error.provider_message)
        except TimeoutError:
            return TryOut(error_kind=Silent.kind)
        finally:
            self._trying.discard(user_id)

    async def _ask(self, source: Source) -> int:
        try:
            return len((await self._provider.try_out(source, seconds=_TRY_SECONDS)).models)
        except (AddressRefused, KeyUnreadable):
            raise
        except ModelError:
            if not source.offered:
                raise
            return await self._ask_for_a_word(source)

    async def _ask_for_a_word(self, source: Source) -> int:
        who = await self._provider.resolve(None, source.offered[0].id, source.name, own=[source])
        parameters = RequestParameters(who.model, {"max_tokens": _TRY_TOKENS})
        try:
            async with aclosing(who.client.stream(_TRY_TURNS, parameters)) as chunks:
                await anext(chunks, None)
        except ParameterRefused:  # it answers, and as a model's server does
            return 0
        return 0

    async def sources(self, user_id: str) -> Sequence[Source]:
        """The user's providers as they can be asked."""
        if not self._allowed:
            return []

        def work(session: Session) -> Sequence[Source]:
            return [self._source_of(row) for row in user_providers.of_user(session, user_id)]

        return await self._database.read(work)

    async def named(self, user_id: str, name: str | None, *, asks: bool) -> Sequence[Source]:
        """The user's provider of this name, mark included, if there is one.

        Args:
            asks: it is about to be asked, and not only looked at.
        """
        if not name or not name.startswith(USERS_MARK):
            return []
        found = [source for source in await self.sources(user_id) if source.name == name]
        if found and asks:
            await self._note_use(user_id, found[0].users_id)
        return found

    async def _note_use(self, user_id: str, provider_id: str) -> None:
        row = await self._database.read(lambda session: user_providers.get(session, user_id, provider_id))
        if row and (row.used_at is None or now() - row.used_at >= _USED_EVERY):
            await self._database.write(lambda session: user_providers.note_use(session, row.id, now()))

    def _source_of(self, row: UserProvider) -> Source:
        key, is_unreadable = None, False
        if row.sealed_key:
            try:
                key = self._keys.open(row.sealed_key, row.user_id, row.base_url)
            except (CannotOpen, NoSecret):
                is_unreadable = True
        offered = tuple(OfferedModel(id=name) for name in json.loads(row.models or "[]"))
        found = Credentials(key, row.base_url, is_users=True)
        return Source(USERS_MARK + row.name, found, offered, row.id, is_unreadable)


def is_users_own(provider: str | None) -> bool:
    """Whether a provider of this name is its user's own, so that asking it costs no call."""
    return (provider or "").startswith(USERS_MARK)


def _view(row: UserProvider) -> UserProviderView:
    address = taken_apart(row.base_url).address
    return UserProviderView(
        id=row.id,
        name=row.name,
        address=address,
        has_key=bool(row.sealed_key),
        last_four=row.last_four,
        models=json.loads(row.models or "[]"),
        used_at=row.used_at,
    )
