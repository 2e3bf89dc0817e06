"""Other words in place: what follows stays, the earlier words stand beside them, old records stay true."""

import asyncio

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat, new_id
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.conversation import LONGEST_MESSAGE, MessageTooLong
from oreai.services.conversation.views import ConversationView
from oreai.services.models.chat_models import OverWindow
from oreai.services.replies.start import StillReplying
from tests.talking import lines, say, send, stored, until_said
from tests.upstream import Reply, Upstream


@pytest.fixture
async def talk(services: Services, lin: Visitor, chat: str, provider: Upstream) -> ConversationView:
    """Two questions about Kyoto, with their answers."""
    provider.enqueue(Reply("春天去。"), Reply("三天。"))
    await say(services, lin, chat, "什么时侯去京都？")
    return await say(services, lin, chat, "去几天？")


def shown(view: ConversationView) -> list[tuple[str, int, int]]:
    return [(message.content, message.version, message.versions) for message in view.messages]


async def test_the_words_change_and_nothing_else(services_on_each: Services, provider: Upstream):
    """Nobody is asked; the next request has the new words; the old ones are the first version."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply("春天去。"), Reply("三天。"))
    talk = await say(services, lin, chat, "什么时侯去京都？")
    for words in ("什么时候去京都？", "  什么时候去奈良？\n"):
        await services.conversation.revise(lin.user_id, talk.messages[0].id, words)
    view = await services.chat_views.view(lin.user_id, chat)
    assert shown(view) == [("什么时候去奈良？", 3, 3), ("春天去。", 1, 1)]
    assert [message.id for message in view.messages] == [message.id for message in talk.messages]
    assert len(provider.requests) == 1
    await say(services, lin, chat, "去几天？")
    assert provider.requests[-1].messages[0]["content"] == "什么时候去奈良？"
    await services.conversation.choose_version(lin.user_id, talk.messages[0].id, -1)
    assert shown(await services.chat_views.view(lin.user_id, chat)) == [("什么时候去京都？", 2, 3)]


async def test_the_earlier_words_are_a_version_like_any_other(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """Nothing follows them; what is said from there is a way of its own, and the arrows lead back."""
    await services.conversation.revise(lin.user_id, talk.messages[0].id, "什么时候去京都？")
    after = lines(await services.chat_views.view(lin.user_id, chat))
    await services.conversation.choose_version(lin.user_id, talk.messages[0].id, -1)
    provider.enqueue(Reply("秋天去。"))
    old = await say(services, lin, chat, "说吧")
    assert [message.content for message in old.messages] == ["什么时侯去京都？", "说吧", "秋天去。"]
    await services.conversation.choose_version(lin.user_id, old.messages[0].id, 1)
    assert lines(await services.chat_views.view(lin.user_id, chat)) == after


async def test_the_record_of_each_request_stays_true(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """Before, between and after two changes, of a prompt at the beginning and of the newest."""

    async def all_true() -> None:
        view = await services.chat_views.view(lin.user_id, chat)
        replies = [message.id for message in view.messages if message.role == "assistant"]
        for reply, request in zip(replies, provider.requests, strict=True):
            sent = await services.details.of(lin.user_id, reply)
            assert [{"role": turn.role, "content": turn.content} for turn in sent.turns] == request.messages

    first, newest = talk.messages[0].id, talk.messages[2].id
    await services.conversation.revise(lin.user_id, first, "什么时候去京都？")
    await services.conversation.revise(lin.user_id, newest, "去一个星期够吗？")
    await all_true()
    await say(services, lin, chat, "带什么？")
    await services.conversation.revise(lin.user_id, first, "几月去？")
    await say(services, lin, chat, "下雨呢？")
    await all_true()
    assert [request.messages[0]["content"] for request in provider.requests] == [
        *("什么时侯去京都？", "什么时侯去京都？", "什么时候去京都？", "几月去？"),
    ]


async def test_a_summary_of_the_old_words_is_forgotten(
    services: Services, lin: Visitor, chat: str, talk: ConversationView
):
    """The model is to know the new ones."""

    def summarise(session) -> None:
        kept = session.get_one(Chat, chat)
        kept.summary, kept.summary_until = "林要去京都。", talk.messages[1].id

    await services.database.write(summarise)
    await services.conversation.revise(lin.user_id, talk.messages[0].id, "什么时候去奈良？")
    assert await services.database.read(lambda session: session.get_one(Chat, chat).summary) is None


async def test_the_same_words_or_none_change_nothing(
    services: Services, lin: Visitor, chat: str, talk: ConversationView
):
    """No version is made of them."""
    before = await stored(services, chat)
    await services.conversation.revise(lin.user_id, talk.messages[0].id, " 什么时侯去京都？ ")
    with pytest.raises(NoSuchMessage):
        await services.conversation.revise(lin.user_id, talk.messages[0].id, " \n")
    assert await stored(services, chat) == before


async def test_too_long_is_refused(services: Services, lin: Visitor, chat: str, talk: ConversationView):
    """By the same limits as a prompt that is sent."""
    for words, error in (("长" * (LONGEST_MESSAGE + 1), MessageTooLong), ("很长。" * 9_000, OverWindow)):
        with pytest.raises(error):
            await services.conversation.revise(lin.user_id, talk.messages[0].id, words)
    assert lines(await services.chat_views.view(lin.user_id, chat)) == lines(talk)


async def test_not_while_a_reply_is_made(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """It is made from the words that stand."""
    provider.enqueue(Reply(tokens=("岚", "山"), silent_after=1))
    await send(services, lin, chat, "看什么？")
    running = await until_said(services, lin, chat, "岚")
    with pytest.raises(StillReplying):
        await services.conversation.revise(lin.user_id, talk.messages[0].id, "算了")
    await services.conversation.stop(lin.user_id, running)


async def test_whose_words_can_be_changed(
    services: Services, lin: Visitor, ada: Visitor, chat: str, talk: ConversationView
):
    """Lin's own prompts by Lin; no reply, nothing that is deleted."""
    prompt, reply = talk.messages[0].id, talk.messages[1].id
    for who, message_id in ((ada, prompt), (lin, reply), (lin, new_id())):
        with pytest.raises(NoSuchMessage):
            await services.conversation.revise(who.user_id, message_id, "hi")
    await services.deletions.delete(lin.user_id, prompt)
    with pytest.raises(NoSuchMessage):
        await services.conversation.revise(lin.user_id, prompt, "hi")


async def test_two_rewordings_at_once_lose_no_words(services_on_each: Services, provider: Upstream):
    """From two tabs: whichever comes first, its words are a version beside the later one's."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    prompt = (await say(services, lin, chat, "什么时侯去京都？")).messages[0].id
    words = ["什么时候去京都？", "几月去京都？", "什么时候去奈良？", "几月去奈良？"]
    await asyncio.gather(*[services.conversation.revise(lin.user_id, prompt, text) for text in words])
    kept = {message.content for message in await stored(services, chat) if message.role == "user"}
    assert kept == {"什么时侯去京都？", *words}
