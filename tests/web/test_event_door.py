"""What a page may say at once: nothing longer than a person could mean, and nothing lost of what they do."""

import json
import resource
import time
from pathlib import Path

import pytest
from simple_websocket import ConnectionError as NotConnected

from oreai.models import new_id
from oreai.states.chat import ChatState
from oreai.states.draft import DraftState
from oreai.states.sending import SendingState
from oreai.states.settings import SettingsState
from oreai.web.event_door import LONGEST, LONGEST_OTHER, OF_A_BROWSER, bounded
from tests.abuse.found import handlers
from tests.running import Server
from tests.states.wire import Wire, cookie_of


def frame(**event: object) -> str:
    return "42/_event," + json.dumps(["event", event])


def event_in(text: str) -> dict:
    return json.loads(text.removeprefix("42/_event,"))[1]


def test_what_people_write_passes_whole():
    """A message of the longest kind, emoji and all, reaches its handler as it was written."""
    text = "长😀" * 50_000
    sent = frame(name="x.send_message", payload={"text": text, "chat_id": "a" * 24}, router_data={})
    assert event_in(bounded(sent))["payload"]["text"] == text
    form = {"system": "京" * 20_000, "model": "kyoto", "temperature": "0.5"}
    assert event_in(bounded(frame(name="x", payload={"form": form})))["payload"]["form"] == form


@pytest.mark.parametrize(
    "name", sorted({argument for handler in handlers() for argument in handler.arguments})
)
def test_every_argument_has_a_length(name: str):
    """Of every handler: nine hundred thousand characters in it, or below it, do not pass."""
    for value in ("x" * 900_000, ["x" * 900_000], {"a": ["x" * 900_000]}):
        event = event_in(bounded(frame(name="x.y", payload={name: value}, router_data={"query": value})))
        assert len(json.dumps(event)) < max(LONGEST.get(name, 0), LONGEST_OTHER) + 1000


@pytest.mark.parametrize(
    "text",
    [
        "42/_event," + "[" * 900_000,
        "42/elsewhere," + "x" * 900_000,
        "51-" + "x" * 900_000,
        '42/_event,"' + "x" * 900_000,
    ],
    ids=["deep", "elsewhere", "binary", "no-event"],
)
def test_nonsense_is_short(text: str):
    """What is no event is cut, so that neither a state nor a log line holds it."""
    assert len(bounded(text)) <= 2000


def megabytes_of(server: Server) -> float:
    assert server.process
    pages = int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


async def test_gone_tabs_keep_next_to_nothing(server: Server):
    """Thirty tabs say a megabyte each to handlers that keep what they hear, and leave."""
    first = await Wire.open(server, cookie_of(server))
    await first.visit("/")
    await first.settle()
    before, long = megabytes_of(server), "x" * 150_000
    for _ in range(30):
        tab = await Wire.open(server, cookie_of(server))
        await tab.call(SettingsState.open_settings, chat_id=long)
        await tab.call(DraftState.keep_draft, f"/chat/{long}", chat_id=long, text=long)
        await tab.call(ChatState.open_chat, "/chat/x?" + long)
        await tab.settle()
        await tab.close()
    assert megabytes_of(server) - before < 20
    await first.close()


async def test_a_flood_slows_its_own_socket_alone(server: Server):
    """Two thousand events in one moment: another guest is answered within twice their quiet time."""
    ada = await Wire.open(server, cookie_of(server))
    await ada.visit("/")
    await ada.settle()

    async def p95() -> float:
        took = []
        for _ in range(40):
            began = time.monotonic()
            marker = new_id()
            await ada.call(SendingState.send_message, chat_id="nowhere", text="?", idempotency_key=marker)
            assert await ada.hears(marker)
            took.append(time.monotonic() - began)
        return sorted(took)[37]

    quiet = await p95()
    flood = await Wire.open(server, cookie_of(server))
    for _ in range(2000):
        await flood.call(SendingState.send_message, chat_id="nowhere", text="?", idempotency_key="x")
    assert await p95() < max(2 * quiet, 0.5)
    await flood.close()
    await ada.close()


async def test_one_browser_has_so_many_sockets(server: Server):
    """Of seventy tabs of one browser fifty are open at once; others come at any time."""
    token = cookie_of(server)
    tabs = [await Wire.open(server, token) for _ in range(OF_A_BROWSER)]
    for _ in range(20):
        with pytest.raises(NotConnected):
            await Wire.open(server, token)
    ada = await Wire.open(server, cookie_of(server))
    await ada.settle()
    for tab in (*tabs, ada):
        await tab.close()
