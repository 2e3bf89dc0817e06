"""An open tab's state stays, however silent the tab is; a closed one's goes within minutes."""

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory

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
