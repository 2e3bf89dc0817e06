"""What is touched is what is meant: not what the server has open by then."""

from oreai.models import new_id
from oreai.states.chats import ChatsState
from oreai.states.clearing import ClearState
from oreai.states.picker import PickerState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState
from oreai.states.settings import SettingsState
from tests.states.conftest import Home, Stored, has_answers
from tests.upstream import Reply, Upstream
from tests.waiting import soon

OTHER = "SELECT id FROM chat WHERE user_id = ? AND id <> ? AND deleted_at IS NULL"


def another_chat(lin: Home, stored: Stored) -> str:
    """One of Lin's chats that is not open."""
    return stored(OTHER, lin.user_id, lin.chat)[0][0]


async def test_a_sheet_is_of_the_chat_in_which_it_was_opened(lin: Home, stored: Stored):
    """Lin goes on to another chat and opens its settings before that chat has come."""
    chat = another_chat(lin, stored)
    await lin.wire.call(SettingsState.open_settings, f"/chat/{chat}", chat_id=chat)
    await lin.wire.settle()
    await lin.wire.call(SettingsState.save_settings, f"/chat/{chat}", form={"model": "gpt-4o"})
    await lin.wire.settle()
    assert stored("SELECT model FROM chat WHERE id = ?", chat) == [("gpt-4o",)]
    assert stored("SELECT model FROM chat WHERE id = ?", lin.chat) == [(None,)]


async def test_a_question_is_of_the_chat_in_which_it_was_asked(lin: Home, stored: Stored):
    """The same for clearing: what is open stays."""
    chat = another_chat(lin, stored)
    await lin.wire.call(ClearState.ask_to_clear, f"/chat/{chat}", chat_id=chat)
    await lin.wire.call(ClearState.clear_messages, f"/chat/{chat}")
    await lin.wire.settle()
    assert len(stored("SELECT id FROM message WHERE chat_id = ?", lin.chat)) == 2


async def test_stop_does_not_reach_the_next_reply(lin: Home, stored: Stored, upstream: Upstream):
    """A touch that comes when its reply has ended stops nothing else."""
    upstream.enqueue(Reply("慢慢地说完这一句话。", delay_s=0.1))
    await lin.wire.call(SendingState.send_message, chat_id=lin.chat, text="慢慢说", idempotency_key=new_id())
    assert await soon(lambda: upstream.open_streams == 1)
    await lin.wire.call(RepliesState.stop_reply, f"/chat/{lin.chat}", message_id=lin.reply)
    assert await has_answers(lin.chat, 2, stored)


async def test_a_prompt_leaves_a_blank_chat_alone_that_was_left(lin: Home, stored: Stored):
    """Lin has gone from it to one in which something was said, and chooses a prompt there: it gets a chat."""
    await lin.wire.call(ChatsState.new_chat)
    await lin.wire.settle()
    ((blank,),) = stored(
        "SELECT id FROM chat WHERE user_id = ? ORDER BY created_at DESC LIMIT 1", lin.user_id
    )
    await lin.wire.visit(f"/chat/{blank}")
    assert await soon(lambda: lin.wire.last("opened_id") == blank), (
        "it must be open for this test to mean anything"
    )
    before = len(stored("SELECT id FROM chat WHERE user_id = ?", lin.user_id))
    await lin.wire.call(PickerState.take_persona, f"/chat/{lin.chat}", here=lin.chat, key="debater")
    await lin.wire.settle()
    assert stored("SELECT persona_id FROM chat WHERE id = ?", blank) == [(None,)]
    assert len(stored("SELECT id FROM chat WHERE user_id = ?", lin.user_id)) == before + 1
