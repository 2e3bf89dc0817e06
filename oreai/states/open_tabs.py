"""A tab keeps its state while it is open, loses it minutes after, and at once where its session has ended."""

from collections.abc import Awaitable, Callable, Collection

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory

from oreai.services.accounts.server_rules import ServerRules
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.sessions import hashed
from oreai.services.chats.temporary import TemporaryChats
from oreai.states.address import chat_id_in
from oreai.states.session import SessionState
from oreai.states.temporary import TemporaryState

LOOK_SECONDS = 2
"How often sessions that have ended elsewhere are looked for."
TOUCH_SECONDS = 60
"How often; well within the time after which Reflex forgets a state that nobody used (`rxconfig.py`)."


async def keep_open_tabs(app: rx.App) -> None:
    """Count the state of every tab that has a socket as used just now.

    One that is gone already is not made anew: the first event of its tab has to find that out.
    """
    for token, _ in _open_tabs(app):
        await app.state_manager.get_state(token)


async def cut_off(app: rx.App, token_hashes: Collection[str]) -> None:
    """Let the open pages of sessions that have ended load anew, and forget what they were shown.

    What runs for such a page in the background wakes without a state, and ends; a page that does not load
    anew hears nothing more of the user it was.
    """
    for token, state in _open_tabs(app):
        if _session_of(state) not in token_hashes:
            continue
        async with app.modify_state(token) as changing:
            (await changing.get_state(SessionState)).nobody = True
        if isinstance(app.state_manager, StateManagerMemory):
            app.state_manager.states.pop(token.cache_key, None)


class EndedElsewhere:
    """Notices sessions that were ended by a command, which tells no process, or by a hint that was lost."""

    def __init__(self, app: rx.App, missing: Callable[[Collection[str]], Awaitable[set[str]]]):
        """
        Args:
            missing: those of these sessions, by their hashes, that are not stored any more.
        """
        self._app = app
        self._missing = missing
        self._before: set[str] = set()

    async def look(self) -> None:
        """Cut off what was missing the last time already: a page that has just signed in is on its way."""
        entered = {_session_of(state) for _, state in _open_tabs(self._app) if _has_entered(state)}
        missing = await self._missing(entered) if entered else set()
        over, self._before = missing & self._before, missing
        if over:
            await cut_off(self._app, over)


class Announcements:
    """Brings the owner's message to all into pages that are open, and takes it away at its end."""

    def __init__(self, app: rx.App, rules: ServerRules):
        self._app = app
        self._rules = rules
        self._told = ""

    async def look(self) -> None:
        """Tell every open page where the message is another one, or none any more."""
        told = (await self._rules.current()).announcement
        text, known_by = (told.text, told.id) if told else ("", "")
        if known_by == self._told:
            return
        self._told = known_by
        for token, _ in _open_tabs(self._app):
            async with self._app.modify_state(token) as changing:
                session = await changing.get_state(SessionState)
                session.announcement, session.announcement_id = text, known_by


class TemporaryChatsStay:
    """Notices which temporary chats are open in a tab: they are not left yet."""

    def __init__(self, app: rx.App, temporary_chats: TemporaryChats):
        self._app = app
        self._temporary_chats = temporary_chats

    async def look(self) -> None:
        """Say of each tab that stands at a temporary chat that it is open."""
        states = [state for _, state in _open_tabs(self._app)]
        at_one = [state for state in states if _is_temporary(state)]
        await self._temporary_chats.stay(
            [(_session_of(state), chat_id_in(state.router.url.path)) for state in at_one]
        )


def _open_tabs(app: rx.App) -> list[tuple[rx.BaseStateToken, rx.State]]:
    """The states of tabs that have a socket now."""
    manager = app.state_manager
    if not isinstance(manager, StateManagerMemory) or app.event_namespace is None:
        return []
    tokens = [rx.BaseStateToken(ident=tab, cls=rx.State) for tab in list(app.event_namespace.token_to_sid)]
    return [(token, manager.states[token.cache_key]) for token in tokens if token.cache_key in manager.states]


def _session_of(state: rx.State) -> str:
    return hashed(token_in(state.router.headers.cookie))


def _has_entered(state: rx.State) -> bool:
    session = state.substates.get(SessionState.get_name())
    return isinstance(session, SessionState) and session.reader != ""


def _is_temporary(state: rx.State) -> bool:
    """Whether the tab's page is a temporary chat's, and not another one that was opened after it."""
    temporary = state.substates.get(TemporaryState.get_name())
    open_id = temporary.chat_id if isinstance(temporary, TemporaryState) else ""
    return open_id != "" and open_id == chat_id_in(state.router.url.path)
