"""Who looks, and in which language: the base of every other state."""

import hashlib
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import reflex as rx

from oreai import trace
from oreai.bootstrap import services
from oreai.i18n import DEFAULT_LOCALE, LOCALES, preferred_locale
from oreai.services.accounts.devices import device_of
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.throttle import SlowDown
from oreai.services.accounts.visitors import GuestsAreOff, NobodyThere, Visitor

_AROUND_SIGNING_IN = ("/login", "/signup", "/link", "/reset")


async def visitor_of(state: rx.State) -> Visitor:
    """The user of the socket that this state belongs to.

    Raises:
        NobodyThere: the socket came without a session cookie of ours.
        SlowDown: their network has brought too many new guests.
    """
    headers = state.router.headers
    device = device_of(headers.user_agent).name
    network = state.router.session.client_ip  # as `web/socket_headers.py` has put it there
    return await services().accounts.enter(token_in(headers.cookie), headers.accept_language, device, network)


def for_visitor(handler: Callable[..., Any]) -> Callable[..., Any]:
    """An event handler that is given its visitor; where the socket has none, it does not run.

    Stands below `@rx.event`. The visitor is the handler's first argument, and
    none that a page could send: Reflex, which matches what a page sends against a
    handler's signature, does not see it. In a background handler the visitor is
    read before the state is locked.
    """

    @wraps(handler)
    async def handles(self: rx.State, *args: Any, **sent: Any) -> Any:
        trace.begin()
        visitor = await _visitor_or_none(self)
        return await handler(self, visitor, *args, **sent) if visitor else None

    @wraps(handler)
    async def yields(self: rx.State, *args: Any, **sent: Any) -> Any:
        trace.begin()
        if visitor := await _visitor_or_none(self):
            async for event in handler(self, visitor, *args, **sent):
                yield event

    return _without_visitor(yields if inspect.isasyncgenfunction(handler) else handles, handler)


async def _visitor_or_none(state: rx.State) -> Visitor | None:
    try:
        return await visitor_of(state)
    except (NobodyThere, SlowDown):  # `SessionState.enter` has told the page
        return None


def _without_visitor(wrapper: Any, handler: Callable[..., Any]) -> Callable[..., Any]:
    """The wrapper, with the handler's signature as a page knows it."""
    itself, _, *sent = inspect.signature(handler).parameters.values()
    wrapper.__signature__ = inspect.Signature([itself, *sent])
    wrapper.__annotations__ = {one.name: one.annotation for one in sent}
    return wrapper


class SessionState(rx.State):
    """What every screen knows."""

    lang: str = DEFAULT_LOCALE
    ready: bool = False
    reader: str = ""
    "Tells one user of this browser from the next; opens nothing."
    nobody: bool = False
    "The socket has no cookie: the page must be fetched again."
    crowded: bool = False
    "Too many new guests have come from this network; later there is room."
    announcement: str = ""
    "The owner's message to all; empty where there is none."
    announcement_id: str = ""
    read_announcement: str = rx.LocalStorage("", name="oreai_read_announcement")
    "The one that the reader has closed."
    failed: bool = False
    "Something broke on the server; shown as one quiet line."

    @rx.event
    async def enter(self):
        """Every page begins here: the visitor is known, in their language."""
        self.failed = self.crowded = False
        await self._see_announcement()
        try:
            visitor = await visitor_of(self)
        except GuestsAreOff:
            return self._ask_who_it_is()
        except NobodyThere:
            self.nobody = True
            return None
        except SlowDown:
            self.crowded = True
            return None
        self.lang, self.ready, self.nobody = visitor.locale, True, False
        self.reader = hashlib.sha256(visitor.user_id.encode()).hexdigest()[:16]
        return None

    async def _see_announcement(self) -> None:
        told = (await services().rules.current()).announcement
        self.announcement, self.announcement_id = (told.text, told.id) if told else ("", "")

    @rx.event
    def close_announcement(self):
        """The reader has read it; a later one is shown again."""
        self.read_announcement = self.announcement_id

    def _ask_who_it_is(self) -> Any:
        """Where guests are not let in, every page but those around signing in leads there."""
        self.lang = preferred_locale(self.router.headers.accept_language)
        self.ready, self.nobody, self.reader = True, False, ""
        is_there = self.router.url.path.rstrip("/").endswith(_AROUND_SIGNING_IN)
        return None if is_there else rx.redirect("/login")

    @rx.event
    @for_visitor
    async def choose_language(self, visitor: Visitor, lang: str):
        """Speak another language from now on, on every device of this user."""
        if lang not in LOCALES:
            return
        await services().accounts.set_locale(visitor.user_id, lang)
        self.lang = lang

    @rx.event
    def show_failure(self):
        """Say that something broke, without saying what: the log has it."""
        self.failed = True

    @rx.event
    def dismiss_failure(self):
        """The user has read it."""
        self.failed = self.crowded = False
