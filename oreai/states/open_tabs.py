"""A tab keeps its state while it is open, loses it minutes after, and at once where its session has ended."""

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory

from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.sessions import hashed
from oreai.states.session import SessionState

TOUCH_SECONDS = 60
"How often; well within the time after which Reflex forgets a state that nobody used (`rxconfig.py`)."


async def keep_open_tabs(app: rx.App) -> None:
    """Count the state of every tab that has a socket as used just now.

    One that is gone already is not made anew: the first event of its tab has to find that out.
    """
    manager = app.state_manager
    if not isinstance(manager, StateManagerMemory) or app.event_namespace is None:
        return
    for tab in list(app.event_namespace.token_to_sid):
        token = rx.BaseStateToken(ident=tab, cls=rx.State)
        if token.cache_key in manager.states:
            await manager.get_state(token)


async def cut_off(app: rx.App, token_hashes: set[str]) -> None:
    """Let the open pages of sessions that have ended load anew, and forget what they were shown.

    What runs for such a page in the background wakes without a state, and ends; a page that does not load
    anew hears nothing more of the user it was.
    """
    manager = app.state_manager
    if not isinstance(manager, StateManagerMemory) or app.event_namespace is None:
        return
    for tab in list(app.event_namespace.token_to_sid):
        token = rx.BaseStateToken(ident=tab, cls=rx.State)
        state = manager.states.get(token.cache_key)
        if state is None or hashed(token_in(state.router.headers.cookie)) not in token_hashes:
            continue
        async with app.modify_state(token) as changing:
            (await changing.get_state(SessionState)).nobody = True
        manager.states.pop(token.cache_key, None)
