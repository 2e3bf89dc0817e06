"""The owner's ceilings hold where the request is built, however a greedy choice got into the row."""

import json

import pytest

from oreai.bootstrap import Services, build
from oreai.models import Chat
from oreai.services.accounts.session_token import new_token
from oreai.services.models.settings import ChatSettings, InvalidSetting
from oreai.services.replies import completion
from tests.conftest import settings_for
from tests.talking import model_names, say
from tests.upstream import Reply, Upstream

GREEDY = {"max_tokens": 1_000_000, "context_tokens": 10_000_000}


@pytest.fixture
async def strict(sqlite_url: str, provider: Upstream) -> Services:
    """An OreAI whose owner has set all three."""
    bounds = {"OREAI_MOST_TOKENS": 2000, "OREAI_MOST_CONTEXT_TOKENS": 8000, "OREAI_MODELS": "kyoto-*"}
    provider.models = ["gpt-3.5-turbo-16k", "kyoto-mini", "nara-max"]
    return build(settings_for(sqlite_url, **bounds))


async def chat_of(services: Services, **columns: str) -> tuple:
    """Lin and a chat of hers, with these columns as an import or an older version may have left them."""
    lin = await services.accounts.enter(new_token(), "en")
    chat_id = await services.chats.open_free(lin.user_id, "en")

    def work(session):
        chat = session.get(Chat, chat_id)
        for name, value in columns.items():
            setattr(chat, name, value)
        session.add(chat)

    await services.database.write(work)
    return lin, chat_id


async def test_stored_greed_goes_out_within_bounds(strict: Services, provider: Upstream):
    """A million tokens that stand in the row are two thousand in the request, and the window is eight."""
    lin, chat_id = await chat_of(strict, parameters=json.dumps(GREEDY))
    await say(strict, lin, chat_id, "Tell me everything")
    assert provider.requests[-1].body["max_tokens"] == 2000
    _, model = await strict.models.in_chat(lin.user_id, chat_id)
    assert model.window.limit == 8000
    await strict.generations.close()


async def test_greed_is_refused_in_the_form(strict: Services):
    """The sheet says which number is too high, and how high it may be."""
    lin, chat_id = await chat_of(strict)
    for name, highest in (("max_tokens", 2000), ("context_tokens", 8000)):
        with pytest.raises(InvalidSetting) as refused:
            await strict.chat_settings.save(
                lin.user_id, chat_id, ChatSettings(numbers={name: highest + 1}), ""
            )
        assert (refused.value.name, refused.value.highest) == (name, highest)


async def test_a_model_off_the_list_is_not_asked(strict: Services, provider: Upstream):
    """A name typed by hand goes out only if the owner's list has it; else the reply offers the default."""
    lin, chat_id = await chat_of(strict, model="nara-max")
    view = await say(strict, lin, chat_id, "Hello")
    assert view.messages[-1].can_use_default
    assert provider.requests == []
    lin, chat_id = await chat_of(strict, model="kyoto-mini")
    await say(strict, lin, chat_id, "Hello")
    assert provider.requests[-1].body["model"] == "kyoto-mini"
    assert "nara-max" not in await model_names(strict)
    await strict.generations.close()


async def test_failing_requests_are_bounded(
    services: Services, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Replies that fail cost no call: so of twenty in a moment only as many go out as may."""
    monkeypatch.setattr(services.generations._completion.rate, "_at_once", 5)
    monkeypatch.setattr(services.generations._completion.rate, "_a_second", 0.001)
    assert completion.AT_ONCE >= 20, "people who hurry are not held up"
    provider.fallback = lambda _: Reply(status=500, body="no")
    lin, chat_id = await chat_of(services)
    for _ in range(20):
        await say(services, lin, chat_id, "Again")
    assert len(provider.requests) <= 15, "the SDK asks again by itself"
    assert (await services.allowances.of(lin.user_id)).used == 0
