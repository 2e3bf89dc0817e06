"""How much room there is: who sets the window, and what happens to a prompt that is larger."""

import pytest

from oreai.bootstrap import Services
from oreai.llm.tokens import OLDER, count
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.chat_models import OverWindow
from oreai.services.models.settings import ChatSettings
from tests.talking import lines, say, send, stored
from tests.upstream import Upstream

SMALL = {"OREAI_CONTEXT_TOKENS": 1000, "OREAI_MAX_TOKENS": 200}
FRAME = 3 + 4  # what OpenAI's models add to a request, and to each turn
GAP = "[{characters} characters left out]"
LONG = "".join(f"第{day}天：清水寺、伏见稻荷、岚山。" for day in range(200))


@pytest.fixture
def small(services: Services, serve) -> Services:
    """The same database, in front of a small window."""
    return serve(services.settings.database_url, **SMALL)


async def limit_in(services: Services, who: Visitor, chat_id: str) -> int:
    return (await services.chat_views.view(who.user_id, chat_id)).context_usage.limit


async def test_a_prompt_over_the_window_is_refused_before_anything_is_stored(
    small: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Its size and the room there is are told; no message, no call, no request."""
    before = await small.allowances.of(lin.user_id)
    with pytest.raises(OverWindow) as refused:
        await send(small, lin, chat, LONG)
    assert (refused.value.tokens, refused.value.room) == (count(LONG, OLDER), 1000 - 200 - FRAME)
    assert await stored(small, chat) == []
    assert await small.allowances.of(lin.user_id) == before
    assert provider.requests == []


async def test_the_room_is_told_to_the_token(small: Services, lin: Visitor, chat: str, provider: Upstream):
    """A prompt of exactly as many tokens as there is room for goes; with one more it does not."""
    room = 1000 - 200 - FRAME
    fits = "go" + " go" * (room - 1)
    assert count(fits, OLDER) == room
    with pytest.raises(OverWindow):
        await send(small, lin, chat, fits + " go")
    assert (await say(small, lin, chat, fits)).messages[-1].status == "complete"
    assert provider.requests[-1].messages == [{"role": "user", "content": fits}]


async def test_the_system_text_takes_of_the_room(
    small: Services, lin: Visitor, chat: str, provider: Upstream
):
    """It always goes along, so what it needs is not there for the prompt."""
    system = "You are a guide in Kyoto. " * 20
    await small.chat_settings.save(lin.user_id, chat, ChatSettings(), system)
    with pytest.raises(OverWindow) as refused:
        await send(small, lin, chat, LONG)
    assert refused.value.room == 1000 - 200 - FRAME - count(system.strip(), OLDER) - 4


@pytest.mark.parametrize("system", ["", "你是京都的向导。" * 30], ids=["bare", "with a system text"])
async def test_a_shortened_prompt_fits_and_is_sent(
    small: Services, lin: Visitor, chat: str, provider: Upstream, system: str
):
    """Its beginning and its end stay, most of the room is used, and it goes without an error."""
    await small.chat_settings.save(lin.user_id, chat, ChatSettings(), system)
    short = await small.models.shortened(lin.user_id, chat, LONG, GAP)
    head, gap, tail = short.split("\n\n")
    assert LONG.startswith(head)
    assert LONG.endswith(tail)
    assert gap == f"[{len(LONG) - len(head) - len(tail):,} characters left out]"
    room = 1000 - 200 - FRAME - (count(system, OLDER) + 4 if system else 0)
    assert 0.9 * room < count(short, OLDER) <= room
    view = await say(small, lin, chat, short)
    assert lines(view)[0] == ("user", short, "complete")
    assert view.messages[-1].status == "complete"
    assert provider.requests[-1].messages[-1]["content"] == short


async def test_a_family_stays_together_where_a_prompt_is_shortened(
    small: Services, lin: Visitor, chat: str, provider: Upstream
):
    """At the end of its beginning, and at the beginning of its end."""
    short = await small.models.shortened(lin.user_id, chat, "👨‍👩‍👧‍👦" * 300, GAP)
    head, _, tail = short.split("\n\n")
    assert {head.replace("👨‍👩‍👧‍👦", ""), tail.replace("👨‍👩‍👧‍👦", "")} == {""}
    assert len(head) > len(tail) > 0


async def test_what_fits_is_not_shortened(small: Services, lin: Visitor, chat: str):
    """Nothing is left out without need."""
    assert await small.models.shortened(lin.user_id, chat, "去哪里？", GAP) == "去哪里？"


async def test_a_stranger_measures_nothing(small: Services, ada: Visitor, chat: str):
    """The chat's system text stays its owner's: not even its length is told."""
    with pytest.raises(NoSuchChat):
        await small.models.measured(ada.user_id, chat, LONG)
    with pytest.raises(NoSuchChat):
        await small.models.shortened(ada.user_id, chat, LONG, GAP)


async def test_the_family_of_the_model_tells_the_window(
    services: Services, lin: Visitor, chat: str, provider
):
    """A model nobody knows has a modest one."""
    for model, limit in (("", 16_385), ("gpt-4o", 128_000), ("kyoto-7b", 16_384)):
        await services.chat_settings.save(lin.user_id, chat, ChatSettings(model=model or None), "")
        assert await limit_in(services, lin, chat) == limit


async def test_who_runs_oreai_knows_better(services: Services, serve, lin: Visitor, chat: str, provider):
    """OREAI_CONTEXT_TOKENS for the default model, OREAI_CONTEXT_LIMITS for others."""
    limits = {"OREAI_CONTEXT_TOKENS": 5000, "OREAI_CONTEXT_LIMITS": "kyoto:7b=6000, gpt-4o=7000"}
    told = serve(services.settings.database_url, **limits)
    for model, limit in ((None, 5000), ("kyoto:7b", 6000), ("gpt-4o", 7000), ("gpt-4", 8192)):
        await told.chat_settings.save(lin.user_id, chat, ChatSettings(model=model), "")
        assert await limit_in(told, lin, chat) == limit


async def test_the_chat_itself_has_the_last_word(small: Services, lin: Visitor, chat: str, provider):
    """Smaller or larger than what is set: its owner may know the model best."""
    for tokens in (300, 50_000):
        await small.chat_settings.save(
            lin.user_id, chat, ChatSettings(numbers={"context_tokens": tokens}), ""
        )
        assert await limit_in(small, lin, chat) == tokens


async def test_an_answer_leaves_half_of_a_small_window(
    small: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A longest reply as large as the window itself is asked for as half of it."""
    chosen = ChatSettings(numbers={"context_tokens": 400, "max_tokens": 4000})
    await small.chat_settings.save(lin.user_id, chat, chosen, "")
    await say(small, lin, chat, "去哪里？")
    assert provider.requests[-1].body["max_tokens"] == 200
