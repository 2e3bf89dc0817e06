"""Whoever calls a handler is known before it runs: by their cookie, and by nothing they send."""

import inspect
from typing import Any

import pytest
from reflex.event import EventHandler

from oreai.services.accounts.visitors import Visitor
from oreai.states import session
from oreai.states.account import AccountState
from oreai.states.chat import ChatState
from oreai.states.sending import SendingState
from oreai.states.settings import SettingsState
from tests.abuse.allowed import HANDLERS_FOR_ANYONE
from tests.abuse.found import handlers as all_handlers
from tests.running import Server
from tests.states.conftest import Home, Stored
from tests.states.wire import Wire
from tests.waiting import soon


def handlers() -> dict[str, EventHandler]:
    """Every handler of OreAI's states, by the names of both."""
    return {str(found): found.handler for found in all_handlers() if found.is_ours}


def takes_visitor(handler: EventHandler) -> bool:
    inner = getattr(handler.fn, "__wrapped__", None)
    if inner is None:
        return False
    return any(one.annotation is Visitor for one in inspect.signature(inner).parameters.values())


def test_every_handler_knows_its_visitor():
    """But for a few that only close what is open."""
    found = handlers()
    assert len(found) > 60, "need handlers for this test to mean anything"
    assert {name for name, handler in found.items() if not takes_visitor(handler)} == set(HANDLERS_FOR_ANYONE)


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
