"""The queue of a chat on the socket: what waits is changed in a sheet."""

import pytest

from oreai.models import new_id
from oreai.states.queue import QueueState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState
from tests.states.conftest import Home, Stored
from tests.upstream import Reply, Upstream
from tests.waiting import soon

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


async def test_what_is_gone_keeps_the_new_words(lin: Home, plan: str, stored: Stored):
    """Lin changes what has been removed on another device: her words stay in the sheet, with the reason."""
    await lin.wire.call(QueueState.edit_queued, queued_id=plan)
    assert await lin.wire.hears(f'"editing_id_rx_state_":"{plan}"')
    await lin.wire.call(QueueState.remove_queued, queued_id=plan)
    await lin.wire.call(QueueState.change_queued, text="后天去奈良")
    assert await lin.wire.hears("这条已经不在队列里了")
    assert lin.wire.last("editing_id") == plan
    assert stored("SELECT count(*) FROM queued_message WHERE chat_id = ?", lin.chat) == [(0,)]
