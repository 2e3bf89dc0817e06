"""Who looks, and in which language: the base of every other state."""

import hashlib

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import DEFAULT_LOCALE, LOCALES
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.visitors import NobodyThere, Visitor


async def visitor_of(state: rx.State) -> Visitor:
    """The user of the socket that this state belongs to.

    Raises:
        NobodyThere: the socket came without a session cookie.
    """
    headers = state.router.headers
    return await services().accounts.enter(token_in(headers.cookie), headers.accept_language)


class SessionState(rx.State):
    """What every screen knows."""

    lang: str = DEFAULT_LOCALE
    ready: bool = False
    reader: str = ""
    "Tells one user of this browser from the next; opens nothing."
    nobody: bool = False
    "The socket has no cookie: the page must be fetched again."
    failed: bool = False
    "Something broke on the server; shown as one quiet line."

    @rx.event
    async def enter(self):
        """Every page begins here: the visitor is known, in their language."""
        self.failed = False
        try:
            visitor = await visitor_of(self)
        except NobodyThere:
            self.nobody = True
            return
        self.lang, self.ready, self.nobody = visitor.locale, True, False
        self.reader = hashlib.sha256(visitor.user_id.encode()).hexdigest()[:16]

    @rx.event
    async def choose_language(self, lang: str):
        """Speak another language from now on, on every device of this user."""
        if lang not in LOCALES:
            return
        visitor = await visitor_of(self)
        await services().accounts.set_locale(visitor.user_id, lang)
        self.lang = lang

    @rx.event
    def show_failure(self):
        """Say that something broke, without saying what: the log has it."""
        self.failed = True

    @rx.event
    def dismiss_failure(self):
        """The user has read it."""
        self.failed = False
