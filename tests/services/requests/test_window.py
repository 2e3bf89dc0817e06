"""A request that a provider refuses is mended, and what it teaches is kept for the next one."""

import asyncio
import json

import pytest

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.settings import ChatSettings
from oreai.services.requests.summaries import Summaries
from tests.long_chats import exchanges, write_turns
from tests.talking import lines, row, say, settled
from tests.upstream import Reply, Request, Upstream, refusal, refuses_parameter, too_long

LIMIT = 3000


@pytest.fixture(autouse=True)
def _no_summaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here only the conversation's own requests are counted."""

    async def nothing(*_: object) -> None: ...

    monkeypatch.setattr(Summaries, "after", nothing)


@pytest.fixture
async def long_chat(services: Services, chat: str) -> str:
    """A chat of Lin's with forty exchanges."""
    await services.database.write(lambda session: write_turns(session, chat, exchanges(40, words=3)))
    return chat


def characters(request: Request) -> int:
    """A request's length as the scripted model counts it."""
    return sum(len(turn["content"]) for turn in request.messages)


async def test_a_request_is_cut_to_the_limit_that_is_named(
    services: Services, lin: Visitor, long_chat: str, provider: Upstream
):
    """Refused once, it is sent once more, shorter than the limit; Lin is told, and the row keeps it."""
    provider.tokens_limit = LIMIT
    view = await say(services, lin, long_chat, "再说一天")
    shown = view.messages[-1]
    assert (shown.status, shown.content) == ("complete", "You said “再说一天”.")
    assert shown.refitted_to == (await row(services, shown.id)).refitted_to == int(LIMIT * 0.95)
    assert [characters(request) > LIMIT for request in provider.requests] == [True, False]
    assert provider.requests[-1].messages[-1]["content"] == "再说一天"
    assert len(view.messages) > 20, "nothing was cleared"


async def test_a_learned_limit_holds_for_the_next_request(
    services: Services, serve, lin: Visitor, long_chat: str, provider: Upstream
):
    """The same for Lin's next message, in another chat, and after a restart: one refusal is enough."""
    provider.tokens_limit = LIMIT
    await say(services, lin, long_chat, "再说一天")
    again = serve(services.settings.database_url)
    for one in (services, again):
        provider.forget()
        view = await say(one, lin, long_chat, "还有呢？")
        assert (view.messages[-1].status, view.messages[-1].refitted_to) == ("complete", 0)
        assert len(provider.requests) == 1
        assert view.context_usage.limit == LIMIT
        assert LIMIT * 0.5 < characters(provider.requests[0]) <= LIMIT
    other = await services.chats.open_free(lin.user_id, "zh")
    assert (await services.chat_views.view(lin.user_id, other)).context_usage.limit == LIMIT


async def test_a_limit_that_nobody_names_is_halved(
    services: Services, lin: Visitor, long_chat: str, provider: Upstream
):
    """The model says no more than that it is too much: it gets half."""
    provider.enqueue(Reply(status=400, body=json.dumps({"error": {"message": "Prompt is too long."}})))
    view = await say(services, lin, long_chat, "再说一天")
    first, second = provider.requests
    assert view.messages[-1].status == "complete"
    assert 0.3 < characters(second) / characters(first) < 0.6
    assert view.messages[-1].refitted_to
    assert second.messages[-1] == first.messages[-1]


async def test_a_second_refusal_ends_the_reply(
    services: Services, lin: Visitor, long_chat: str, provider: Upstream
):
    """Two tries and no more: Lin hears why, keeps her words and her call, and can ask again."""
    before = await services.allowances.of(lin.user_id)
    provider.enqueue(too_long(LIMIT, 9000), too_long(200, 400))
    view = await say(services, lin, long_chat, "再说一天")
    assert lines(view)[-2:] == [("user", "再说一天", "complete"), ("assistant", "", "failed")]
    assert view.messages[-1].error_kind == "context_too_long"
    assert len(provider.requests) == 2
    assert await services.allowances.of(lin.user_id) == before
    assert (await say(services, lin, long_chat, "短一点")).messages[-1].status == "complete"


async def test_a_chat_whose_system_text_fills_the_window_still_opens(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """An empty chat with instructions longer than its window: it is shown, and told as full."""
    await services.chat_settings.save(
        lin.user_id, chat, ChatSettings(numbers={"context_tokens": 256}), "向导 " * 4000
    )
    context_usage = (await services.chat_views.view(lin.user_id, chat)).context_usage
    assert (context_usage.used, context_usage.limit, context_usage.start) == (256, 256, "")


async def test_a_refused_parameter_is_dropped_and_remembered(
    services: Services, serve, lin: Visitor, chat: str, provider: Upstream
):
    """Each costs one more try, once: later requests to this model go without, also after a restart."""
    provider.enqueue(refuses_parameter("temperature"), refuses_parameter("max_tokens"))
    assert (await say(services, lin, chat, "去哪里？")).messages[-1].status == "complete"
    assert len(provider.requests) == 3
    for one in (services, serve(services.settings.database_url)):
        await say(one, lin, chat, "还有呢？")
        sent = provider.requests[-1].body
        assert "temperature" not in sent
        assert ("max_tokens" in sent, sent["max_completion_tokens"]) == (False, 1024)
        assert sent["top_p"] == 1
    assert len(provider.requests) == 5


async def test_a_value_that_nobody_chose_is_left_out_from_then_on(
    services: Services, serve, lin: Visitor, chat: str, provider: Upstream
):
    """To some a `top_p` of 1 is out of range: it says nothing; one that Lin chooses goes again."""
    provider.enqueue(refusal(400, "Range of top_p should be (0.0, 1.0)"))
    await say(services, lin, chat, "去哪里？")
    one = serve(services.settings.database_url)
    await say(one, lin, chat, "还有呢？")
    await one.chat_settings.save(lin.user_id, chat, ChatSettings(numbers={"top_p": 0.5}), "")
    await say(one, lin, chat, "好的")
    assert [request.body.get("top_p") for request in provider.requests] == [1, None, None, 0.5]
    assert [request.body.get("n") for request in provider.requests] == [1, None, None, None]
    assert all(request.body["temperature"] == 0.7 for request in provider.requests)


async def test_another_model_keeps_the_parameter(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """What one model refuses says nothing of the others."""
    provider.enqueue(refuses_parameter("temperature"))
    await say(services, lin, chat, "去哪里？")
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(model="qwen3"), "")
    await say(services, lin, chat, "还有呢？")
    assert (provider.requests[-1].model, provider.requests[-1].body["temperature"]) == ("qwen3", 0.7)


async def test_an_endpoint_that_refuses_to_count_is_not_asked_again(
    services: Services, serve, lin: Visitor, chat: str, provider: Upstream
):
    """`stream_options` is a matter of the server, not of the model."""
    provider.enqueue(refuses_parameter("stream_options"))
    await say(services, lin, chat, "去哪里？")
    assert ["stream_options" in request.body for request in provider.requests] == [True, False]
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(model="qwen3"), "")
    await say(services, lin, chat, "还有呢？")
    await say(serve(services.settings.database_url), lin, chat, "好的")
    assert len(provider.requests) == 4
    assert not any("stream_options" in request.body for request in provider.requests[1:])


async def test_a_parameter_that_is_refused_although_it_was_not_sent_ends_the_reply(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A server that repeats itself is not asked for ever."""
    provider.fallback = lambda _: refuses_parameter("temperature")
    view = await say(services, lin, chat, "去哪里？")
    assert (view.messages[-1].status, view.messages[-1].error_kind) == ("failed", "refused")
    assert len(provider.requests) == 2


async def test_what_the_provider_counts_corrects_our_count(
    serve, services: Services, lin: Visitor, long_chat: str, provider: Upstream
):
    """Of a model nobody knows: after one reply the meter follows the provider's own numbers."""
    one = serve(services.settings.database_url, OREAI_MODEL="kyoto-7b", OREAI_CONTEXT_TOKENS=100_000)
    provider.fallback = lambda asked: Reply("好", usage=(characters(asked), 1))

    async def is_near(truth: int) -> bool:
        view = await one.chat_views.view(lin.user_id, long_chat)
        return abs(view.context_usage.used - truth) < 0.02 * truth

    before = (await one.chat_views.view(lin.user_id, long_chat)).context_usage.used
    await say(one, lin, long_chat, "还有呢？")
    truth = characters(provider.requests[-1])
    assert abs(before - truth) > 0.02 * truth, "it must be wrong for this test to mean anything"
    for _ in range(1500):
        if await is_near(truth):
            return
        await asyncio.sleep(0.02)  # it is learned once the reply has ended
    pytest.fail("the meter never followed the provider's numbers")


async def test_a_counted_reply_keeps_its_numbers(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Both counts stand in the row, as the provider told them."""
    provider.enqueue(Reply("清水寺", usage=(321, 45)))
    reply = await row(services, (await say(services, lin, chat, "去哪里？")).messages[-1].id)
    assert (reply.prompt_tokens, reply.completion_tokens, reply.finish_reason) == (321, 45, "stop")


async def test_going_on_with_a_reply_longer_than_the_window(
    services: Services, serve, lin: Visitor, chat: str, provider: Upstream
):
    """The model is sent the end of what it has said, as much as fits, and the message grows all the same."""
    one = serve(services.settings.database_url, OREAI_CONTEXT_TOKENS=600, OREAI_MAX_TOKENS=200)
    story = "".join(f"第{page}页：山上有座庙。" for page in range(400))
    turns = [("user", "讲故事"), ("assistant", story)]
    [_, reply] = await one.database.write(
        lambda session: write_turns(session, chat, turns, finish_reason="length")
    )
    provider.enqueue(Reply("完。"))
    await one.conversation.continue_reply(lin.user_id, reply)
    view = await settled(one, lin, chat)
    assert view.messages[1].content == story + "完。"
    begin, said, ask = provider.requests[0].messages
    words = texts_for("zh").instructions
    assert (begin["content"], said["role"], ask["content"]) == (words.begin, "assistant", words.go_on)
    assert story.endswith(said["content"])
    assert len(said["content"]) > 150
