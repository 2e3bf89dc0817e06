"""What a reasoning model thinks: shown as it comes, stored beside the reply, and never sent back."""

from contextlib import aclosing

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ReplyDelta
from oreai.services.models.settings import ChatSettings
from tests.talking import lines, row, say, send, settled, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon

THOUGHTS = ("先想想🚃，", "春天人多，", "早点去。")


async def test_thinking_is_stored_and_not_sent_back(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The reply's text has nothing of it, and neither has the next request."""
    provider.enqueue(Reply("去清水寺。", reasoning=THOUGHTS))
    shown = (await say(services, lin, chat, "春天去哪里？")).messages[-1]
    assert (shown.content, shown.reasoning) == ("去清水寺。", "".join(THOUGHTS))
    assert (await row(services, shown.id)).reasoning == "".join(THOUGHTS)
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
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        async for update in news:
            if isinstance(update, ReplyDelta):
                assert update.offset == len(seen[update.reasoning])
                assert not update.reasoning or not seen[False], "it thinks before it speaks"
                seen[update.reasoning] += update.text
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
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        async for update in news:
            thought = (
                thought + update.text if isinstance(update, ReplyDelta) else update.messages[-1].reasoning
            )
            if "人多" in thought:
                break
    shown = (await services.chat_views.view(lin.user_id, chat)).messages[-1]
    assert (shown.reasoning, shown.content) == ("".join(THOUGHTS[:2]), "")
    await services.conversation.stop(lin.user_id, shown.id)


async def test_thinking_survives_the_stop(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Lin stops in the middle of the reply: what was thought and said both stay."""
    provider.enqueue(Reply(tokens=("去清水寺。", "再去"), reasoning=THOUGHTS, silent_after=4))
    await send(services, lin, chat, "春天去哪里？")
    reply_id = await until_said(services, lin, chat, "清水寺")
    await services.conversation.stop(lin.user_id, reply_id)
    kept = await row(services, reply_id)
    assert (kept.status, kept.content, kept.reasoning) == ("stopped", "去清水寺。", "".join(THOUGHTS))


async def test_going_on_thinks_on(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """New thoughts follow the earlier ones, new words the earlier ones."""
    provider.enqueue(
        Reply("去清水寺，", reasoning=("春天。",), finish="length"),
        Reply("再去奈良。", reasoning=("接着想。",)),
    )
    reply_id = (await say(services, lin, chat, "去哪里？")).messages[-1].id
    await services.conversation.continue_reply(lin.user_id, reply_id)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.content, shown.reasoning) == ("去清水寺，再去奈良。", "春天。接着想。")


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


INLINE = {
    "in tags": "<think>\n先想想🚃。</think>\n\n去清水寺。",
    "only closed": "先想想🚃。\n</think>\n\n去清水寺。",
    "another name": "<thought>先想想🚃。</thought>去清水寺。",
}


@pytest.mark.parametrize("whole", INLINE.values(), ids=INLINE)
async def test_inline_thinking_is_thinking(
    services: Services, lin: Visitor, chat: str, provider: Upstream, whole: str
):
    """It stands in the fold, not in the answer, not in the list, and is never sent back."""
    provider.enqueue(Reply(tokens=tuple(whole)))
    shown = (await say(services, lin, chat, "春天去哪里？")).messages[-1]
    assert (shown.content, shown.reasoning.strip()) == ("去清水寺。", "先想想🚃。")
    kept = await row(services, shown.id)
    assert (kept.content, kept.reasoning) == (shown.content, shown.reasoning)
    assert [row.preview for row in await services.chats.rows(lin.user_id) if row.id == chat] == ["去清水寺。"]
    await say(services, lin, chat, "谢谢")
    assert provider.requests[-1].messages[1]["content"] == "去清水寺。"


async def test_who_watches_sees_the_text_become_thinking(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The closing tag tells it late: what stood in the answer moves to the fold, with nothing left behind."""
    provider.enqueue(Reply(tokens=("先想", "想", "</think>", "去", "寺", "吧"), delay_s=0.3))
    await send(services, lin, chat, "春天去哪里？")
    seen, was_shown = {True: "", False: ""}, False
    async with aclosing(services.chat_views.follow(lin.user_id, chat)) as news:
        async for update in news:
            if isinstance(update, ReplyDelta):
                assert update.offset in (0, len(seen[update.reasoning]))
                seen[update.reasoning] = seen[update.reasoning][: update.offset] + update.text
                was_shown |= seen[False].startswith("先")
            elif not update.running_id:
                break
    assert was_shown, "it was the answer before, or this test says nothing"
    assert seen == {True: "先想想", False: "去寺吧"}


async def test_a_snapshot_after_the_move_holds_the_new_text(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """As many characters as before are other ones."""
    provider.enqueue(Reply(tokens=("先想想", "</think>去寺吧"), delay_s=1, silent_after=2))
    reply_id = await send(services, lin, chat, "春天去哪里？")
    await until_said(services, lin, chat, "先想想")
    await services.generations.keep_now()
    running = services.generations.find(reply_id)
    assert await soon(lambda: str(running.text) == "去寺吧")
    await services.generations.keep_now()
    kept = await row(services, reply_id)
    assert (kept.content, kept.reasoning) == ("去寺吧", "先想想")
    await services.conversation.stop(lin.user_id, reply_id)


@pytest.mark.parametrize("second", ["<think>接着想。</think>再去奈良。", "接着想。</think>再去奈良。"])
async def test_going_on_thinks_on_inline(
    services: Services, lin: Visitor, chat: str, provider: Upstream, second: str
):
    """What the model had said stays; only what it says now is taken apart."""
    provider.enqueue(
        Reply(tokens=tuple("<think>春天。</think>去清水寺，"), finish="length"), Reply(tokens=tuple(second))
    )
    reply_id = (await say(services, lin, chat, "去哪里？")).messages[-1].id
    await services.conversation.continue_reply(lin.user_id, reply_id)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.content, shown.reasoning) == ("去清水寺，再去奈良。", "春天。接着想。")
    assert provider.requests[-1].messages[1]["content"] == "去清水寺，"


@pytest.mark.parametrize(
    "case",
    [("", ("去清水寺。", "先想清水寺，再想想")), ("kyoto-7b", ("先想清水寺，去清水寺。", "再想想"))],
)
async def test_what_was_cut_before_its_closing_tag_was_thinking_too(
    services: Services, lin: Visitor, chat: str, provider: Upstream, case: tuple
):
    """The same model, which opens no tag, goes on thinking; another one's words were an answer."""
    model, kept = case
    provider.enqueue(Reply("先想清水寺，", finish="length"), Reply(tokens=tuple("再想想</think>去清水寺。")))
    reply_id = (await say(services, lin, chat, "去哪里？")).messages[-1].id
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(model=model or None), "")
    await services.conversation.continue_reply(lin.user_id, reply_id)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.content, shown.reasoning) == kept


async def test_thinking_that_used_up_the_length_can_be_tried_longer(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Lin is told so, tries with more room, and the chat keeps what was enough."""
    provider.enqueue(*[Reply("", reasoning=THOUGHTS, finish="length")] * 2, Reply("去清水寺。"))
    shown = (await say(services, lin, chat, "去哪里？")).messages[-1]
    assert (shown.error_kind, shown.can_continue, shown.can_retry_longer) == ("only_thought", False, True)
    for _ in range(2):
        await services.conversation.retry(lin.user_id, shown.id, longer=True)
        shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.content, shown.can_retry_longer) == ("去清水寺。", False)
    asked = [request.body["max_tokens"] for request in provider.requests]
    assert asked == [1024, 4096, 8192], "half of the window is the most"
    await say(services, lin, chat, "谢谢")
    assert provider.requests[-1].body["max_tokens"] == 8192


async def test_a_longer_try_that_fails_leaves_the_chat_as_it_is(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A length that the model refuses is not kept."""
    provider.enqueue(Reply("", finish="length"), Reply("", finish="length"))
    shown = (await say(services, lin, chat, "去哪里？")).messages[-1]
    await services.conversation.retry(lin.user_id, shown.id, longer=True)
    await settled(services, lin, chat)
    assert lines(await say(services, lin, chat, "谢谢"))[-1][2] == "complete"
    assert provider.requests[-1].body["max_tokens"] == 1024
