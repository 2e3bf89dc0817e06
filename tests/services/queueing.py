"""Lin, who writes on while the model answers, and what she finds."""

from dataclasses import dataclass

from sqlmodel import select

from oreai.bootstrap import Services
from oreai.models import QueuedMessage, new_id
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.talking import lines, settled, stored, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon

FIRST, KYOTO, NARA, OSAKA = "去哪里？", "去京都", "去奈良", "去大阪"
SLOW = Reply(tokens=("先", "想想"), first_delay_s=2)
ENDLESS = Reply(tokens=("先", "想想"), silent_after=1)


@dataclass(frozen=True)
class Talk:
    """Lin in one chat."""

    services: Services
    lin: Visitor
    chat: str
    provider: Upstream

    async def begin(self, reply: Reply) -> str:
        """Lin asks where to go, and the model has begun to answer like this; the reply's id."""
        self.provider.enqueue(reply)
        asked = len(self.provider.requests)
        reply_id = await self.add(FIRST)
        if reply == ENDLESS:
            return await until_said(self.services, self.lin, self.chat, "先")
        assert await soon(lambda: len(self.provider.requests) > asked)
        return reply_id

    async def begin_and_stop(self, *words: str) -> list[str]:
        """The same, but the reply is stopped after Lin has written these; the ids of what waits."""
        reply_id = await self.begin(ENDLESS)
        queued = [await self.add(text) for text in words]
        await self.stop(reply_id)
        return queued

    async def add(self, text: str, key: str = "") -> str:
        add = self.services.conversation.send_message
        return await add(self.lin.user_id, self.chat, text, key or new_id())

    async def stop(self, reply_id: str) -> None:
        await self.services.conversation.stop(self.lin.user_id, reply_id)

    async def send_now(self, queued_id: str) -> None:
        await self.services.queue.send_now(self.lin.user_id, queued_id)

    async def waiting(self) -> list[str]:
        view = await self.services.chat_views.view(self.lin.user_id, self.chat)
        return [text for _, text, _ in view.queue]

    async def settled(self) -> list[tuple[str, str]]:
        """What has been said, and how each reply ended, once no reply runs."""
        turns = lines(await settled(self.services, self.lin, self.chat))
        return [(prompt[1], reply[2]) for prompt, reply in zip(turns[::2], turns[1::2], strict=True)]

    async def said(self) -> list[str]:
        """All of Lin's messages in the table."""
        return [
            message.content for message in await stored(self.services, self.chat) if message.idempotency_key
        ]

    async def rows(self) -> list[QueuedMessage]:
        """What waits, by the table."""
        query = select(QueuedMessage).where(QueuedMessage.chat_id == self.chat)
        return await self.services.database.read(lambda session: list(session.exec(query)))


async def talk_of(services: Services, provider: Upstream) -> Talk:
    """A new user, in an empty chat."""
    lin = await services.accounts.enter(new_token(), "zh")
    return Talk(services, lin, await services.chats.open_free(lin.user_id, "zh"), provider)
