"""A conversation of three hundred long turns goes on, whatever the provider refuses as too long."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import pytest
from sqlalchemy import update
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.models import Attachment, Chat, Message
from oreai.repositories import messages
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments.kinds import mark_of
from oreai.services.conversation.views import ConversationView
from tests.long_chats import exchanges, write_turns
from tests.talking import lines, row, say, stored
from tests.upstream import Reply, Request, Upstream

LIMIT = 9_000  # characters, which are the tokens of the scripted model
BEFORE = 150  # exchanges, each of about 700 characters
MORE = 50
ANSWER = "清水寺、伏见稻荷、岚山，都值得一去。Take the first train, it is quiet then. " * 5
SUMMARY = "摘要：林想在京都住五天，喜欢安静的寺庙，不吃辣，预算每天一万日元。"


def characters(request: Request) -> int:
    return sum(len(turn["content"]) for turn in request.messages)


def asks_for_summary(request: Request) -> bool:
    """Whether OreAI itself asks here, for its notes."""
    tasks = [texts_for(locale).instructions.summary_task.partition("{words}")[0] for locale in ("zh", "en")]
    return any(request.messages[0]["content"].startswith(task) for task in tasks)


def spoken(provider: Upstream) -> list[Request]:
    """The requests of the conversation itself."""
    return [request for request in provider.requests if not asks_for_summary(request)]


@pytest.fixture
def strict(provider: Upstream) -> Callable[..., Upstream]:
    """The provider, with a window of its own and answers of some length."""

    def begin(*, counts: bool = False) -> Upstream:
        provider.tokens_limit = LIMIT

        def answer(asked: Request) -> Reply:
            usage = (characters(asked), len(ANSWER)) if counts else None
            return Reply(SUMMARY if asks_for_summary(asked) else ANSWER, usage=usage)

        provider.fallback = answer
        return provider

    return begin


async def started(services: Services, chat: str) -> None:
    """Three hundred long turns have been said."""
    await services.database.write(lambda session: write_turns(session, chat, exchanges(BEFORE, words=8)))


async def remembered(services: Services, who: Visitor, chat: str) -> Chat:
    """The chat, once its notes are written and stand for what a request leaves out."""
    async with aclosing(services.chat_views.follow(who.user_id, chat)) as news:
        async for update in news:
            if isinstance(update, ConversationView) and update.context_usage.summary:
                break
    return await services.database.read(lambda session: session.get_one(Chat, chat))


@pytest.mark.parametrize("counts", [False, True], ids=["without usage", "with usage"])
async def test_three_hundred_turns_go_on_for_fifty_more(
    services: Services, lin: Visitor, chat: str, strict, counts: bool
):
    """No reply fails, nothing is cleared, and one request at most is refused: the limit is learned."""
    provider = strict(counts=counts)
    await started(services, chat)
    for day in range(MORE):
        question = f"再说第{day}天，要安静一点的地方。What about the evening? " * 3
        view = await say(services, lin, chat, question)
        assert lines(view)[-1] == ("assistant", ANSWER, "complete"), view.messages[-1].provider_message
        assert spoken(provider)[-1].messages[-1]["content"] == question.strip()
    asked = [characters(request) for request in spoken(provider)]
    assert sum(length > LIMIT for length in asked) <= 1
    assert len(asked) <= MORE + 1
    assert len(await stored(services, chat)) == 2 * (BEFORE + MORE)
    assert min(asked[-10:]) > LIMIT * 0.3, "it remembers what it can"


async def test_the_beginning_becomes_a_summary(services: Services, lin: Visitor, chat: str, strict):
    """Written in the background, in the chat's language, it stands in the next request for what it covers."""
    provider = strict(counts=True)
    await started(services, chat)
    before = await services.allowances.of(lin.user_id)
    await say(services, lin, chat, "再说一天")
    kept = await remembered(services, lin, chat)
    assert kept.summary == SUMMARY
    assert await services.details.summary(lin.user_id, chat) == SUMMARY
    assert (await services.allowances.of(lin.user_id)).left == before.left - 1, "notes cost no call"
    asked = [request for request in provider.requests if asks_for_summary(request)]
    assert asked[0].messages[0]["content"].startswith("你")
    assert "第0天去清水寺" in asked[0].messages[1]["content"]
    view = await say(services, lin, chat, "还有呢？")
    system, first, *_ = spoken(provider)[-1].messages
    assert system == {
        "role": "system",
        "content": f"{texts_for('zh').instructions.summary_introduction}\n{SUMMARY}",
    }
    assert first["role"] == "user"
    assert (view.context_usage.summary, (await row(services, view.context_usage.start)).role) == (
        True,
        "user",
    )
    assert view.context_usage.used <= view.context_usage.limit


async def test_an_english_chat_has_english_notes(services: Services, ada: Visitor, strict):
    """Ada's are asked for in her language."""
    provider = strict(counts=True)
    chat = await services.chats.open_free(ada.user_id, "en")
    await started(services, chat)
    await say(services, ada, chat, "One more day, please")
    await remembered(services, ada, chat)
    task = next(request for request in provider.requests if asks_for_summary(request)).messages[0]
    assert task["content"].startswith("You keep the notes")


async def test_a_summary_covers_an_exchange_that_brought_nothing(
    services: Services, lin: Visitor, chat: str, strict
):
    """The replies had failed without a word: the summary still stands for the part it was made of."""
    strict(counts=True)
    await started(services, chat)

    def silence(session: Session) -> None:
        replies = update(Message).where(Message.chat_id == chat, Message.role == "assistant")
        session.exec(replies.values(content="", tokens=0, status="failed"))

    await services.database.write(silence)
    await say(services, lin, chat, "再说一天")
    await remembered(services, lin, chat)
    view = await say(services, lin, chat, "还有呢？")
    assert view.context_usage.summary


async def test_the_view_begins_without_a_summary_while_there_is_none(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Looking at the chat asks nobody: the mark stands where a request would begin now."""
    await started(services, chat)
    view = await services.chat_views.view(lin.user_id, chat)
    assert (view.context_usage.summary, (await row(services, view.context_usage.start)).role) == (
        False,
        "user",
    )
    assert view.context_usage.used <= view.context_usage.limit
    assert provider.requests == []


async def test_nobody_else_reads_a_summary(services: Services, lin: Visitor, ada: Visitor, chat: str):
    """Ada is told that there is no such chat; Lin, whose model has written none, that there is none."""
    with pytest.raises(NoSuchChat):
        await services.details.summary(ada.user_id, chat)
    assert await services.details.summary(lin.user_id, chat) == ""


async def test_clearing_forgets_the_summary(services: Services, lin: Visitor, chat: str, strict):
    """A fresh start is one for the model too."""
    provider = strict(counts=True)
    await started(services, chat)
    await say(services, lin, chat, "再说一天")
    await remembered(services, lin, chat)
    await services.conversation.clear(lin.user_id, chat)
    await say(services, lin, chat, "你好")
    assert provider.requests[-1].messages == [{"role": "user", "content": "你好"}]


async def test_a_summary_that_is_refused_waits(services: Services, lin: Visitor, chat: str, strict):
    """The model writes no notes today: the conversation goes on without them."""
    provider = strict(counts=True)
    answer = provider.fallback
    provider.fallback = lambda asked: Reply(status=500) if asks_for_summary(asked) else answer(asked)
    await started(services, chat)
    for _ in range(3):
        view = await say(services, lin, chat, "再说一天")
        assert view.messages[-1].status == "complete"
    assert (await services.chat_views.view(lin.user_id, chat)).context_usage.summary is False


async def test_a_conversation_fits_on_each_database(services_on_each: Services, provider: Upstream):
    """The same on SQLite and on MariaDB: long turns, a limit that is learned, a summary that is kept."""
    services = services_on_each
    provider.tokens_limit = LIMIT
    provider.fallback = lambda asked: Reply(SUMMARY if asks_for_summary(asked) else ANSWER)
    lin = await services.accounts.enter(new_token(), "zh-CN")
    chat = await services.chats.open_free(lin.user_id, "zh")
    await services.database.write(lambda session: write_turns(session, chat, exchanges(40, words=8)))
    for _ in range(3):
        assert (await say(services, lin, chat, "再说一天")).messages[-1].status == "complete"
    assert (await remembered(services, lin, chat)).summary == SUMMARY


async def test_a_chat_with_a_picture_is_summarised_too(services: Services, lin: Visitor, chat: str, strict):
    """The model is shown a mark for the picture; what it notes is kept for the words as they are stored."""
    provider = strict(counts=True)
    await started(services, chat)
    await services.database.write(lambda session: show_a_picture_first(session, chat, lin.user_id))
    await say(services, lin, chat, "再说一天")
    async with asyncio.timeout(10):
        kept = await remembered(services, lin, chat)
    assert kept.summary == SUMMARY
    told = next(request for request in provider.requests if asks_for_summary(request)).messages[1]["content"]
    assert f"{mark_of({'image'}, 'zh')}\n第0天去哪里" in told


def show_a_picture_first(session: Session, chat: str, user_id: str) -> None:
    first = messages.visible_branch(session, chat)[0].id
    session.exec(update(Message).where(Message.id == first).values(attachment_tokens=255))
    picture = {"file": "kyoto", "kind": "image", "media_type": "image/png", "bytes": 9}
    session.add(Attachment(user_id=user_id, message_id=first, **picture))
