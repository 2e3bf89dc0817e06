"""Messages that waited in the browser for the network: each is stored once, however often it comes."""

from oreai.models import new_id
from oreai.states.outbox import OutboxState
from tests.states.conftest import Home, Stored
from tests.upstream import Reply, Upstream
from tests.waiting import soon

LATE = "到了清水寺再说"
FIRST = "在鞍马怎么走到贵船？"


async def test_what_comes_twice_is_stored_once(lin: Home, stored: Stored, upstream: Upstream):
    """Lin's phone heard no answer in the tunnel and sends again; it is told both times that it is stored."""
    upstream.fallback = lambda request: Reply("好")
    key = new_id()
    for _ in range(2):
        await lin.wire.call(
            OutboxState.send_waiting, chat_id=lin.chat, text=LATE, idempotency_key=key, attachment_ids=[]
        )
    assert await lin.wire.hears(key)
    await lin.wire.settle()
    assert stored("SELECT count(*) FROM message WHERE content = ?", LATE) == [(1,)]
    assert lin.wire.last("stored_in") == lin.chat


async def test_one_of_the_first_screen_begins_one_chat(lin: Home, stored: Stored, upstream: Upstream):
    """However often it comes; and Lin's page is told which."""
    upstream.fallback = lambda request: Reply("好")
    key = new_id()
    for _ in range(2):
        await lin.wire.call(
            OutboxState.begin_waiting, folder_id="", text=FIRST, idempotency_key=key, attachment_ids=[]
        )
    assert await lin.wire.hears(key)
    await lin.wire.settle()
    ((chat,),) = stored("SELECT chat_id FROM message WHERE content = ?", FIRST)
    assert chat != lin.chat
    assert lin.wire.last("stored_in") == chat


async def test_what_has_no_chat_any_more_is_told_so(lin: Home):
    """The chat was deleted on another device: the browser learns that the words need another box."""
    key = new_id()
    await lin.wire.call(
        OutboxState.send_waiting, chat_id="gone", text=LATE, idempotency_key=key, attachment_ids=[]
    )
    assert await soon(lambda: lin.wire.last("refused") == key)
    assert lin.wire.last("is_homeless") is True
    assert lin.wire.last("refusal")
