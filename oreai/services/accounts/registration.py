"""From guest to account and back in: signing up, signing in, changing the password.

Signing up gives the guest's own row a name: every chat, draft, running reply and queue stays where it is.
Signing in leaves the guest who was here for as long as the session remembers them: `bring_along.py`
moves their chats, if the person wants that.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from oreai.characters import beginning
from oreai.database import Database
from oreai.models import LoginSession, SessionKind, SignInName, User, UserRole
from oreai.repositories import sessions as session_rows
from oreai.repositories import users
from oreai.services.accounts import invitations, names
from oreai.services.accounts.devices import Device
from oreai.services.accounts.passwords import Passwords, require_strong
from oreai.services.accounts.roles import Disabled
from oreai.services.accounts.server_rules import ServerRules
from oreai.services.accounts.sessions import NotSignedIn, Sessions, begin, end_everywhere, hashed
from oreai.services.accounts.throttle import Throttle


class WrongNameOrPassword(Exception):
    """No account has this name with this password; which of the two is wrong is not said."""


class AlreadySignedUp(Exception):
    """This user has a name and a password."""


@dataclass(frozen=True)
class SignedIn:
    """A session that has begun: its token for the cookie, and whose it is."""

    token: str
    user_id: str


@dataclass(frozen=True)
class Registration:
    """What a person writes to sign up."""

    name: str
    password: str
    email: str = ""
    shown: str = ""
    "What they are called, where that is another name than the one they sign in with."
    invitation: str = ""
    "The token of the link they have come by."


@dataclass(frozen=True)
class AnHour:
    """How often one network may sign up, and try to sign in, within an hour."""

    sign_ups: int = 5
    sign_ins: int = 30


class SignIn:
    """Signing up and in with a name and a password."""

    def __init__(
        self,
        database: Database,
        sessions: Sessions,
        throttle: Throttle,
        passwords: Passwords,
        *,
        an_hour: AnHour,
        rules: ServerRules,
    ):
        self._database = database
        self._sessions = sessions
        self._an_hour = an_hour
        self._rules = rules
        self._throttle = throttle
        self._passwords = passwords

    async def sign_up(
        self,
        token: str,
        form: Registration,
        device: Device,
        *,
        newcomer: Callable[[Session], User] | None = None,
    ) -> SignedIn:
        """Give the guest of this browser a name and a password, and the browser a new token.

        Args:
            newcomer: makes a user where the browser has no guest; unless given, that is refused.

        Raises:
            NotSignedIn: the token is nobody's.
            AlreadySignedUp: this is no guest any more.
            BadName, NameTaken, WeakPassword: of the form.
            SignUpClosed, InvitationNeeded, InvitationIsOver: they may not sign up here now.
            SlowDown: too many have signed up from this network in the last hour.
            TooManyAtOnce: the server is busy with other passwords.
        """
        name, email = names.cleaned(form.name), names.cleaned_email(form.email)
        shown = names.cleaned(form.shown) if form.shown.strip() else name
        require_strong(form.password, name, email, email.partition("@")[0])
        invitations.require_open(await self._rules.current(), form.invitation)
        await self._throttle.network("sign-up", device.network, an_hour=self._an_hour.sign_ups)
        password_hash = await self._passwords.hash(form.password)

        def work(session: Session) -> SignedIn:
            before = session_rows.by_hash(session, hashed(token))
            try:
                user = _guest_of(session, before)
            except (NotSignedIn, AlreadySignedUp):
                if newcomer is None:
                    raise
                user = newcomer(session)
            _name(session, user, name, email, shown)
            if form.invitation:
                invitations.use(session, form.invitation, user)
            user.password_hash = password_hash
            if before:
                session.delete(before)
            session.flush()
            return SignedIn(begin(session, user.id, SessionKind.PASSWORD, device), user.id)

        try:
            return await self._database.write(work)
        except IntegrityError:
            raise names.NameTaken from None

    async def sign_in(self, token: str, name: str, password: str, device: Device) -> SignedIn:
        """Begin a session of the account with this name, in place of the one that the browser has.

        Raises:
            WrongNameOrPassword: no account has both.
            Disabled: the owner has shut this user out.
            SlowDown: too many tries, for this name or from this network.
            TooManyAtOnce: the server is busy with other passwords.
        """
        key = names.key_of(name)
        await self._throttle.network("sign-in", device.network, an_hour=self._an_hour.sign_ins)
        await self._throttle.account(key)
        user = await self._database.read(lambda session: users.by_name_key(session, key))
        checked = await self._passwords.check(password, user.password_hash if user else None)
        if user is None or not checked.is_right:
            raise WrongNameOrPassword
        await self._throttle.succeeded(key)

        def work(session: Session) -> SignedIn:
            if checked.new_hash:
                users.get(session, user.id, lock=True).password_hash = checked.new_hash
            return enter_as(session, token, user.id, SessionKind.PASSWORD, device)

        return await self._database.write(work)

    async def change_password(self, user_id: str, token: str, password: str, device: Device) -> SignedIn:
        """Take another password; every other browser is signed out. The caller has asked for a fresh proof.

        Raises:
            WeakPassword: it may not be chosen.
            TooManyAtOnce: the server is busy with other passwords.
        """
        user = await self._database.read(lambda session: users.get(session, user_id))
        require_strong(password, user.name or "", user.email or "")
        password_hash = await self._passwords.hash(password)

        def work(session: Session) -> tuple[SignedIn, list[str]]:
            users.get(session, user_id, lock=True).password_hash = password_hash
            ended = end_everywhere(session, user_id)
            return SignedIn(begin(session, user_id, SessionKind.PASSWORD, device), user_id), ended

        signed_in, ended = await self._database.write(work)
        self._sessions.tell_ended(ended)
        return signed_in

    async def prove(self, user_id: str, password: str) -> None:
        """Check the password of somebody who is signed in.

        Raises:
            WrongNameOrPassword: it is not theirs.
            SlowDown, TooManyAtOnce: as at signing in.
        """
        await self._throttle.account(user_id)
        user = await self._database.read(lambda session: users.get(session, user_id))
        if not (await self._passwords.check(password, user.password_hash)).is_right:
            raise WrongNameOrPassword
        await self._throttle.succeeded(user_id)


def enter_as(session: Session, token: str, user_id: str, kind: SessionKind, device: Device) -> SignedIn:
    """End the session this browser has, and begin one of this user, in the caller's transaction.

    Raises:
        Disabled: the owner has shut this user out.
    """
    user = users.get(session, user_id, lock=True)
    if user.role == UserRole.DISABLED:
        raise Disabled
    before = session_rows.by_hash(session, hashed(token))
    guest_id = None
    if before is not None:
        was_guest = users.get(session, before.user_id).name is None
        guest_id = before.user_id if was_guest and before.user_id != user_id else None
        session.delete(before)
        session.flush()
    user.delete_at = None  # who signs in within the days of grace has changed their mind
    return SignedIn(begin(session, user_id, kind, device, guest_id=guest_id), user_id)


def _guest_of(session: Session, browser: LoginSession | None) -> User:
    if browser is None:
        raise NotSignedIn
    user = users.get(session, browser.user_id, lock=True)
    if user.password_hash:
        raise AlreadySignedUp
    return user


def _name(session: Session, user: User, name: str, email: str, shown: str) -> None:
    # An address may be a name, and is longer than what is shown of one.
    user.name, user.email = beginning(shown, names.LONGEST), email or None
    keys = {names.key_of(name)} | ({names.key_of(email)} if email else set())
    session.add_all([SignInName(user_id=user.id, key_hash=key) for key in keys])
    session.flush()
