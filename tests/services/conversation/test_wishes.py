"""A reply is asked for once more with a wish: the model is told of it after the question."""

import pytest

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ConversationView
from oreai.services.conversation.wishes import IN_WORDS, LONGEST_WISH, Wish
from oreai.services.models.settings import ChatSettings
from tests.long_chats import exchanges, write_turns
from tests.talking import say, settled
from tests.upstream import Reply, Upstream, no_such_key

QUESTION = "什么时候去奈良？"
ANSWER = "春天去，樱花开的时候。"


@pytest.fixture
async def answered(services: Services, lin: Visitor, chat: str, provider: Upstream) -> ConversationView:
    """A question of Lin's with its answer."""
    provider.enqueue(Reply(ANSWER))
    return await say(services, lin, chat, QUESTION)


async def wish(
    services: Services, lin: Visitor, chat: str, view: ConversationView, wished: Wish
) -> ConversationView:
    await services.conversation.retry(lin.user_id, view.messages[-1].id, wish=wished)
    return await settled(services, lin, chat)


async def test_a_wish_stands_after_the_question(
    services: Services, lin: Visitor, chat: str, provider: Upstream, answered: ConversationView
):
    """In Lin's language, with how long the answer was; the result is a version beside it."""
    view = answered
    for at, kind in enumerate(("shorter", "longer", "otherwise"), start=2):
        told = Wish(kind).told_to_model(view.messages[-1].content, lin.locale)
        assert f"约 {len(view.messages[-1].content)} 字" in told
        provider.enqueue(Reply(f"第 {at} 次：樱花季。"))
        view = await wish(services, lin, chat, view, Wish(kind))
        assert provider.requests[-1].messages[-1] == {"role": "user", "content": f"{QUESTION}\n\n{told}"}
        reply = view.messages[-1]
        assert (reply.content, reply.version, reply.versions) == (f"第 {at} 次：樱花季。", at, at)
        assert [message.content for message in view.messages] == [QUESTION, reply.content]


async def test_own_words_are_a_wish(
    services: Services, lin: Visitor, chat: str, provider: Upstream, answered: ConversationView
):
    """As long as they may be, and braces in them fill nothing in."""
    view = await wish(services, lin, chat, answered, Wish(IN_WORDS, "  用 {length} 个词  "))
    assert "用 {length} 个词" in provider.requests[-1].messages[-1]["content"]
    await wish(services, lin, chat, view, Wish(IN_WORDS, "长" * 2 * LONGEST_WISH))
    assert provider.requests[-1].messages[-1]["content"].count("长") == LONGEST_WISH


async def test_what_is_no_wish_is_none():
    """Neither an unknown kind nor no words."""
    assert [Wish("rudely").is_one, Wish(IN_WORDS, "  ").is_one, Wish("longer").is_one] == [False, False, True]


async def test_details_tell_the_wish_of_its_version_alone(
    services: Services, lin: Visitor, chat: str, answered: ConversationView, provider: Upstream
):
    """And what follows in the chat knows nothing of it."""
    provider.enqueue(Reply("| 春 | 秋 |"))
    view = await wish(services, lin, chat, answered, Wish(IN_WORDS, "用表格"))
    first, second = answered.messages[-1].id, view.messages[-1].id
    told = texts_for(lin.locale).instructions.wishes[IN_WORDS].replace("{wish}", "用表格")
    assert [(await services.details.of(lin.user_id, one)).wish for one in (first, second)] == ["", told]
    [turn] = (await services.details.of(lin.user_id, second)).turns
    assert [{"role": turn.role, "content": turn.content}] == provider.requests[-1].messages
    await say(services, lin, chat, "去几天？")
    assert "用表格" not in str(provider.requests[-1].messages)


async def test_asked_again_a_good_version_is_free_of_its_wish_and_a_failed_one_is_not(
    services: Services, lin: Visitor, chat: str, provider: Upstream, answered: ConversationView
):
    """*Try again* asks for what was asked for; *regenerate* asks for the question."""
    provider.enqueue(no_such_key())
    view = await wish(services, lin, chat, answered, Wish("shorter"))
    assert view.messages[-1].status == "failed"
    provider.forget()
    await services.conversation.retry(lin.user_id, view.messages[-1].id)
    view = await settled(services, lin, chat)
    assert provider.requests[-1].messages[-1]["content"] != QUESTION
    await services.conversation.retry(lin.user_id, view.messages[-1].id)
    await settled(services, lin, chat)
    assert provider.requests[-1].messages[-1]["content"] == QUESTION


async def test_a_wish_keeps_within_the_window(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """In a full window it takes the place of earlier exchanges."""
    await services.database.write(lambda session: write_turns(session, chat, exchanges(60, words=20)))
    await services.chat_settings.save(
        lin.user_id, chat, ChatSettings(numbers={"context_tokens": 3000, "max_tokens": 500}), ""
    )
    view = await say(services, lin, chat, QUESTION)
    view = await wish(services, lin, chat, view, Wish(IN_WORDS, "每个地方都要说明理由。" * 45))
    request = await services.details.of(lin.user_id, view.messages[-1].id)
    assert sum(turn.tokens for turn in request.turns) <= 2500
    assert request.turns[-1].content.startswith(QUESTION)
    assert "每个地方" in request.turns[-1].content


async def test_a_touch_too_many_asks_nothing_else(
    services: Services, lin: Visitor, chat: str, answered: ConversationView, provider: Upstream
):
    """Twice *shorter* is one version more."""
    reply_id = answered.messages[-1].id
    provider.enqueue(Reply("樱花季。", delay_s=0.02))
    one = await services.conversation.retry(lin.user_id, reply_id, wish=Wish("shorter"))
    two = await services.conversation.retry(lin.user_id, reply_id, wish=Wish("shorter"))
    assert one == two
    assert (await settled(services, lin, chat)).messages[-1].versions == 2
