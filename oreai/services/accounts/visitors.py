"""Who is there: every browser has a user, made without a form when it first asks for something."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from oreai.database import Database
from oreai.i18n import LOCALES, preferred_locale
from oreai.models import LoginSession, User, now
from oreai.repositories import users
from oreai.seeds import first_run
from oreai.services.accounts.server_rules import ServerRules
from oreai.services.accounts.session_token import SESSION_DAYS, is_token
from oreai.services.accounts.sessions import hashed
from oreai.services.accounts.throttle import try_often
from oreai.services.live.topics import Live

_SEEN_EVERY = timedelta(days=1)


class NobodyThere(Exception):
    """The request carries no session cookie that this server could have set."""


class GuestsAreOff(NobodyThere):
    """The owner lets nobody in without a name now."""


@dataclass(frozen=True)
class Visitor:
    """The user behind a request, as much as a handler needs to know."""

    user_id: str
    locale: str


@dataclass(frozen=True)
class Account:
    """A user by name; a guest has none."""

    name: str
    has_password: bool
    email: str = ""
    "The address they sign in with, if they have given one."
    bio: str = ""


class Accounts:
    """Who comes in, and in which language."""

    def __init__(
        self, database: Database, live: Live, rules: ServerRules, *, calls_limit: int, guests_an_hour: int
    ):
        """
        Args:
            calls_limit: how many replies a new guest may ask for.
            guests_an_hour: how many of them one network may bring.
        """
        self._database = database
        self._live = live
        self._rules = rules
        self._calls_limit = calls_limit
        self._guests_an_hour = guests_an_hour

    async def enter(
        self, token: str, accept_language: str = "", device: str = "", network: str = ""
    ) -> Visitor:
        """The user of this browser; a new guest with sample chats if it has none yet.

        Args:
            device: what the browser is called in the guest's list of devices.
            network: where it asks from, as `web/client_address.py` names it; empty where nobody can say.

        Raises:
            NobodyThere: the token has not the form of one of ours.
            GuestsAreOff: it is no account's, and guests are not let in.
            SlowDown: this network has brought too many new guests within the hour.
        """
        if not is_token(token):
            raise NobodyThere
        token_hash = hashed(token)
        if visit := await self._database.read(lambda session: users.by_token(session, token_hash)):
            await self._require_door(visit.user)
            await self._note_visit(visit, token_hash, network)
            return Visitor(visit.user.id, visit.user.locale)
        await self._require_door(None)
        return await self._add_guest(token_hash, preferred_locale(accept_language), device, network)

    async def known(self, token: str) -> Visitor:
        """The user of this browser, who has been here before; nobody is made.

        Raises:
            NobodyThere: the token is nobody's.
        """
        visit = await self._database.read(lambda session: users.by_token(session, hashed(token)))
        if visit is None:
            raise NobodyThere
        await self._require_door(visit.user)
        return Visitor(visit.user.id, visit.user.locale)

    async def _require_door(self, user: User | None) -> None:
        if (user is None or user.name is None) and not (await self._rules.current()).guests:
            raise GuestsAreOff

    async def _note_visit(self, visit: users.Visit, token_hash: str, network: str) -> None:
        has_moved = network not in ("", visit.network)
        if has_moved or now() - visit.seen_at > _SEEN_EVERY:
            await self._database.write(
                lambda session: users.seen(session, visit.user.id, token_hash, _session_end(), network)
            )

    async def _add_guest(self, token_hash: str, locale: str, device: str, network: str) -> Visitor:
        def work(session: Session) -> Visitor:
            if visit := users.by_token(session, token_hash):
                return Visitor(visit.user.id, visit.user.locale)
            if network:
                try_often(session, f"guest:{network}", self._guests_an_hour)
            users.forget_over(session, token_hash)
            browser = LoginSession(
                token_hash=token_hash, device=device, network=network, expires_at=_session_end()
            )
            user = users.add_guest(session, browser, locale=locale, calls_limit=self._calls_limit)
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

    async def set_follow_ups(self, user_id: str, *, wanted: bool) -> None:
        """Offer this user what they could say next, or nothing; then nobody is asked either."""

        def work(session: Session) -> None:
            users.get(session, user_id).wants_follow_ups = wanted

        await self._database.write(work)

    async def wants_follow_ups(self, user_id: str) -> bool:
        """Whether this user wants that; so it is until they say otherwise."""
        return await self._database.read(lambda session: users.get(session, user_id).wants_follow_ups)

    async def account(self, user_id: str) -> Account:
        """What the user is called, and whether they can sign in with a password."""

        def work(session: Session) -> Account:
            user, bio = users.get(session, user_id), users.bio_of(session, user_id)
            return Account(user.name or "", user.password_hash is not None, user.email or "", bio)

        return await self._database.read(work)


def _session_end() -> datetime:
    return now() + timedelta(days=SESSION_DAYS)
