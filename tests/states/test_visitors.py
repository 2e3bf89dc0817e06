"""Whoever calls a handler is known before it runs: by their cookie, and by nothing they send."""

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import reflex as rx
from reflex.event import EventHandler

from oreai.services.accounts.visitors import Visitor
from oreai.states import session
from oreai.states.account import AccountState
from oreai.states.chat import ChatState
from oreai.states.sending import SendingState
from oreai.states.settings import SettingsState
from tests.running import Server
from tests.states.conftest import Home, Stored
from tests.states.wire import Wire
from tests.waiting import soon

FOR_ANYONE = {
    "SessionState.enter": "says itself that nobody is there",
    "SessionState.show_failure": "what broke may be the cookie",
    "SessionState.dismiss_failure": "closes",
    "ChatActions.withdraw_offer": "closes",
    "ClearState.ask_to_clear": "asks; clear_messages does it",
    "ClearState.keep_messages": "closes",
    "DeletionsState.withdraw_offer": "closes",
    "DetailsState.close_details": "closes",
    "DiscoverState.choose_category": "chooses among what is shown",
    "DiscoverState.close_card": "closes",
    "ModelVersionsState.open_models": "opens an empty form",
    "ModelVersionsState.close_models": "closes",
    "ModelVersionsState.close_comparison": "closes",
    "QueueState.leave_queued": "closes",
    "SettingsState.close_settings": "closes",
    "SettingsState.reset_fields": "empties the form",
    "TrashState.ask_to_destroy": "asks; destroy_chat does it",
    "TrashState.keep_chat": "closes",
    "ChatsState.follow_beside_a_chat": "only calls follow_chats",
    "SignInState.see_ways": "tells what anybody may know: the ways to sign in",
}
"Handlers that read and store nothing, and why each needs no visitor."


def handlers() -> dict[str, EventHandler]:
    """Every handler of OreAI's states, by the names of both."""
    folder = Path(session.__file__).parent
    modules = [import_module(f"oreai.states.{path.stem}") for path in sorted(folder.glob("*.py"))]
    states = {
        one for module in modules for one in vars(module).values() if inspect.isclass(one) and is_ours(one)
    }
    return {
        f"{state.__name__}.{name}": handler
        for state in states
        for name, handler in vars(state).items()
        if isinstance(handler, EventHandler) and name != "setvar"
    }


def is_ours(one: type) -> bool:
    return issubclass(one, rx.State) and one.__module__.startswith("oreai.")


def takes_visitor(handler: EventHandler) -> bool:
    inner = getattr(handler.fn, "__wrapped__", None)
    if inner is None:
        return False
    return any(one.annotation is Visitor for one in inspect.signature(inner).parameters.values())


def test_every_handler_knows_its_visitor():
    """But for a few that only close what is open."""
    found = handlers()
    assert len(found) > 60, "need handlers for this test to mean anything"
    assert {name for name, handler in found.items() if not takes_visitor(handler)} == set(FOR_ANYONE)


def test_a_page_cannot_send_a_visitor():
    """Reflex, which takes arguments by their names, does not know of this one."""
    for name, handler in handlers().items():
        assert "visitor" not in handler.get_parameters(), name
        assert "visitor" not in handler._get_type_hints(), name


def test_a_handler_is_known_by_what_a_page_sends():
    """Names, defaults and kinds stay; so do a handler that waits in the background and one that yields."""
    sent: dict[Any, Any] = SettingsState.save_settings.get_parameters()
    assert list(sent) == ["self", "form"]
    assert SettingsState.save_settings._get_type_hints() == {"form": dict[str, Any]}
    assert SendingState.send_message.get_parameters()["attachment_ids"].default is None
    assert ChatState.follow_chat.is_background
    assert inspect.isasyncgenfunction(AccountState.load.fn)


@pytest.fixture
async def nobody(server: Server):
    """A socket without a cookie."""
    wire = await Wire.open(server)
    yield wire
    await wire.close()


async def test_nobody_is_told_to_fetch_the_page_again(nobody: Wire):
    """Not that something broke: nothing has."""
    await nobody.call(AccountState.load, "/mine")
    await nobody.call(session.SessionState.enter, "/mine")
    assert await nobody.hears('"nobody_rx_state_":true')
    assert nobody.last("failed") in (None, False)
    assert nobody.last("loaded") in (None, False)


async def test_a_forged_visitor_is_refused(lin: Home, stranger: Wire, stored: Stored):
    """The stranger says to be Lin: the handler does not even run."""
    before = lin.belongings(stored)
    forged = {"user_id": lin.user_id, "locale": "zh"}
    await stranger.call(
        SendingState.send_message, chat_id=lin.chat, text="我是林", idempotency_key="forged", visitor=forged
    )
    await stranger.settle()
    assert lin.belongings(stored) == before
    assert await soon(lambda: bool(stranger.last("failed"))), "the failure follows in an event of its own"
