"""A better title by the model: once, after the first whole reply, and never in anybody's way."""

from collections.abc import Callable, Iterator

import pytest

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.models import Chat, TitledBy
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.titles import MAX_TOKENS
from tests.talking import say, send, until_said
from tests.upstream import Reply, Request, Upstream, quote_back, rate_limited
from tests.waiting import soon

QUESTION = "春天去京都看樱花，三天怎么安排才不累？"


@pytest.fixture
async def titling(sqlite_url: str, serve: Callable[..., Services]) -> Services:
    """The services with titles, as OreAI comes."""
    return serve(sqlite_url, OREAI_TITLES=True)


@pytest.fixture
async def lin(titling: Services) -> Visitor:
    return await titling.accounts.enter(new_token(), "zh")


@pytest.fixture
async def chat(titling: Services, lin: Visitor) -> str:
    return await titling.chats.open_free(lin.user_id, "zh")


def asks_for_title(request: Request) -> bool:
    """Whether this is the request of titles.py and not a conversation's."""
    return request.messages[0]["content"] in {
        texts_for(locale).instructions.title_request for locale in ("zh", "en")
    }


@pytest.fixture
def model(provider: Upstream) -> Iterator[Upstream]:
    """A model that calls every conversation 京都赏樱."""
    provider.fallback = lambda asked: Reply("《京都赏樱》。") if asks_for_title(asked) else quote_back(asked)
    yield provider
    provider.fallback = quote_back


def title_requests(upstream: Upstream) -> list[Request]:
    return [request for request in upstream.requests if asks_for_title(request)]


async def chat_row(services: Services, chat_id: str) -> Chat:
    return await services.database.read(lambda session: session.get_one(Chat, chat_id))


async def titled(services: Services, chat_id: str, by: TitledBy) -> bool:
    for _ in range(400):
        if (await chat_row(services, chat_id)).titled_by == by:
            return True
        await soon(lambda: False, within_s=0.01)
    return False


async def quiet(services: Services) -> bool:
    """Whether nothing is being asked any more."""
    return await soon(lambda: not services.generations._background)


async def test_the_first_whole_reply_brings_a_title(
    titling: Services, lin: Visitor, chat: str, model: Upstream
):
    """The first words at once, the model's after the reply; the order and the time stay."""
    await send(titling, lin, chat, QUESTION)
    assert (await chat_row(titling, chat)).title.startswith("春天去京都")
    before = await chat_row(titling, chat)
    assert await titled(titling, chat, TitledBy.MODEL)
    after = await chat_row(titling, chat)
    assert after.title == "京都赏樱"
    assert after.last_message_at == before.last_message_at
    assert (await titling.chat_views.view(lin.user_id, chat)).title == "京都赏樱"


async def test_the_request_is_small_and_costs_the_user_nothing(
    titling: Services, lin: Visitor, chat: str, model: Upstream
):
    """What was said goes as a quotation, a few tokens come back, one call is counted: the reply's."""
    await say(titling, lin, chat, "长" * 8_000)
    assert await titled(titling, chat, TitledBy.MODEL)
    [request] = title_requests(model)
    assert [turn["role"] for turn in request.messages] == ["system", "user"]
    assert len(request.messages[1]["content"]) < 3000
    assert (request.body["max_tokens"], request.model) == (MAX_TOKENS, "gpt-3.5-turbo-16k")
    allowance = await titling.allowances.of(lin.user_id)
    assert allowance.limit - allowance.left == 1


async def test_it_is_asked_once(titling: Services, lin: Visitor, chat: str, model: Upstream):
    """Later replies leave the title alone."""
    for question in (QUESTION, "奈良呢？", "大阪呢？"):
        await say(titling, lin, chat, question)
        assert await quiet(titling)
    assert len(title_requests(model)) == 1


async def test_whoever_has_named_the_chat_is_not_overruled(
    titling: Services, lin: Visitor, chat: str, model: Upstream
):
    """Lin names it before the first word, and nobody is asked."""
    await titling.chats.rename(lin.user_id, chat, "我的春天")
    await say(titling, lin, chat, QUESTION)
    assert await quiet(titling)
    assert (await chat_row(titling, chat)).title == "我的春天"
    assert title_requests(model) == []


async def test_a_name_that_comes_while_the_model_thinks_wins(
    titling: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Lin renames the chat between the question to the model and its answer."""
    provider.enqueue(Reply("好"), Reply("京都赏樱", first_delay_s=2))
    await say(titling, lin, chat, QUESTION)
    assert await soon(lambda: len(provider.requests) == 2)
    await titling.chats.rename(lin.user_id, chat, "我的春天")
    assert await quiet(titling)
    row = await chat_row(titling, chat)
    assert (row.title, row.titled_by) == ("我的春天", TitledBy.USER)


async def test_samples_keep_their_names(titling: Services, lin: Visitor, model: Upstream):
    """They are called what they are."""
    sample = (await titling.chats.rows(lin.user_id))[4].id
    await say(titling, lin, sample, QUESTION)
    assert await quiet(titling)
    assert title_requests(model) == []


async def test_a_persona_that_spoke_first_is_no_reason_for_a_title(
    titling: Services, lin: Visitor, model: Upstream
):
    """What the poet says before she asks anything says nothing of the chat: her question does."""
    poet = await titling.persona_chats.begin(lin.user_id, "zh", "poet")
    assert await quiet(titling)
    assert title_requests(model) == []
    await say(titling, lin, poet, QUESTION)
    assert await titled(titling, poet, TitledBy.MODEL)
    assert len(title_requests(model)) == 1


@pytest.mark.parametrize(
    "answer",
    [rate_limited(wait_s=20), Reply(""), Reply("<think>让我想想"), Reply("京都", cut_after=1), Reply("“。”")],
    ids=["refused", "empty", "thinking", "cut", "only quotes"],
)
async def test_where_it_fails_nothing_happens(
    titling: Services, lin: Visitor, chat: str, provider: Upstream, answer: Reply
):
    """The first words stay, the reply stays, nobody is told."""
    provider.enqueue(Reply("好"), answer)
    view = await say(titling, lin, chat, QUESTION)
    assert await soon(lambda: len(provider.requests) == 2)
    assert await quiet(titling)
    row = await chat_row(titling, chat)
    assert (row.title.startswith("春天去京都"), row.titled_by) == (True, TitledBy.FIRST_MESSAGE)
    assert view.messages[-1].status == "complete"


async def test_a_reply_that_was_stopped_brings_none(
    titling: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Only a whole reply tells what a chat is about."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1))
    reply = await send(titling, lin, chat, QUESTION)
    await until_said(titling, lin, chat, "京")
    await titling.conversation.stop(lin.user_id, reply)
    assert await quiet(titling)
    assert len(provider.requests) == 1


async def test_the_offline_model_gives_no_titles(titling: Services, lin: Visitor, chat: str):
    """It understands nothing, so the first words are the better ones."""
    await say(titling, lin, chat, QUESTION)
    assert await quiet(titling)
    assert (await chat_row(titling, chat)).titled_by == TitledBy.FIRST_MESSAGE


async def test_titles_can_be_switched_off(services: Services, provider: Upstream):
    """`OREAI_TITLES=0`, as most tests run: one reply, one request."""
    ada = await services.accounts.enter(new_token(), "en")
    chat = await services.chats.open_free(ada.user_id, "en")
    await say(services, ada, chat, "Three days in Kyoto?")
    assert await quiet(services)
    assert len(provider.requests) == 1
