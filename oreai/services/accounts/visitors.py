"""Who is there: every browser has a user, made without a form when it first asks for something."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import LOCALES, preferred_locale
from oreai.models import now
from oreai.repositories import users
from oreai.seeds import first_run
from oreai.services.accounts.session_token import SESSION_DAYS, is_token
from oreai.services.accounts.sessions import hashed
from oreai.services.live.topics import Live

_SEEN_EVERY = timedelta(days=1)


class NobodyThere(Exception):
    """The request carries no session cookie that this server could have set."""


@dataclass(frozen=True)
class Visitor:
    """The user behind a request, as much as a handler needs to know."""

    user_id: str
    locale: str


@dataclass(frozen=True)
class Allowance:
    """How many replies a user may still ask for."""

    left: int
    limit: int


@dataclass(frozen=True)
class Account:
    """A user by name; a guest has none."""

    name: str
    has_password: bool
    email: str = ""
    "The address they sign in with, if they have given one."
    bio: str = ""


class Accounts:
    """Signing in, language and allowance."""

    def __init__(self, database: Database, live: Live, *, calls_limit: int):
        self._database = database
        self._live = live
        self._calls_limit = calls_limit

    async def enter(self, token: str, accept_language: str = "", device: str = "") -> Visitor:
        """The user of this browser; a new guest with sample chats if it has none yet.

        Args:
            device: what the browser is called in the guest's list of devices.

        Raises:
            NobodyThere: the token has not the form of one of ours.
        """
        if not is_token(token):
            raise NobodyThere
        token_hash = hashed(token)
        if visit := await self._database.read(lambda session: users.by_token(session, token_hash)):
            await self._note_visit(visit, token_hash)
            return Visitor(visit.user.id, visit.user.locale)
        return await self._add_guest(token_hash, preferred_locale(accept_language), device)

    async def known(self, token: str) -> Visitor:
        """The user of this browser, who has been here before; nobody is made.

        Raises:
            NobodyThere: the token is nobody's.
        """
        visit = await self._database.read(lambda session: users.by_token(session, hashed(token)))
        if visit is None:
            raise NobodyThere
        return Visitor(visit.user.id, visit.user.locale)

    async def _note_visit(self, visit: users.Visit, token_hash: str) -> None:
        if now() - visit.seen_at > _SEEN_EVERY:
            await self._database.write(
                lambda session: users.seen(session, visit.user.id, token_hash, _session_end())
            )

    async def _add_guest(self, token_hash: str, locale: str, device: str) -> Visitor:
        def work(session: Session) -> Visitor:
            if visit := users.by_token(session, token_hash):
                return Visitor(visit.user.id, visit.user.locale)
            users.forget_over(session, token_hash)
            user = users.add_guest(
                session,
                token_hash=token_hash,
                device=device,
                locale=locale,
                calls_limit=self._calls_limit,
                expires_at=_session_end(),
            )
            first_run.write_sample_chats(session, user.id, locale)
            return Visitor(user.id, locale)

        try:
            return await self._database.write(work)
        except IntegrityError:  # another event of the same browser was faster; now it finds that user
            return await self._database.write(work)

    async def sweep(self) -> int:
        """Forget the browsers whose time is over; how many there were."""
        return await self._database.write(lambda session: users.forget_expired(session, now()))

    async def set_locale(self, user_id: str, locale: str) -> None:
        """Speak another language, also in unused sample chats; an unknown one changes nothing."""
        if locale not in LOCALES:
            return

        def work(session: Session) -> None:
            first_run.translate_samples(session, user_id, locale)
            session.flush()  # chats before their user, as a prompt locks them: else each waits for the other
            users.get(session, user_id).locale = locale

        await self._database.write(work)
        self._live.notify_changed(user_id)

    async def set_local_model(self, user_id: str, model: str | None) -> None:
        """Answer with this model of the local server where no key is set; None for the offline model."""

        def work(session: Session) -> None:
            users.get(session, user_id).local_model = model

        await self._database.write(work)

    async def local_model(self, user_id: str) -> str | None:
        """The local model this user chose."""
        return await self._database.read(lambda session: users.get(session, user_id).local_model)

    async def account(self, user_id: str) -> Account:
        """What the user is called, and whether they can sign in with a password."""

        def work(session: Session) -> Account:
            user, bio = users.get(session, user_id), users.bio_of(session, user_id)
            return Account(user.name or "", user.password_hash is not None, user.email or "", bio)

        return await self._database.read(work)

    async def allowance(self, user_id: str) -> Allowance:
        """What is left of the user's calls."""

        def work(session: Session) -> Allowance:
            user = users.get(session, user_id)
            return Allowance(max(0, user.calls_limit - user.calls_used), user.calls_limit)

        return await self._database.read(work)


def _session_end() -> datetime:
    return now() + timedelta(days=SESSION_DAYS)
