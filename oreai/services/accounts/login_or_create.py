"""Signing in as the original did: who comes with a name that nobody has is signed up under it."""

from collections.abc import Callable

from sqlmodel import Session

from oreai.database import Database
from oreai.models import User
from oreai.repositories import users
from oreai.seeds import first_run
from oreai.services.accounts import names
from oreai.services.accounts.devices import Device
from oreai.services.accounts.registration import Registration, SignedIn, SignIn, WrongNameOrPassword

Newcomer = Callable[[Session], User]
"Makes a user in a transaction."


class LoginOrCreate:
    """Signing in and up by one form; the original's `signupUser`."""

    def __init__(self, database: Database, sign_in: SignIn, *, calls_limit: int):
        self._database = database
        self._sign_in = sign_in
        self._calls_limit = calls_limit

    async def enter(self, token: str, form: Registration, device: Device, locale: str) -> SignedIn:
        """Sign in with a name and password that are known, else sign up: this browser's guest, or a new user.

        Args:
            token: the browser's; empty where it has none yet.
            locale: what a new user reads.

        Raises:
            NameTaken: the name is known, the password is another one.
            BadName, WeakPassword, SlowDown, TooManyAtOnce: as at signing up.
        """
        was_known = await self._is_known(form.name)
        try:
            return await self._sign_in.sign_in(token, form.name, form.password, device)
        except WrongNameOrPassword:
            pass
        try:
            return await self._sign_in.sign_up(token, form, device, newcomer=self.newcomer(locale))
        except names.NameTaken:
            if was_known:
                raise
        try:  # a page that sends its form twice: the other one has just made the user
            return await self._sign_in.sign_in(token, form.name, form.password, device)
        except WrongNameOrPassword:
            raise names.NameTaken from None

    def newcomer(self, locale: str) -> Newcomer:
        """What makes a user for a browser that has no guest."""

        def work(session: Session) -> User:
            user = users.add(session, locale=locale, calls_limit=self._calls_limit)
            first_run.write_sample_chats(session, user.id, locale)
            return user

        return work

    async def _is_known(self, name: str) -> bool:
        key = names.key_of(name)
        return await self._database.read(lambda session: users.by_name_key(session, key)) is not None
