"""Saying it differently: versions stand beside each other with what followed, and branches stand alone."""

import threading

import pytest

from oreai.bootstrap import Services
from oreai.models import new_id
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ConversationView
from oreai.services.models.chat_models import OverWindow
from oreai.services.models.settings import ChatSettings
from oreai.services.replies.start import StillReplying
from tests.talking import lines, say, send, settled, stored, until_said
from tests.upstream import Reply, Upstream


@pytest.fixture
async def talk(services: Services, lin: Visitor, chat: str, provider: Upstream) -> ConversationView:
    """Two questions about Kyoto, with their answers."""
    provider.enqueue(Reply("春天去。"), Reply("三天。"))
    await say(services, lin, chat, "什么时候去京都？")
    return await say(services, lin, chat, "去几天？")


def shown(view: ConversationView) -> list[tuple[str, int, int]]:
    return [(message.content, message.version, message.versions) for message in view.messages]


async def test_an_edited_prompt_stands_beside_the_old_one(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """The new words get their own reply; the old ones, and what followed them, stay stored."""
    provider.enqueue(Reply("秋天去。"))
    await services.conversation.edit(lin.user_id, talk.messages[0].id, "什么时候去奈良？", new_id())
    view = await settled(services, lin, chat)
    assert shown(view) == [("什么时候去奈良？", 2, 2), ("秋天去。", 1, 1)]
    assert provider.requests[-1].messages == [{"role": "user", "content": "什么时候去奈良？"}]
    assert len(await stored(services, chat)) == 6


async def test_the_same_words_once_more_get_another_reply(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """Nothing was changed: no second prompt stands beside the first, also where its reply was deleted."""
    provider.enqueue(Reply("一周。"), Reply("两周。"))
    question, answer = talk.messages[2:]
    await services.conversation.edit(lin.user_id, question.id, question.content, new_id())
    view = await settled(services, lin, chat)
    assert shown(view)[2:] == [("去几天？", 1, 1), ("一周。", 2, 2)]
    await services.conversation.choose_version(lin.user_id, view.messages[-1].id, -1)
    await services.deletions.delete(lin.user_id, answer.id)
    await services.conversation.edit(lin.user_id, question.id, question.content, new_id())
    assert shown(await settled(services, lin, chat))[2:] == [("去几天？", 1, 1), ("两周。", 2, 2)]


async def test_a_version_brings_back_what_followed_it(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """The whole branch follows, the choice is remembered, and the next prompt goes on from there."""
    provider.enqueue(Reply("秋天去。"), Reply("住一晚。"))
    await services.conversation.edit(lin.user_id, talk.messages[0].id, "什么时候去奈良？", new_id())
    edited = await settled(services, lin, chat)
    await services.conversation.choose_version(lin.user_id, edited.messages[0].id, -1)
    assert lines(await services.chat_views.view(lin.user_id, chat)) == lines(talk)
    view = await say(services, lin, chat, "住哪儿？")
    assert [turn["content"] for turn in provider.requests[-1].messages] == [
        *(message.content for message in talk.messages),
        "住哪儿？",
    ]
    assert len(view.messages) == 6


async def test_replies_have_versions_too(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """A second opinion can be put back."""
    provider.enqueue(Reply("四天。"))
    await services.conversation.retry(lin.user_id, talk.messages[-1].id)
    view = await settled(services, lin, chat)
    assert shown(view)[-1] == ("四天。", 2, 2)
    await services.conversation.choose_version(lin.user_id, view.messages[-1].id, -1)
    assert shown(await services.chat_views.view(lin.user_id, chat))[-1] == ("三天。", 1, 2)


@pytest.mark.parametrize("step", [-1, 1])
async def test_beyond_the_last_version_there_is_none(
    services: Services, lin: Visitor, chat: str, talk: ConversationView, step: int
):
    """Nothing changes."""
    await services.conversation.choose_version(lin.user_id, talk.messages[0].id, step)
    assert lines(await services.chat_views.view(lin.user_id, chat)) == lines(talk)


async def test_while_a_reply_runs_nothing_is_turned(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """Neither another version nor other words; the running reply comes to its end."""
    ended = threading.Event()
    provider.enqueue(Reply("岚山和清水寺。", until=ended))
    await send(services, lin, chat, "看什么？")
    running = await until_said(services, lin, chat, "岚")
    with pytest.raises(StillReplying):
        await services.conversation.choose_version(lin.user_id, talk.messages[0].id, 1)
    with pytest.raises(StillReplying):
        await services.conversation.edit(lin.user_id, talk.messages[0].id, "算了", new_id())
    with pytest.raises(StillReplying):
        await services.branches.branch(lin.user_id, running)
    ended.set()
    assert (await settled(services, lin, chat)).messages[-1].content == "岚山和清水寺。"


async def test_a_prompt_edited_into_one_too_long_changes_nothing(
    services: Services, lin: Visitor, chat: str, talk: ConversationView
):
    """It is refused before anything is stored."""
    with pytest.raises(OverWindow):
        await services.conversation.edit(lin.user_id, talk.messages[0].id, "鹿" * 50_000, new_id())
    assert lines(await services.chat_views.view(lin.user_id, chat)) == lines(talk)


async def test_editing_twice_by_one_send_makes_one_version(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """A repeated event after a reconnect adds nothing."""
    for _ in range(2):
        await services.conversation.edit(lin.user_id, talk.messages[2].id, "去一周呢？", "edit-1")
        view = await settled(services, lin, chat)
    assert shown(view)[2] == ("去一周呢？", 2, 2)


async def test_a_branch_is_a_chat_of_its_own(
    services: Services, lin: Visitor, chat: str, provider: Upstream, talk: ConversationView
):
    """It begins as the other did, with its choices; what is said in one does not show in the other."""
    await services.chat_settings.save(
        lin.user_id, chat, ChatSettings(numbers={"temperature": 0.1}), "你是导游。"
    )
    branch = await services.branches.branch(lin.user_id, talk.messages[1].id)
    assert lines(await services.chat_views.view(lin.user_id, branch)) == lines(talk)[:2]
    provider.enqueue(Reply("带把伞。"))
    await say(services, lin, branch, "会下雨吗？")
    assert provider.requests[-1].body["temperature"] == 0.1
    assert provider.requests[-1].messages[0] == {"role": "system", "content": "你是导游。"}
    assert lines(await services.chat_views.view(lin.user_id, chat)) == lines(talk)


async def test_a_stranger_has_no_versions_of_it(
    services: Services, lin: Visitor, ada: Visitor, chat: str, talk: ConversationView
):
    """Ada can neither edit, nor turn, nor branch off what is Lin's."""
    message_id = talk.messages[0].id
    for attempt in (
        services.conversation.edit(ada.user_id, message_id, "hi", new_id()),
        services.conversation.choose_version(ada.user_id, message_id, 1),
        services.branches.branch(ada.user_id, message_id),
    ):
        with pytest.raises(NoSuchMessage):
            await attempt
    assert lines(await services.chat_views.view(lin.user_id, chat)) == lines(talk)
