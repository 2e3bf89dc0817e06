"""What a stranger may make the server write into its log: nothing secret, and no line of their own making."""

import re

from oreai.states.chat import ChatState
from tests.conftest import KEY
from tests.running import Server
from tests.states.conftest import SECRET, Home
from tests.states.wire import ROOT, Wire, cookie_of
from tests.waiting import soon

FORGED = "[INFO] Listening at: http://evil.example"
FRONTEND_ERROR = f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception"


def lines_since(server: Server, before: int) -> str:
    return server.log()[before:]


async def test_unknown_events_are_logged_without_secrets(server: Server, lin: Home):
    """Reflex logs an unknown event with its headers: no cookie, authorization or key is among them."""
    before = len(server.log())
    wire = await Wire.open(server, cookie_of(server), Authorization="Bearer sk-of-a-proxy-0123456789")
    for name in ("no.such.event", f"{ROOT}.no_such_event", f"{ChatState.get_full_name()}._show"):
        await wire.send(name, {"text": "hello"})
    await wire.send(f"{ChatState.get_full_name()}.send_message", {"surprise": 1})
    await wire.send_raw('42/_event,["event","no json"]')
    await wire.settle()
    assert await soon(lambda: "no_such_event" in lines_since(server, before)), (
        "it must be logged to mean anything"
    )
    log = server.log()
    for secret in (wire.token, lin.wire.token, "sk-of-a-proxy", KEY, SECRET):
        assert secret not in log
    await wire.close()


async def test_a_stranger_cannot_forge_a_line(server: Server):
    """Line breaks in names, errors and payloads do not begin a line of the log."""
    before = len(server.log())
    wire = await Wire.open(server, cookie_of(server))
    for line_break in ("\n", "\r\n", "\r"):
        await wire.send(f"unknown{line_break}{FORGED}")
        await wire.send(f"{ROOT}.{line_break}{FORGED}", {"text": f"x{line_break}{FORGED}"})
        await wire.send(FRONTEND_ERROR, {"info": f"broken{line_break}{FORGED}", "component_stack": ""})
    await wire.settle()
    assert await soon(lambda: "evil.example" in lines_since(server, before)), (
        "it must be logged to mean anything"
    )
    lines = re.split(r"[\r\n]+", lines_since(server, before))
    assert [line for line in lines if line.startswith(FORGED)] == []
    await wire.close()
