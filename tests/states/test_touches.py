"""A finger that touches twice says a thing once."""

from typing import Any

from oreai.i18n import texts_for
from oreai.states.chat_actions import ChatActions
from oreai.states.chat_pages import ChatPages
from oreai.states.deletions import DeletionsState
from oreai.states.draft import DraftState
from oreai.states.first_message import FirstMessageState
from oreai.states.sending import SendingState
from tests.states.conftest import Stored, first_chat_of, has_answers, owner_of
from tests.states.wire import Wire
from tests.upstream import Upstream
from tests.waiting import soon

QUESTION = texts_for("zh").chats.free_questions.splitlines()[0]
PROMPTS = "SELECT id FROM message WHERE chat_id = ? AND role = 'user'"
CHATS = "SELECT id FROM chat WHERE user_id = ? AND deleted_at IS NULL"


async def opened(wire: Wire, stored: Stored) -> str:
    """The first chat, once it is on the screen."""
    chat = first_chat_of(owner_of(wire.token, stored), stored)
    await wire.visit(f"/chat/{chat}")
    assert await wire.hears(f'"opened_id_rx_state_":"{chat}"')
    return chat


async def test_an_example_question_is_said_once(stranger: Wire, stored: Stored, upstream: Upstream):
    """Two touches, or a repeated event, say one prompt and ask for one reply."""
    chat = await opened(stranger, stored)
    for _ in range(2):
        await stranger.call(SendingState.send_question, f"/chat/{chat}", chat_id=chat, text=QUESTION)
    await stranger.settle()
    assert await has_answers(chat, 1, stored)
    assert len(stored(PROMPTS, chat)) == len(upstream.requests) == 1


async def test_in_a_chat_that_stands_empty_anew_it_can_be_said_anew(stranger: Wire, stored: Stored):
    """The first one and its reply were deleted, and the questions are offered again."""
    chat = await opened(stranger, stored)
    address = f"/chat/{chat}"
    await stranger.call(SendingState.send_question, address, chat_id=chat, text=QUESTION)
    assert await has_answers(chat, 1, stored)
    for (message_id,) in stored("SELECT id FROM message WHERE chat_id = ?", chat):
        await stranger.call(DeletionsState.delete_message, address, message_id=message_id)
    await stranger.call(ChatPages.show_again, address)
    await stranger.call(SendingState.send_question, address, chat_id=chat, text=QUESTION)
    assert await has_answers(chat, 2, stored)


async def test_a_question_of_the_empty_list_opens_one_chat(stranger: Wire, stored: Stored):
    """The second touch leads into the chat that the first one has opened."""
    user = owner_of(stranger.token, stored)
    for (chat_id,) in stored(CHATS, user):
        await stranger.call(ChatActions.delete_chats, chat_ids=[chat_id])
    await stranger.settle()
    assert await soon(lambda: not stored(CHATS, user))
    for _ in range(2):
        await stranger.call(FirstMessageState.ask, question=QUESTION)
    await stranger.settle()
    ((chat,),) = stored(CHATS, user)
    assert await has_answers(chat, 1, stored)
    assert len(stored(PROMPTS, chat)) == 1


async def test_a_first_message_that_is_sent_again_makes_one_chat(stranger: Wire, stored: Stored):
    """The line was lost before the answer came: the same send finds the chat that it has begun."""
    sent: dict[str, Any] = {
        "folder_id": "",
        "text": "去京都",
        "idempotency_key": "send-of-lin",
        "attachment_ids": [],
    }
    user = owner_of(stranger.token, stored)
    before = len(stored(CHATS, user))
    for _ in range(2):
        await stranger.call(FirstMessageState.begin_chat, **sent)
    await stranger.settle()
    assert len(stored(CHATS, user)) == before + 1
    assert len(stored("SELECT id FROM message WHERE idempotency_key = 'send-of-lin'")) == 1


async def test_a_draft_beyond_all_measure_is_not_shortened(stranger: Wire, stored: Stored):
    """Counting it again and again would cost more than it is worth: it is refused with its size."""
    chat = first_chat_of(owner_of(stranger.token, stored), stored)
    await stranger.call(DraftState.shorten_draft, chat_id=chat, text="a" * 200_001)
    assert await stranger.hears("200,001")
