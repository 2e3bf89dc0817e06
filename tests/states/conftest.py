"""Lin at home in her chat, and a stranger at the door: both on sockets of their own."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from hashlib import sha256

import pytest

from oreai.models import new_id
from oreai.states.sending import SendingState
from tests.running import Server
from tests.states.wire import Wire, cookie_of
from tests.upstream import Reply, Upstream
from tests.waiting import soon

Stored = Callable[..., list[tuple]]

SECRET = "芝麻开门，这是林的秘密"
ANSWER = "秘密收好了，谁也不告诉"


@dataclass(frozen=True)
class Home:
    """Lin's socket, and what a stranger may have learned of her chat: the ids."""

    wire: Wire
    chat: str
    prompt: str
    reply: str
    idempotency_key: str
    user_id: str

    def belongings(self, stored: Stored) -> list[list[tuple]]:
        """Every row of hers."""
        chats = "SELECT id FROM chat WHERE user_id = ?"
        return [
            stored("SELECT * FROM user WHERE id = ?", self.user_id),
            stored("SELECT * FROM session WHERE user_id = ? ORDER BY id", self.user_id),
            stored("SELECT * FROM chat WHERE user_id = ? ORDER BY id", self.user_id),
            stored(f"SELECT * FROM message WHERE chat_id IN ({chats}) ORDER BY id", self.user_id),
            stored(f"SELECT * FROM queued_message WHERE chat_id IN ({chats}) ORDER BY id", self.user_id),
            stored(f"SELECT * FROM example WHERE chat_id IN ({chats}) ORDER BY id", self.user_id),
        ]


def owner_of(token: str | None, stored: Stored) -> str:
    """The user behind a session cookie."""
    ((user_id,),) = stored(
        "SELECT user_id FROM session WHERE token_hash = ?", sha256((token or "").encode()).hexdigest()
    )
    return user_id


def first_chat_of(user_id: str, stored: Stored) -> str:
    """闲聊一下."""
    ((chat_id,),) = stored("SELECT id FROM chat WHERE user_id = ? AND pinned_at IS NOT NULL", user_id)
    return chat_id


async def has_answers(chat: str, count: int, stored: Stored) -> bool:
    """Whether the chat soon has so many whole replies."""
    replies = "SELECT id FROM message WHERE chat_id = ? AND role = 'assistant' AND status = 'complete'"
    return await soon(lambda: len(stored(replies, chat)) == count)


@pytest.fixture
async def lin(server: Server, upstream: Upstream, stored: Stored) -> AsyncIterator[Home]:
    """Lin, who has told her first chat a secret and looks at the answer."""
    wire = await Wire.open(server, cookie_of(server))
    await wire.visit("/")
    await wire.settle()
    user = owner_of(wire.token, stored)
    chat, idempotency_key = first_chat_of(user, stored), new_id()
    await wire.visit(f"/chat/{chat}")
    await wire.settle()
    upstream.enqueue(Reply(ANSWER))
    await wire.call(
        SendingState.send_message, f"/chat/{chat}", chat_id=chat, text=SECRET, idempotency_key=idempotency_key
    )
    assert await has_answers(chat, 1, stored)
    assert await wire.hears(SECRET)
    by_role = dict(stored("SELECT role, id FROM message WHERE chat_id = ?", chat))
    yield Home(wire, chat, by_role["user"], by_role["assistant"], idempotency_key, user)
    await wire.close()


@pytest.fixture
async def stranger(server: Server, upstream: Upstream) -> AsyncIterator[Wire]:
    """Somebody with a session of their own, who has opened the page."""
    wire = await Wire.open(server, cookie_of(server))
    await wire.visit("/")
    await wire.settle()
    yield wire
    await wire.close()
