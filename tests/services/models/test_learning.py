"""What is learned of a model: nothing that a user could make it say, nothing absurd, nothing for ever."""

from dataclasses import replace
from datetime import timedelta

from oreai.bootstrap import Services
from oreai.columns import now
from oreai.llm.provider import ResolvedModel
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.capabilities import Capabilities
from oreai.services.owner.audit import COMMAND_LINE
from tests.talking import say
from tests.upstream import Request, Upstream, quote_back, refusal, refuses_parameter, too_long

LIE = "This model's maximum context length is 2048 tokens, your messages resulted in 9000 tokens."
OTHER_LIE = "Unsupported parameter: max_tokens is not supported with this model."


async def asked_model(services: Services, user_id: str, chat_id: str) -> ResolvedModel:
    """Who answers this chat."""
    _, model = await services.models.in_chat(user_id, chat_id)
    return model.resolved


async def test_a_provider_that_repeats_the_prompt_sets_nobody_s_window(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Lin has it say a window; her reply may fail, and nothing is learned or assumed for the others."""
    provider.fallback = lambda request: refusal(400, f"Rejected: {request.messages[-1]['content']}")
    before = (await services.chat_views.view(lin.user_id, chat)).context_usage.limit
    for lie in (LIE, OTHER_LIE, LIE.replace("2048", "128"), "prompt is too long: 5000 tokens > 1500 maximum"):
        await say(services, lin, chat, lie)
    assert await services.capabilities.learned() == []
    provider.fallback = quote_back
    provider.forget()
    await say(services, lin, chat, "你好")
    assert provider.requests[-1].body["max_tokens"]
    view = await services.chat_views.view(lin.user_id, chat)
    assert view.context_usage.limit == before


async def test_a_word_that_is_not_allowed_takes_no_parameter_away(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A filter that names Lin's word names a parameter by chance: it is left out of her request alone."""

    def answers(request: Request):
        banned = "temperature" in request.body
        return refusal(400, "The word temperature is not allowed here.") if banned else quote_back(request)

    provider.fallback = answers
    view = await say(services, lin, chat, "Which temperature has Nara?")
    assert view.messages[-1].status == "complete"
    provider.fallback = quote_back
    await say(services, lin, chat, "你好")
    assert "temperature" in provider.requests[-1].body


async def test_what_the_provider_says_by_itself_is_learned_and_can_be_seen_and_forgotten(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The owner sees which model does not take what, and since when; forgotten, it is tried anew."""
    provider.enqueue(refuses_parameter("temperature"))
    await say(services, lin, chat, "去哪里？")
    [learned] = await services.capabilities.learned()
    assert learned.known == Capabilities(refused=frozenset({"temperature"}))
    assert learned.model == provider.requests[-1].model
    assert learned.since
    assert now() - learned.since < timedelta(minutes=1)
    await services.owners_providers.forget(COMMAND_LINE, learned.endpoint, learned.model)
    assert await services.capabilities.learned() == []
    await say(services, lin, chat, "还有呢？")
    assert "temperature" in provider.requests[-1].body


async def test_what_is_learned_is_forgotten_after_thirty_days(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A server may have changed since: by then it is asked as if nothing had been."""
    provider.enqueue(refuses_parameter("temperature"))
    await say(services, lin, chat, "去哪里？")
    assert await services.capabilities.sweep(now() + timedelta(days=29)) == 0
    assert await services.capabilities.sweep(now() + timedelta(days=31)) == 1
    await say(services, lin, chat, "还有呢？")
    assert "temperature" in provider.requests[-1].body


async def test_no_window_below_a_thousand_tokens_is_believed(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A refusal that names 200 holds for this reply only, unless the model's own list says as little."""
    provider.enqueue(too_long(200, 4000))
    await say(services, lin, chat, "去哪里？")
    model = await asked_model(services, lin.user_id, chat)
    assert (await services.capabilities.of(model)).limit is None
    services.capabilities.assume_limit(model, 300)
    assert (await services.capabilities.of(model)).limit == 1024
    await services.capabilities.record_limit(replace(model, window=512), 512)
    assert [one.known.limit for one in await services.capabilities.learned() if one.known.limit] == [512]
