"""What is deleted is forgotten in each of its wordings; what stands is kept."""

from datetime import timedelta

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.trash import RETENTION
from tests.services.conversation.test_deletions import deleted_ago, shown
from tests.talking import say, stored
from tests.upstream import Upstream


async def test_the_words_a_deleted_prompt_had_before_are_forgotten_too(
    services_on_each: Services, provider: Upstream
):
    """What Lin has put in other words, and then deleted, is gone after thirty days in each wording."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    prompt = (await say(services, lin, chat, "我的密码是芝麻")).messages[0].id
    await services.conversation.revise(lin.user_id, prompt, "我的密码是秘密")
    await services.deletions.delete(lin.user_id, prompt)
    await deleted_ago(services, prompt, RETENTION + timedelta(minutes=1))
    assert await services.deletions.sweep() == 2
    assert await services.deletions.sweep() == 0
    assert [message.content for message in await stored(services, chat) if message.role == "user"] == ["", ""]


async def test_earlier_words_that_stand_are_kept(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Deleted at the end of a chat, a prompt leaves its place to the words it had before: Lin reads them."""
    talk = await say(services, lin, chat, "去几天？")
    await services.deletions.delete(lin.user_id, talk.messages[1].id)
    prompt = talk.messages[0].id
    await services.conversation.revise(lin.user_id, prompt, "去五天吗？")
    await services.deletions.delete(lin.user_id, prompt)
    assert await shown(services, lin, chat) == ["去几天？"]
    await deleted_ago(services, prompt, RETENTION + timedelta(minutes=1))
    await services.deletions.sweep()
    assert await shown(services, lin, chat) == ["去几天？"]
