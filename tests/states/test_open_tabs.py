"""What the server remembers of tabs: of an open one everything, of a closed one nothing for long."""

import asyncio
from types import SimpleNamespace
from typing import Any

import reflex as rx
from reflex.istate.data import RouterData
from reflex.istate.manager.memory import StateManagerMemory

from oreai.states.open_tabs import TemporaryChatsStay, keep_open_tabs
from oreai.states.temporary import TemporaryState


async def test_an_open_tab_is_remembered_and_a_closed_one_is_not():
    """Both are silent: the one with a socket keeps its state past the time after which the other's goes."""
    # Reflex makes it just so; an abstract method of its base is one that the memory has no use for.
    manager = StateManagerMemory(token_expiration=1)  # type: ignore[abstract]  # Reflex makes it likewise
    lin, ada, new = (rx.BaseStateToken(ident=name, cls=rx.State) for name in ("lin", "ada", "new"))
    app: Any = SimpleNamespace(
        state_manager=manager, event_namespace=SimpleNamespace(token_to_sid={"lin": "1", "new": "2"})
    )
    kept = await manager.get_state(lin)
    await manager.get_state(ada)
    for _ in range(10):
        await asyncio.sleep(0.25)
        await keep_open_tabs(app)
    assert manager.states[lin.cache_key] is kept
    assert ada.cache_key not in manager.states
    assert new.cache_key not in manager.states, "its tab would never learn that it was forgotten"
    await manager.close()


class Stays:
    """Hears which temporary chats are open."""

    async def stay(self, open_chats: Any) -> None:
        self.heard = list(open_chats)


async def test_a_tab_lets_the_temporary_chat_stay_that_it_stands_at():
    """Not one that it has left for another page, and not a chat that is kept."""
    manager = StateManagerMemory()  # type: ignore[abstract]  # likewise
    tabs = {"lin": ("abc", "/chat/abc"), "ada": ("abc", "/"), "mei": ("", "/chat/abc")}
    app: Any = SimpleNamespace(state_manager=manager, event_namespace=SimpleNamespace(token_to_sid=tabs))
    for name, (chat_id, path) in tabs.items():
        state = await manager.get_state(rx.BaseStateToken(ident=name, cls=rx.State))
        state.router = RouterData.from_router_data({"pathname": path, "asPath": path, "headers": {}})
        (await state.get_state(TemporaryState)).chat_id = chat_id
    stays: Any = Stays()
    await TemporaryChatsStay(app, stays).look()
    assert [chat_id for _, chat_id in stays.heard] == ["abc"]
    await manager.close()
