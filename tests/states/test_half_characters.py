"""A browser sends half an emoji, as JavaScript cuts one: it is kept as a sign that cannot be read."""

from oreai.models import new_id
from oreai.states.chat_actions import ChatActions
from oreai.states.draft import DraftState
from oreai.states.queue import QueueState
from oreai.states.sending import SendingState
from oreai.states.settings import SettingsState
from tests.states.conftest import Home, Stored
from tests.upstream import Reply, Upstream
from tests.waiting import soon

HALF, SIGN = "京都\ud83d！", "京都\ufffd！"


async def test_half_a_character_breaks_nothing(lin: Home, stored: Stored, upstream: Upstream):
    """As a prompt, a draft, a title and a system text, and in what waits in the queue."""
    here, wire = f"/chat/{lin.chat}", lin.wire
    await wire.call(DraftState.keep_draft, here, chat_id=lin.chat, text=HALF)
    await wire.call(ChatActions.rename_chat, here, chat_id=lin.chat, title=HALF)
    await wire.call(SettingsState.open_settings, here, chat_id=lin.chat)
    await wire.call(SettingsState.save_settings, here, form={"system": HALF})
    await wire.settle()
    assert stored("SELECT draft, title, system FROM chat WHERE id = ?", lin.chat) == [(SIGN, SIGN, SIGN)]

    upstream.enqueue(Reply("慢慢", silent_after=1))
    for _ in range(2):
        await wire.call(
            SendingState.send_message, here, chat_id=lin.chat, text=HALF, idempotency_key=new_id()
        )
    queued = "SELECT id, content FROM queued_message WHERE chat_id = ?"
    assert await soon(lambda: [text for _, text in stored(queued, lin.chat)] == [SIGN])
    assert (SIGN,) in stored("SELECT content FROM message WHERE chat_id = ?", lin.chat)

    await wire.call(QueueState.edit_queued, here, queued_id=stored(queued, lin.chat)[0][0])
    await wire.call(QueueState.change_queued, here, text="改成" + HALF)
    assert await soon(lambda: [text for _, text in stored(queued, lin.chat)] == ["改成" + SIGN])
    assert '"failed_rx_state_":true' not in wire.said
