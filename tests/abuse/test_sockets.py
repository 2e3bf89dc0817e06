"""A stranger's socket: forged addresses, keys and vars, nonsense, broken frames, somebody else's tab."""

import inspect

import httpx
import pytest

from oreai.models import new_id
from oreai.states.chat import ChatState
from oreai.states.clearing import ClearState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState
from oreai.states.session import SessionState
from tests.abuse.found import handlers, states
from tests.abuse.test_doors import until_handled
from tests.running import Server
from tests.states.conftest import ANSWER, SECRET, Home, Stored, first_chat_of, has_answers, owner_of
from tests.states.wire import ON_LOAD, ROOT, Wire, cookie_of
from tests.upstream import Reply, Upstream
from tests.waiting import soon

NONSENSE = [
    None,
    7,
    -1.5,
    True,
    [],
    ["x", 1],
    {},
    {"id": 1},
    "",
    "\0",
    "\ud83d",
    "长" * 20_000,
    "' OR 1=1 --",
    "😀" * 99,
]


def is_well(server: Server) -> bool:
    return httpx.get(f"{server.url}/api/health").json()["status"] == "ok"


async def can_chat(wire: Wire, stored: Stored) -> bool:
    """Whether this socket's user can still do what the app is for."""
    chat = first_chat_of(owner_of(wire.token, stored), stored)
    await wire.call(SendingState.send_message, chat_id=chat, text="你好", idempotency_key=new_id())
    return await has_answers(chat, 1, stored)


async def test_a_forged_address_opens_nothing(lin: Home, stranger: Wire, stored: Stored):
    """The stranger claims to stand in Lin's chat: it is missing, and follows nothing."""
    await stranger.visit(f"/chat/{lin.chat}")
    assert await stranger.hears('"missing_rx_state_":true')
    await stranger.call(ChatState.follow_chat, f"/chat/{lin.chat}")
    await lin.wire.call(
        SendingState.send_message,
        f"/chat/{lin.chat}",
        chat_id=lin.chat,
        text="第二个秘密",
        idempotency_key=new_id(),
    )
    assert await has_answers(lin.chat, 2, stored)
    await stranger.settle()
    assert "第二个秘密" not in stranger.said
    assert SECRET not in stranger.said


async def test_a_stranger_cannot_write_into_her_chat(lin: Home, stranger: Wire, stored: Stored):
    """A prompt to Lin's chat is refused as if there were no such chat."""
    before = lin.belongings(stored)
    await stranger.call(SendingState.send_message, chat_id=lin.chat, text="我是林", idempotency_key="forged")
    assert await stranger.hears('"refused_rx_state_":"forged"')
    assert "找不到这个对话" in stranger.said
    assert lin.belongings(stored) == before


async def test_a_stranger_cannot_stop_her_reply(
    lin: Home, stranger: Wire, upstream: Upstream, stored: Stored
):
    """While Lin's reply runs, the stranger calls stop with every trick: it comes to its end."""
    upstream.enqueue(Reply("慢慢地说完这一句话。" * 10, delay_s=0.1))
    await lin.wire.call(SendingState.send_message, chat_id=lin.chat, text="慢慢说", idempotency_key=new_id())
    assert await soon(lambda: upstream.open_streams == 1)
    await stranger.visit(f"/chat/{lin.chat}")
    ((running,),) = stored("SELECT id FROM message WHERE chat_id = ? AND status = 'streaming'", lin.chat)
    await stranger.call(RepliesState.stop_reply, f"/chat/{lin.chat}", message_id=running)
    forged = {"var_name": "running_id", "value": running}
    await stranger.send(f"{ChatState.get_full_name()}.setvar", forged)
    await stranger.call(RepliesState.stop_reply, message_id=running)
    await stranger.settle()
    assert await has_answers(lin.chat, 2, stored)
    assert upstream.closed_early == 0


async def test_a_stranger_with_her_send_key_gets_nothing_of_hers(lin: Home, stranger: Wire, stored: Stored):
    """Repeating Lin's send, key and all, neither shows her message nor changes it."""
    before = lin.belongings(stored)
    for chat in (lin.chat, first_chat_of(owner_of(stranger.token, stored), stored)):
        await stranger.call(
            SendingState.send_message, chat_id=chat, text="又是我", idempotency_key=lin.idempotency_key
        )
    await stranger.settle()
    assert lin.belongings(stored) == before
    assert lin.prompt not in stranger.said


async def test_forged_vars_change_nothing(lin: Home, stranger: Wire, stored: Stored, upstream: Upstream):
    """Reflex's built-in setters are told to put Lin's ids into the stranger's state, then used."""
    before = lin.belongings(stored)
    names = {"opened_id": lin.chat, "running_id": lin.reply, "chat_id": lin.chat, "user_id": lin.user_id}
    state = ChatState.get_full_name()
    for name, value in names.items():
        await stranger.send(f"{state}.setvar", {"var_name": name, "value": value})
        await stranger.send(f"{state}.set_{name}", {"value": value})
    update = f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal"
    forged = {f"{state}.{name}": value for name, value in names.items()}
    await stranger.send(update, {"vars": forged})
    await stranger.send(f"{ROOT}.hydrate_and_load", {"vars": forged, "hashes": []})
    for handler in (ClearState.clear_messages, ChatState.follow_chat):
        await stranger.call(handler)
    await stranger.call(RepliesState.stop_reply, message_id=lin.reply)
    await stranger.call(SendingState.send_question, chat_id=lin.chat, text="我是林")
    await stranger.settle()
    assert stranger.last("opened_id") in ("", None)
    assert lin.belongings(stored) == before
    assert SECRET not in stranger.said


@pytest.mark.timeout(400)
async def test_helpers_are_no_handlers(lin: Home, stranger: Wire, stored: Stored, server: Server):
    """What is not meant as an event cannot be called as one: no method of any state, nor of Reflex's base."""
    before = lin.belongings(stored)
    payloads = ({}, {"chat_id": lin.chat, "text": "我是林", "queue": [[lin.prompt, "x"]], "path": lin.chat})
    for state in states():
        methods = {name for name, one in vars(state).items() if inspect.isroutine(one)}
        for name in methods | {"get_state", "reset", "dict", "__init__"}:
            for payload in payloads if name not in state.event_handlers else ():
                await stranger.send(f"{state.get_full_name()}.{name}", payload)
    await until_handled(stranger)
    await stranger.settle()
    assert lin.belongings(stored) == before
    assert SECRET not in stranger.said
    assert is_well(server)


@pytest.mark.timeout(400)
async def test_nonsense_of_every_kind(stranger: Wire, lin: Home, stored: Stored, server: Server):
    """Each argument of each handler gets each wrong value: the server answers on, for all."""
    before = lin.belongings(stored)
    for handler in handlers():
        for value in NONSENSE if handler.arguments else [None]:
            await stranger.send(handler.event, dict.fromkeys(handler.arguments, value))
        await stranger.send(handler.event, dict.fromkeys(handler.arguments, "x") | {"surprise": "!"})
        await stranger.send(handler.event, [1, 2])
    await until_handled(stranger)
    await stranger.settle()
    assert is_well(server)
    assert lin.belongings(stored) == before
    assert await can_chat(stranger, stored)


@pytest.mark.parametrize(
    "frame",
    [
        '42/_event,["event",null]',
        '42/_event,["event","no json"]',
        '42/_event,["event",{"name":null}]',
        '42/_event,["event",{"name":7,"payload":"x","router_data":[]}]',
        '42/_event,["event"]',
        '42/_event,["nothing",{}]',
        '42/_event,{"a":',
        "42/_event," + "[" * 100_000,
        '42/_event,["event",{"name":"' + "x" * 2_000_000 + '"}]',
        "42/elsewhere,[]",
        "99",
        "",
    ],
    ids=lambda frame: frame[:40],
)
async def test_broken_frames_end_at_most_their_own_socket(lin: Home, server: Server, frame: str):
    """A frame that is none may cost the sender the connection; everyone else goes on."""
    breaker = await Wire.open(server, cookie_of(server))
    await breaker.send_raw(frame)
    await lin.wire.settle()
    assert is_well(server)
    fresh = await Wire.open(server, breaker.token)
    await fresh.visit("/")
    await fresh.settle()
    for wire in (breaker, fresh):
        await wire.close()


@pytest.mark.parametrize(
    "token", [None, "short", "x" * 4000, "*" * 43, "../../../../../../../../../../../../../.."]
)
async def test_without_a_cookie_of_ours_nothing_is_made(server: Server, stored: Stored, token: str | None):
    """A program without a session, or with one it has made up, gets no user, no chat and no reply."""
    tables = ("user", "session", "chat", "message")
    before = [stored(f"SELECT count(*) FROM {table}") for table in tables]
    nobody = await Wire.open(server, token)
    for handler in handlers():
        await nobody.send(handler.event, handler.filled_with("zh"))
    await nobody.send(ON_LOAD, {}, "/")
    await nobody.call(SessionState.enter)
    assert await nobody.hears('"nobody_rx_state_":true')
    assert [stored(f"SELECT count(*) FROM {table}") for table in tables] == before
    assert is_well(server)
    await nobody.close()


async def taken_over(server: Server, token: str | None, client_token: str) -> Wire:
    """A socket that the server takes for this tab, once it has seen that the tab's own is gone."""
    for _ in range(50):
        wire = await Wire.open(server, token, client_token)
        await wire.send(f"{ROOT}.hydrate")
        assert await wire.hears("is_hydrated")
        if "new_token" not in wire.said:
            return wire
        await wire.close()
    raise AssertionError("the server never noticed that the tab is gone")


@pytest.mark.parametrize("cookie", ["another's", "none"])
async def test_lins_tab_is_no_key_to_her_chat(lin: Home, server: Server, cookie: str):
    """The token by which Reflex knows her tab shows nothing of hers to another cookie, or to none."""
    await lin.wire.close()
    token = cookie_of(server) if cookie == "another's" else None
    thief = await taken_over(server, token, lin.wire.client_token)
    await thief.call(SessionState.enter)
    assert await thief.hears('"ready_rx_state_":true' if token else '"nobody_rx_state_":true')
    assert lin.chat not in thief.said
    assert SECRET not in thief.said
    assert ANSWER not in thief.said
    await thief.close()


async def test_two_sockets_of_one_tab_token_are_kept_apart(lin: Home, server: Server, stored: Stored):
    """While Lin's tab is open, a stranger who brings its token hears nothing of what happens there."""
    thief = await Wire.open(server, cookie_of(server), lin.wire.client_token)
    await thief.visit(f"/chat/{lin.chat}")
    await lin.wire.call(
        SendingState.send_message, chat_id=lin.chat, text="第三个秘密", idempotency_key=new_id()
    )
    assert await has_answers(lin.chat, 2, stored)
    await thief.call(SessionState.enter)
    assert await thief.hears('"ready_rx_state_"')
    assert "第三个秘密" not in thief.said
    assert SECRET not in thief.said
    await thief.close()
