"""Signing in as the original did: who comes with a name that nobody has is signed up under it."""

from sqlmodel import Session

from oreai.models import User
from oreai.repositories import users
from oreai.seeds import first_run
from oreai.services.accounts.devices import Device
from oreai.services.accounts.registration import Registration, SignedIn, SignIn, WrongNameOrPassword


class LoginOrCreate:
    """One form for both; the original's `signupUser`."""

    def __init__(self, sign_in: SignIn, *, calls_limit: int):
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

        def newcomer(session: Session) -> User:
            user = users.add(session, locale=locale, calls_limit=self._calls_limit)
            first_run.write_sample_chats(session, user.id, locale)
            return user

        try:
            return await self._sign_in.sign_in(token, form.name, form.password, device)
        except WrongNameOrPassword:
            return await self._sign_in.sign_up(token, form, device, newcomer=newcomer)
