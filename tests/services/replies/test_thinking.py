"""What a reasoning model thinks: shown as it comes, stored beside the reply, and never sent back."""

from contextlib import aclosing

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import Growth
from tests.talking import row, say, send, settled, until_said
from tests.upstream import Reply, Upstream

THOUGHTS = ("先想想🚃，", "春天人多，", "早点去。")


async def test_thinking_is_stored_and_not_sent_back(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The reply's text has nothing of it, and neither has the next request."""
    provider.enqueue(Reply("去清水寺。", reasoning=THOUGHTS))
    shown = (await say(services, lin, chat, "春天去哪里？")).messages[-1]
    assert (shown.content, shown.thinking) == ("去清水寺。", "".join(THOUGHTS))
    assert (await row(services, shown.id)).thinking == "".join(THOUGHTS)
    await say(services, lin, chat, "谢谢")
    assert [turn["content"] for turn in provider.requests[-1].messages] == [
        "春天去哪里？",
        "去清水寺。",
        "谢谢",
    ]


async def test_thinking_is_seen_as_it_comes(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Each piece follows the last one, before the first word of the reply, under its own name."""
    provider.enqueue(Reply("去清水寺。", reasoning=THOUGHTS, first_delay_s=1, delay_s=0.05))
    await send(services, lin, chat, "春天去哪里？")
    seen = {True: "", False: ""}
    async with aclosing(services.watching.follow(lin.user_id, chat)) as news:
        async for update in news:
            if isinstance(update, Growth):
                assert update.offset == len(seen[update.thinking])
                assert not update.thinking or not seen[False], "it thinks before it speaks"
                seen[update.thinking] += update.text
            elif not update.running_id:
                break
    assert seen == {True: "".join(THOUGHTS), False: "去清水寺。"}


async def test_who_comes_later_sees_what_was_thought_so_far(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A second tab opens in the middle: the thinking stands there, though nothing is said yet."""
    provider.enqueue(Reply("去清水寺。", reasoning=THOUGHTS, silent_after=2))
    await send(services, lin, chat, "春天去哪里？")
    thought = ""
    async with aclosing(services.watching.follow(lin.user_id, chat)) as news:
        async for update in news:
            thought = thought + update.text if isinstance(update, Growth) else update.messages[-1].thinking
            if "人多" in thought:
                break
    shown = (await services.watching.view(lin.user_id, chat)).messages[-1]
    assert (shown.thinking, shown.content) == ("".join(THOUGHTS[:2]), "")
    await services.conversation.stop(lin.user_id, shown.id)


async def test_thinking_survives_the_stop(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Lin stops in the middle of the reply: what was thought and said both stay."""
    provider.enqueue(Reply(tokens=("去清水寺。", "再去"), reasoning=THOUGHTS, silent_after=4))
    await send(services, lin, chat, "春天去哪里？")
    reply_id = await until_said(services, lin, chat, "清水寺")
    await services.conversation.stop(lin.user_id, reply_id)
    kept = await row(services, reply_id)
    assert (kept.status, kept.content, kept.thinking) == ("stopped", "去清水寺。", "".join(THOUGHTS))


async def test_going_on_thinks_on(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """New thoughts follow the earlier ones, new words the earlier ones."""
    provider.enqueue(
        Reply("去清水寺，", reasoning=("春天。",), finish="length"),
        Reply("再去奈良。", reasoning=("接着想。",)),
    )
    reply_id = (await say(services, lin, chat, "去哪里？")).messages[-1].id
    await services.conversation.continue_reply(lin.user_id, reply_id)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.content, shown.thinking) == ("去清水寺，再去奈良。", "春天。接着想。")


async def test_a_model_that_repeats_its_last_words_leaves_no_seam(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Asked to go on, it says its last words again: they stand in the message once."""
    provider.enqueue(
        Reply("第一天去清水寺，第二天坐电车", finish="length"),
        Reply("第二天坐电车去奈良看鹿。", delay_s=0.01),
    )
    reply_id = (await say(services, lin, chat, "怎么玩？")).messages[-1].id
    await services.conversation.continue_reply(lin.user_id, reply_id)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert shown.content == "第一天去清水寺，第二天坐电车去奈良看鹿。"
