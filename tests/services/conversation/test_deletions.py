"""One message leaves, the rest stands: what follows stays, the model forgets it, and undo brings it back."""

from datetime import timedelta

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat, Message, now
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.trash import RETENTION
from oreai.services.conversation.views import ConversationView, Shown
from oreai.services.replies.start import StillReplying
from tests.long_chats import exchanges, write_turns
from tests.talking import lines, row, say, send, settled, stored, until_said
from tests.upstream import Reply, Upstream, server_error


@pytest.fixture
async def talk(services: Services, lin: Visitor, chat: str, provider: Upstream) -> ConversationView:
    """Two questions about Kyoto, with their answers."""
    provider.enqueue(Reply("春天去。"), Reply("三天。"))
    await say(services, lin, chat, "什么时候去京都？")
    return await say(services, lin, chat, "去几天？")


def said(view: ConversationView) -> list[str]:
    return [message.content for message in view.messages]


async def shown(services: Services, who: Visitor, chat: str) -> list[str]:
    return said(await services.chat_views.view(who.user_id, chat))


async def deleted_ago(services: Services, message_id: str, ago: timedelta) -> None:
    await services.database.write(
        lambda session: setattr(session.get(Message, message_id), "deleted_at", now() - ago)
    )


HEARD = (
    ["请开始。", "春天去。", "去几天？", "三天。", "天气呢？"],
    ["什么时候去京都？\n\n去几天？", "三天。", "天气呢？"],
    ["什么时候去京都？", "春天去。\n\n三天。", "天气呢？"],
    ["什么时候去京都？", "春天去。", "去几天？\n\n天气呢？"],
)


@pytest.mark.parametrize("at", range(4))
async def test_what_follows_stays_and_the_model_is_not_told(
    services_on_each: Services, provider: Upstream, at: int
):
    """Whichever of four is deleted: the others go to the model, in turns; undo brings it back."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply("春天去。"), Reply("三天。"), Reply("下雨。"))
    await say(services, lin, chat, "什么时候去京都？")
    talk = await say(services, lin, chat, "去几天？")
    left = [words for place, words in enumerate(said(talk)) if place != at]
    await services.deletions.delete(lin.user_id, talk.messages[at].id)
    assert await shown(services, lin, chat) == left
    after = await say(services, lin, chat, "天气呢？")
    assert [turn["content"] for turn in provider.requests[-1].messages] == HEARD[at]
    assert {message.versions for message in after.messages} == {1}
    await services.deletions.restore(lin.user_id, talk.messages[at].id)
    assert await shown(services, lin, chat) == [*said(talk), "天气呢？", "下雨。"]


async def test_other_tabs_see_it(services: Services, lin: Visitor, chat: str, talk: ConversationView):
    """Whoever reads the chat loses the message at once, and has it again at once."""
    news = services.chat_views.follow(lin.user_id, chat)
    assert len((await anext(news)).messages) == 4
    await services.deletions.delete(lin.user_id, talk.messages[1].id)
    assert len((await anext(news)).messages) == 3
    await services.deletions.restore(lin.user_id, talk.messages[1].id)
    assert len((await anext(news)).messages) == 4
    await news.aclose()


async def test_another_version_takes_the_place_of_the_newest(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """The one before it stands there, is counted alone, and undo selects the deleted one again."""
    provider.enqueue(Reply("四天。"))
    newest = await services.conversation.retry(lin.user_id, talk.messages[-1].id)
    await settled(services, lin, chat)
    await services.deletions.delete(lin.user_id, newest)
    last = (await services.chat_views.view(lin.user_id, chat)).messages[-1]
    assert (last.content, last.version, last.versions) == ("三天。", 1, 1)
    await services.deletions.restore(lin.user_id, newest)
    last = (await services.chat_views.view(lin.user_id, chat)).messages[-1]
    assert (last.content, last.version, last.versions) == ("四天。", 2, 2)


async def test_in_the_middle_no_other_version_takes_its_place(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """What follows belongs to the deleted one, and stays."""
    provider.enqueue(Reply("四天。"), Reply("住祇园。"))
    newest = await services.conversation.retry(lin.user_id, talk.messages[-1].id)
    await settled(services, lin, chat)
    await say(services, lin, chat, "住哪儿？")
    await services.deletions.delete(lin.user_id, newest)
    assert await shown(services, lin, chat) == [*said(talk)[:3], "住哪儿？", "住祇园。"]


async def test_undo_shows_it_though_the_chat_has_gone_another_way(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """The prompt is deleted, the reply before it asked for again: undo leads back to where it stood."""
    provider.enqueue(Reply("秋天去。"))
    for message in talk.messages[2:]:
        await services.deletions.delete(lin.user_id, message.id)
    await services.conversation.retry(lin.user_id, talk.messages[1].id)
    assert said(await settled(services, lin, chat)) == ["什么时候去京都？", "秋天去。"]
    await services.deletions.restore(lin.user_id, talk.messages[2].id)
    assert await shown(services, lin, chat) == ["什么时候去京都？", "春天去。", "去几天？"]


async def test_while_a_reply_runs(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """It cannot be deleted itself, and nothing takes another's place; what stands before it can leave."""
    provider.enqueue(Reply("四天。"), Reply(tokens=("岚", "山"), silent_after=1))
    version = await services.conversation.retry(lin.user_id, talk.messages[-1].id)
    await settled(services, lin, chat)
    await services.deletions.delete(lin.user_id, version)
    await send(services, lin, chat, "看什么？")
    running = await until_said(services, lin, chat, "岚")
    with pytest.raises(StillReplying):
        await services.deletions.delete(lin.user_id, running)
    with pytest.raises(StillReplying):
        await services.deletions.restore(lin.user_id, version)
    await services.deletions.delete(lin.user_id, talk.messages[0].id)
    assert (await shown(services, lin, chat))[0] == "春天去。"
    await services.deletions.restore(lin.user_id, talk.messages[0].id)
    assert said(await services.chat_views.view(lin.user_id, chat))[:3] == said(talk)[:3]
    await services.conversation.stop(lin.user_id, running)


async def test_a_reply_without_its_prompt_is_not_asked_for_again(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Nothing is left that it could answer; with the prompt back it can be tried again."""
    provider.enqueue(server_error("Busy."))
    prompt, reply = (await say(services, lin, chat, "去哪里？")).messages
    assert reply.can_retry
    await services.deletions.delete(lin.user_id, prompt.id)
    assert [message.can_retry for message in (await settled(services, lin, chat)).messages] == [False]
    with pytest.raises(NoSuchMessage):
        await services.conversation.retry(lin.user_id, reply.id)
    await services.deletions.restore(lin.user_id, prompt.id)
    await services.conversation.retry(lin.user_id, reply.id)
    assert lines(await settled(services, lin, chat))[-1][2] == "complete"


async def test_the_newest_that_stands_can_go_on(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """What was said after it is deleted: it is the end of the conversation again."""
    provider.enqueue(Reply("第一天京都，", finish="length"), Reply("不客气。"), Reply("第二天奈良。"))
    reply = (await say(services, lin, chat, "怎么玩？")).messages[-1].id
    for message in (await say(services, lin, chat, "谢谢")).messages[2:]:
        await services.deletions.delete(lin.user_id, message.id)
    await services.conversation.continue_reply(lin.user_id, reply)
    assert said(await settled(services, lin, chat)) == ["怎么玩？", "第一天京都，第二天奈良。"]


async def test_all_messages_deleted(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """The chat stands empty, begins anew with the next prompt, and clearing it leaves nothing."""
    for message in talk.messages:
        await services.deletions.delete(lin.user_id, message.id)
    view = await services.chat_views.view(lin.user_id, chat)
    assert (view.messages, view.earlier, view.later, view.context_usage.start) == ([], 0, 0, "")
    provider.enqueue(Reply("早。"))
    assert said(await say(services, lin, chat, "早上好")) == ["早上好", "早。"]
    assert provider.requests[-1].messages == [{"role": "user", "content": "早上好"}]
    await services.conversation.clear(lin.user_id, chat)
    assert await stored(services, chat) == []
    with pytest.raises(NoSuchMessage):
        await services.deletions.restore(lin.user_id, talk.messages[0].id)


async def test_a_branch_is_a_chain_without_it(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """What was deleted is not copied, and what was copied goes on."""
    await services.deletions.delete(lin.user_id, talk.messages[1].id)
    branch = await services.branches.branch(lin.user_id, talk.messages[3].id)
    assert await shown(services, lin, branch) == ["什么时候去京都？", "去几天？", "三天。"]
    assert len(await stored(services, branch)) == 3
    with pytest.raises(NoSuchMessage):
        await services.branches.branch(lin.user_id, talk.messages[1].id)


async def test_the_list_shows_what_stands(
    services: Services, lin: Visitor, chat: str, talk: ConversationView
):
    """The preview is of the newest message that was not deleted."""

    async def preview() -> str:
        return next(row.preview for row in await services.chats.rows(lin.user_id) if row.id == chat)

    await services.deletions.delete(lin.user_id, talk.messages[-1].id)
    assert await preview() == "去几天？"
    for message in talk.messages[:3]:
        await services.deletions.delete(lin.user_id, message.id)
    assert await preview() == ""


async def test_a_summary_that_knew_it_is_forgotten(
    services: Services, lin: Visitor, chat: str, talk: ConversationView
):
    """One that covers the message goes with it, one that does not stays."""

    async def summary(deleting: str) -> str | None:
        def work(session) -> None:
            kept = session.get_one(Chat, chat)
            kept.summary, kept.summary_until = "林要去京都。", talk.messages[1].id

        await services.database.write(work)
        await services.deletions.delete(lin.user_id, deleting)
        return await services.database.read(lambda session: session.get_one(Chat, chat).summary)

    assert await summary(talk.messages[2].id) == "林要去京都。"
    assert await summary(talk.messages[0].id) is None


async def test_a_page_keeps_its_place(services: Services, lin: Visitor, chat: str):
    """Who reads in the middle of a long chat stays there, though the first or last of the page leaves."""
    ids = await services.database.write(lambda session: write_turns(session, chat, exchanges(100)))
    page = Shown(ids[50], ids[99])
    for gone in (ids[50], ids[99]):
        await services.deletions.delete(lin.user_id, gone)
    view = await services.chat_views.view(lin.user_id, chat, page)
    assert [view.messages[0].id, view.messages[-1].id] == [ids[51], ids[100]]
    assert (view.earlier, view.later) == (50, 99)
    assert (await services.chat_views.later(lin.user_id, chat, page)).last == ids[140]
    assert (await services.chat_views.earlier(lin.user_id, chat, page)).first == ids[10]
    assert await services.chat_views.page_around(lin.user_id, chat, ids[50]) == Shown()


async def test_after_thirty_days_its_words_are_forgotten(services_on_each: Services, provider: Upstream):
    """Not before; the row stays, so that what follows hangs on something, and there is no way back."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    provider.enqueue(Reply("春天去。", reasoning=("想", "想")), Reply("三天。"))
    await say(services, lin, chat, "什么时候去京都？")
    talk = await say(services, lin, chat, "去几天？")
    old, fresh = talk.messages[1].id, talk.messages[2].id
    for message_id, days in ((old, 31), (fresh, 29)):
        await services.deletions.delete(lin.user_id, message_id)
        await deleted_ago(services, message_id, timedelta(days=days))
    assert await services.deletions.sweep() == 1
    assert await services.deletions.sweep() == 0
    forgotten = await row(services, old)
    assert (forgotten.content, forgotten.reasoning, forgotten.request_record) == ("", None, None)
    assert (await row(services, fresh)).content == "去几天？"
    with pytest.raises(NoSuchMessage):
        await services.deletions.restore(lin.user_id, old)
    await services.deletions.restore(lin.user_id, fresh)
    assert await shown(services, lin, chat) == ["什么时候去京都？", "去几天？", "三天。"]


async def test_the_sweep_goes_in_portions(services: Services, lin: Visitor, chat: str):
    """More than fit into one transaction are all forgotten."""
    ago = now() - RETENTION - timedelta(hours=1)
    await services.database.write(lambda session: write_turns(session, chat, exchanges(120), deleted_at=ago))
    assert await services.deletions.sweep() == 240
    assert {message.content for message in await stored(services, chat)} == {""}


async def test_a_stranger_deletes_and_restores_nothing(
    services: Services, lin: Visitor, ada: Visitor, chat: str, talk: ConversationView
):
    """What is Lin's stays, and what she deleted stays deleted."""
    await services.deletions.delete(lin.user_id, talk.messages[0].id)
    before = await stored(services, chat)
    for who, message_id in ((ada, talk.messages[1].id), (lin, talk.messages[0].id), (lin, "nowhere")):
        with pytest.raises(NoSuchMessage):
            await services.deletions.delete(who.user_id, message_id)
    for who, message_id in ((ada, talk.messages[0].id), (lin, talk.messages[1].id), (lin, "")):
        with pytest.raises(NoSuchMessage):
            await services.deletions.restore(who.user_id, message_id)
    assert await stored(services, chat) == before
