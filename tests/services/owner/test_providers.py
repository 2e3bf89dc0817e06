"""Owners see how their providers answer and failed, without anybody's words, and what was learned."""

from datetime import timedelta

from oreai.bootstrap import Services
from oreai.columns import now
from oreai.llm.errors import ModelError
from oreai.llm.provider import ResolvedModel
from oreai.llm.unaskable_client import UnaskableClient
from oreai.services.models.capabilities import Capabilities
from oreai.services.owner.audit import Actor
from oreai.services.owner.providers import ProviderAnswer
from tests.services.queueing import Talk
from tests.talking import say
from tests.upstream import no_such_key, refusal, refuses_parameter

LIN = Actor("林")


async def test_how_a_provider_answers_now(talk: Talk):
    """With its models while it does; asked anew each time, so that a key that was taken away is seen."""
    owners = talk.services.owners_providers
    [facts] = await owners.facts()
    assert (facts.host, facts.failure) == ("127.0.0.1", None)
    assert await owners.answers() == [ProviderAnswer(facts.name, 1)]
    talk.provider.models = [f"model-{number}" for number in range(3)]
    assert await owners.answers() == [ProviderAnswer(facts.name, 3)]


async def test_nobody_is_asked_where_no_provider_is_set(services: Services):
    """Models of this machine answer then, or nobody."""
    assert await services.owners_providers.facts() == []
    assert await services.owners_providers.answers() == []


async def test_how_replies_have_failed_last(talk_on_each: Talk):
    """The newest kind of the last days and when, and not the words, which may repeat somebody's."""
    services, lin, chat = talk_on_each.services, talk_on_each.lin, talk_on_each.chat
    for refused in (no_such_key(), refusal(500, "桃子 in Kyoto")):
        talk_on_each.provider.enqueue(refused)
        await say(services, lin, chat, "桃子")
    await say(services, lin, chat, "还好吗？")
    [facts] = await services.owners_providers.facts()
    assert facts.failure
    assert facts.failure.kind == "refused"
    assert now() - facts.failure.at < timedelta(minutes=1)
    assert "桃子" not in repr(facts)


async def test_what_was_learned_is_forgotten_and_written_down(talk_on_each: Talk):
    """Once; forgetting what is not there is no act."""
    services = talk_on_each.services
    talk_on_each.provider.enqueue(refuses_parameter("temperature"))
    await say(services, talk_on_each.lin, talk_on_each.chat, "去哪里？")
    [learned] = await services.owners_providers.learned()
    assert learned.known == Capabilities(refused=frozenset({"temperature"}))
    assert learned.since
    assert learned.until == learned.since + timedelta(days=30)
    for _ in range(2):
        await services.owners_providers.forget(LIN, learned.endpoint, learned.model)
    assert await services.owners_providers.learned() == []
    [act] = await services.audit.newest()
    assert (act.actor, act.act, act.detail) == ("林", "forget", f"{learned.model} @ {learned.endpoint}")


async def test_a_user_s_own_provider_is_no_concern_of_the_owner_s(services: Services):
    """What it has shown of its models is learned for its user, and shown to nobody else."""
    own = ResolvedModel(UnaskableClient(ModelError()), "mine", "own:0123")
    await services.capabilities.record_limit(own, 4096)
    assert await services.owners_providers.learned() == []
