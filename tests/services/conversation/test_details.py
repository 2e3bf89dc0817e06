"""The sheet of a reply tells what the provider received, word for word, whatever has happened since."""

from typing import Any

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat, now
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.settings import ChatSettings
from oreai.services.requests.record import RequestRecord, RequestView
from tests.long_chats import exchanges, write_turns
from tests.talking import say, send, settled, until_said
from tests.upstream import Reply, Upstream, server_error, too_long


def as_told(view: RequestView) -> list[dict[str, str]]:
    return [{"role": turn.role, "content": turn.content} for turn in view.turns]


async def told(services: Services, who: Visitor, message_id: str) -> RequestView:
    return await services.details.of(who.user_id, message_id)


def kinds(view: RequestView) -> list[str]:
    return [turn.kind for turn in view.turns]


async def replies(services: Services, who: Visitor, chat: str) -> list[str]:
    """The ids of the chat's replies, as far as they are shown."""
    view = await services.chat_views.view(who.user_id, chat)
    return [message.id for message in view.messages if message.role == "assistant"]


async def set_chat(services: Services, chat: str, **columns: Any) -> None:
    def work(session) -> None:
        for name, value in columns.items():
            setattr(session.get_one(Chat, chat), name, value)

    await services.database.write(work)


async def test_a_plain_chat(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Each reply of a conversation tells its own request, the first as well as the last."""
    for day in range(3):
        await say(services, lin, chat, f"第{day}天\n去哪里？🚃  ")
    for reply, request in zip(await replies(services, lin, chat), provider.requests, strict=True):
        view = await told(services, lin, reply)
        assert as_told(view) == request.messages
        assert set(kinds(view)) == {"message"}


async def test_a_sample_chat(services: Services, lin: Visitor, provider: Upstream):
    """System text and examples stand before what was said, each by its kind, with their tokens."""
    seen: set[str] = set()
    for row in [row for row in await services.chats.rows(lin.user_id) if row.sample]:
        await say(services, lin, row.id, "你好")
        [reply] = await replies(services, lin, row.id)
        view = await told(services, lin, reply)
        assert as_told(view) == provider.requests[-1].messages
        assert kinds(view)[-1] == "message"
        assert all(turn.tokens > 4 for turn in view.turns)
        seen |= set(kinds(view))
    assert seen == {"system", "example", "message"}


async def test_a_summarised_chat(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """The summary stands with the system text, as it was then, though it has been written anew since."""
    ids = await services.database.write(lambda session: write_turns(session, chat, exchanges(30, words=40)))
    first = {"summary": "摘要：三月去京都。", "summary_until": ids[19], "system": "你是向导。"}
    await set_chat(services, chat, **first)
    reply = (await say(services, lin, chat, "还有呢？")).messages[-1].id
    received = provider.requests[0].messages
    await set_chat(services, chat, summary="摘要：四月去奈良。", system="你是厨师。", title="改了")
    view = await told(services, lin, reply)
    assert as_told(view) == received
    assert received[0]["content"].startswith("你是向导。\n\n")
    assert received[0]["content"].endswith("摘要：三月去京都。")
    assert view.record.left_out >= 20
    assert kinds(view)[0] == "system"


async def test_a_continued_reply(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """The half it had said, and the request to go on; not what it said then, nor after."""
    provider.enqueue(Reply("第一天京都，", finish="length"), Reply("第二天奈良。", usage=(40, 6)))
    reply = (await say(services, lin, chat, "怎么玩？")).messages[-1].id
    await services.conversation.continue_reply(lin.user_id, reply)
    await settled(services, lin, chat)
    received = provider.requests[1].messages
    await say(services, lin, chat, "谢谢")
    view = await told(services, lin, reply)
    assert as_told(view) == received
    assert [turn["content"] for turn in received][:2] == ["怎么玩？", "第一天京都，"]
    assert (kinds(view)[-1], view.prompt_tokens, view.completion_tokens) == ("ask", 40, 6)


async def test_the_numbers_belong_to_the_last_request(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Going on fails before a word: the first request's counts are not shown beside the second one."""
    provider.enqueue(Reply("第一天京都，", finish="length", usage=(900, 60)), server_error("Busy."))
    reply = (await say(services, lin, chat, "怎么玩？")).messages[-1].id
    await services.conversation.continue_reply(lin.user_id, reply)
    await settled(services, lin, chat)
    view = await told(services, lin, reply)
    assert as_told(view) == provider.requests[1].messages
    assert (view.counted, view.first_token_s, view.status) == (False, None, "failed")
    assert view.prompt_tokens == sum(turn.tokens for turn in view.turns)


async def test_versions_of_a_reply(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """A retry and the reply it took the place of: both tell their own."""
    await say(services, lin, chat, "去哪里？")
    [old] = await replies(services, lin, chat)
    await set_chat(services, chat, system="你是向导。")
    new = await services.conversation.retry(lin.user_id, old)
    await settled(services, lin, chat)
    for reply, request in zip((old, new), provider.requests, strict=True):
        assert as_told(await told(services, lin, reply)) == request.messages


async def test_a_reply_that_was_refused_at_first(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The request that was answered counts, and the limit it was cut to is told."""
    await services.database.write(lambda session: write_turns(session, chat, exchanges(40, words=10)))
    provider.enqueue(too_long(4000, 9000))
    reply = (await say(services, lin, chat, "还有呢？")).messages[-1].id
    view = await told(services, lin, reply)
    assert as_told(view) == provider.requests[1].messages
    assert view.refitted_to == 3800
    assert len(view.turns) < len(provider.requests[0].messages)


async def test_a_conversation_with_empty_and_stopped_replies(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """What had not a word did not go; what was stopped went as far as it had come."""
    provider.enqueue(server_error("Busy."), Reply(tokens=("清水寺", "奈良"), silent_after=1))
    await say(services, lin, chat, "去哪里？")
    await send(services, lin, chat, "春天呢？")
    await services.conversation.stop(lin.user_id, await until_said(services, lin, chat, "清水寺"))
    reply = (await say(services, lin, chat, "谢谢")).messages[-1].id
    assert as_told(await told(services, lin, reply)) == provider.requests[-1].messages
    said = [turn["content"] for turn in provider.requests[-1].messages]
    assert said == ["去哪里？\n\n春天呢？", "清水寺", "谢谢"]


async def test_a_reply_that_is_longer_than_the_window(
    services: Services, serve, lin: Visitor, chat: str, provider: Upstream
):
    """Only the end of what was said went: the sheet shows that end."""
    one = serve(services.settings.database_url, OREAI_CONTEXT_TOKENS=600, OREAI_MAX_TOKENS=200)
    story = [("user", "讲故事"), ("assistant", "山上有座庙🛕。" * 500)]
    [_, reply] = await one.database.write(
        lambda session: write_turns(session, chat, story, finish_reason="length")
    )
    await one.conversation.continue_reply(lin.user_id, reply)
    await settled(one, lin, chat)
    view = await told(one, lin, reply)
    assert as_told(view) == provider.requests[-1].messages
    assert (view.record.cut > 0, view.record.left_out) == (True, 1)


async def test_the_parameters_are_those_that_were_sent(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """To the value, and though the chat has chosen others since."""
    chosen = ChatSettings("qwen3", numbers={"temperature": 0.2, "max_tokens": 77})
    await services.chat_settings.save(lin.user_id, chat, chosen, "")
    reply = (await say(services, lin, chat, "去哪里？")).messages[-1].id
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(), "")
    sent = (await told(services, lin, reply)).record
    received = {name: value for name, value in provider.requests[0].body.items() if name != "messages"}
    assert sent.parameters == received
    assert (sent.model, sent.endpoint, sent.limit) == ("qwen3", provider.url, 40_960)


async def test_what_it_cost_is_told(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Tokens by the provider's count, the time to the first token, the speed, and why it ended."""
    provider.enqueue(Reply("清水寺、伏见稻荷、岚山", usage=(12, 40), first_delay_s=0.2, delay_s=0.1))
    reply = (await say(services, lin, chat, "去哪里？")).messages[-1].id
    view = await told(services, lin, reply)
    assert (view.prompt_tokens, view.completion_tokens, view.counted) == (12, 40, True)
    assert (view.finish_reason, view.status) == ("stop", "complete")
    assert 0.2 <= view.first_token_s < view.seconds
    assert view.speed == pytest.approx(40 / (view.seconds - view.first_token_s))
    assert view.record.at <= now().timestamp()


async def test_a_stranger_sees_nothing(
    services: Services, lin: Visitor, ada: Visitor, chat: str, provider: Upstream
):
    """Neither with the id, nor of a message that was never sent anywhere."""
    view = await say(services, lin, chat, "去哪里？")
    prompt, reply = (message.id for message in view.messages)
    for who, message_id in ((ada, reply), (lin, prompt), (lin, "nowhere"), (lin, "")):
        with pytest.raises(NoSuchMessage):
            await told(services, who, message_id)


async def test_a_running_reply_can_be_looked_into(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """As soon as it is stored: the request is known before the reply has ended."""
    provider.enqueue(Reply(tokens=("清水寺", "奈良"), silent_after=1))
    await send(services, lin, chat, "去哪里？")
    reply = await until_said(services, lin, chat, "清水寺")
    await services.generations.keep_now()
    view = await told(services, lin, reply)
    assert as_told(view) == provider.requests[0].messages
    assert (view.status, view.seconds) == ("streaming", None)
    await services.conversation.stop(lin.user_id, reply)


def test_a_record_is_short(provider: Upstream):
    """It names messages instead of repeating them."""
    sent = RequestRecord(
        "kyoto", provider.url, {"temperature": 0.7}, 16_385, lengths=[1000] * 40, tokens=[300] * 40
    )
    assert len(sent.to_json()) < 1000
    assert RequestRecord.from_json(sent.to_json()).lengths == list(sent.lengths)
