"""Saying something, and every way a reply can end."""

from oreai.bootstrap import Services
from oreai.services.accounts import Visitor
from tests.upstream import Reply, Upstream


async def test_a_prompt_brings_a_reply(services: Services, lin: Visitor, provider: Upstream):
    """Lin asks, the model answers, both are stored."""
    provider.enqueue(Reply("去京都，三天就够。"))
    chat = await services.chats.open_free(lin.user_id, lin.locale)
    await services.conversation.add_prompt(lin.user_id, chat, "春天去哪里？", "send-1")
    async for update in services.conversation.follow(lin.user_id, chat):
        if not getattr(update, "running_id", "x"):
            break
    view = await services.conversation.view(lin.user_id, chat)
    assert [(m.role, m.content, m.status) for m in view.messages] == [
        ("user", "春天去哪里？", "complete"),
        ("assistant", "去京都，三天就够。", "complete"),
    ]
