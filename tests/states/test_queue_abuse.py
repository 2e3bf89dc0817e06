"""A stranger calls the handlers of the queue with Lin's ids and with nonsense: what waits there waits on."""

import pytest

from oreai.models import new_id
from oreai.states.queue import QueueState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState
from tests.running import Server
from tests.states.conftest import Home, Stored
from tests.states.test_abuse import NONSENSE, can_chat, is_well
from tests.states.wire import Wire
from tests.upstream import Reply, Upstream
from tests.waiting import soon

HANDLERS = {
    QueueState.send_queued: ("queued_id",),
    QueueState.remove_queued: ("queued_id",),
    QueueState.edit_queued: ("queued_id",),
    QueueState.change_queued: ("text",),
    QueueState.leave_queued: (),
}
PLAN = "明天悄悄去奈良"


@pytest.fixture
async def plan(lin: Home, stored: Stored, upstream: Upstream) -> str:
    """What waits in Lin's chat, after a reply that she has stopped; its id."""
    upstream.enqueue(Reply(tokens=("先", "想想"), silent_after=1))
    for text in ("去哪里？", PLAN):
        await lin.wire.call(
            SendingState.send_message,
            f"/chat/{lin.chat}",
            chat_id=lin.chat,
            text=text,
            idempotency_key=new_id(),
        )
    assert await lin.wire.hears(f'"text":"{PLAN}"')
    running = "SELECT id FROM message WHERE chat_id = ? AND status = 'streaming'"
    ((reply,),) = stored(running, lin.chat)
    await lin.wire.call(RepliesState.stop_reply, f"/chat/{lin.chat}", message_id=reply)
    assert await soon(lambda: not stored(running, lin.chat))
    ((queued_id,),) = stored("SELECT id FROM queued_message WHERE chat_id = ?", lin.chat)
    return queued_id


async def test_every_handler_with_lins_ids(
    lin: Home, plan: str, stranger: Wire, stored: Stored, server: Server
):
    """Nothing is said, changed, removed or read, though the stranger forges what is being edited."""
    before = lin.belongings(stored)
    assert PLAN in str(before), "there must be something to take for this test to mean anything"
    state = QueueState.get_full_name()
    for path in ("/", f"/chat/{lin.chat}"):
        for handler, names in HANDLERS.items():
            await stranger.send(f"{state}.setvar", {"var_name": "editing_id", "value": plan})
            for known in (plan, lin.chat, lin.user_id):
                await stranger.call(handler, path, **dict.fromkeys(names, known))
    await stranger.settle()
    assert lin.belongings(stored) == before
    assert PLAN not in stranger.said
    assert is_well(server)
    assert await can_chat(stranger, stored)


async def test_nonsense_of_every_kind(lin: Home, plan: str, stranger: Wire, stored: Stored, server: Server):
    """Each argument of each handler gets each wrong value: the server answers on, for all."""
    before = lin.belongings(stored)
    for handler, names in HANDLERS.items():
        for value in NONSENSE if names else [None]:
            await stranger.call(handler, **dict.fromkeys(names, value))
        await stranger.call(handler, **dict.fromkeys(names, "x"), surprise="!")
    await stranger.settle()
    assert is_well(server)
    assert lin.belongings(stored) == before
    assert await can_chat(stranger, stored)


@pytest.mark.parametrize("name", ["_show", "_close"])
async def test_helpers_are_no_handlers(lin: Home, plan: str, stranger: Wire, stored: Stored, name: str):
    """What is not meant as an event cannot be called as one."""
    before = lin.belongings(stored)
    await stranger.send(f"{QueueState.get_full_name()}.{name}", {"queue": [[plan, "x"]], "locale": "zh"})
    await stranger.settle()
    assert lin.belongings(stored) == before
    assert PLAN not in stranger.said


async def test_what_is_gone_keeps_the_new_words(lin: Home, plan: str, stored: Stored):
    """Lin changes what has been removed on another device: her words stay in the sheet, with the reason."""
    await lin.wire.call(QueueState.edit_queued, queued_id=plan)
    assert await lin.wire.hears(f'"editing_id_rx_state_":"{plan}"')
    await lin.wire.call(QueueState.remove_queued, queued_id=plan)
    await lin.wire.call(QueueState.change_queued, text="后天去奈良")
    assert await lin.wire.hears("这条已经不在队列里了")
    assert lin.wire.last("editing_id") == plan
    assert stored("SELECT count(*) FROM queued_message WHERE chat_id = ?", lin.chat) == [(0,)]
