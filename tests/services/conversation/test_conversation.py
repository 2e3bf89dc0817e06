"""Saying something: what is stored, what the model is asked, and what is refused."""

import asyncio

import pytest

from oreai.bootstrap import Services
from oreai.models import new_id
from oreai.seeds.library import sample_chats
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.conversation import LONGEST_MESSAGE, MessageTooLong
from oreai.services.replies.start import StillReplying
from tests.talking import lines, say, send, settled, stored, until_said
from tests.upstream import Reply, Upstream
from tests.waiting import soon

CONTRACT = {
    "model": "gpt-3.5-turbo-16k",
    "temperature": 0.7,
    "top_p": 1,
    "frequency_penalty": 0,
    "presence_penalty": 0,
    "max_tokens": 1024,
    "n": 1,
    "stream": True,
    "stream_options": {"include_usage": True},
}


async def sample_of(services: Services, who: Visitor, title: str) -> str:
    [chat_id] = [row.id for row in await services.chats.rows(who.user_id) if row.title == title]
    return chat_id


async def every_connection_open(services: Services) -> None:
    """So that what begins at once also runs at once."""
    await asyncio.gather(*[services.database.answers() for _ in range(16)])


async def test_a_prompt_brings_a_reply(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Lin asks, the model answers, both are stored."""
    provider.enqueue(Reply("去京都，三天就够。"))
    view = await say(services, lin, chat, "春天去哪里？")
    assert lines(view) == [
        ("user", "春天去哪里？", "complete"),
        ("assistant", "去京都，三天就够。", "complete"),
    ]
    assert [(m.role, m.content, m.status) for m in await stored(services, chat)] == lines(view)


async def test_the_request_is_exactly_the_contract(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A free chat's request holds the words said, the eight parameters, and nothing else."""
    await say(services, lin, chat, "京都有什么好吃的？")
    [request] = provider.requests
    assert request.body == CONTRACT | {"messages": [{"role": "user", "content": "京都有什么好吃的？"}]}
    assert request.path == "/v1/chat/completions"


async def test_a_sample_chat_sends_its_system_text_its_examples_and_then_what_was_said(
    services: Services, lin: Visitor, provider: Upstream
):
    """The first question in 翻译助手 is answered in the sense of the examples on the screen."""
    [sample] = [sample for sample in sample_chats() if sample.titles["zh"] == "翻译助手"]
    assert sample.examples["zh"], "need examples for this test to mean anything"
    provider.enqueue(Reply("Kyoto in spring"), Reply("Nara in autumn"))
    chat_id = await sample_of(services, lin, "翻译助手")
    await say(services, lin, chat_id, "春天的京都")
    await say(services, lin, chat_id, "秋天的奈良")
    assert [(turn["role"], turn["content"]) for turn in provider.requests[-1].messages] == [
        ("system", sample.persona.texts["zh"].system),
        *sample.examples["zh"],
        ("user", "春天的京都"),
        ("assistant", "Kyoto in spring"),
        ("user", "秋天的奈良"),
    ]


async def test_every_parameter_is_a_setting(serve, sqlite_url: str, provider: Upstream):
    """Whoever runs OreAI with another model and other parameters gets these, and no others."""
    services = serve(
        sqlite_url,
        OREAI_MODEL="kyoto-large",
        OREAI_TEMPERATURE=0,
        OREAI_TOP_P=0.5,
        OREAI_FREQUENCY_PENALTY=0.25,
        OREAI_PRESENCE_PENALTY=-0.25,
        OREAI_MAX_TOKENS=99,
    )
    ada = await services.accounts.enter(new_token(), "en")
    await say(services, ada, await services.chats.open_free(ada.user_id, "en"), "Plan a trip")
    [request] = provider.requests
    assert {name: value for name, value in request.body.items() if name != "messages"} == {
        "model": "kyoto-large",
        "temperature": 0,
        "top_p": 0.5,
        "frequency_penalty": 0.25,
        "presence_penalty": -0.25,
        "max_tokens": 99,
        "n": 1,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


async def test_the_assistant_speaks_first_from_a_prompt(services: Services, ada: Visitor, provider: Upstream):
    """A chat made from the poet asks the model with the system text alone."""
    provider.enqueue(Reply("Shall we write of Kyoto?"))
    chat_id = await services.persona_chats.begin(ada.user_id, ada.locale, "poet")
    view = await settled(services, ada, chat_id)
    assert lines(view) == [("assistant", "Shall we write of Kyoto?", "complete")]
    sheet = await services.personas.sheet(ada.user_id, ada.locale, "poet")
    assert provider.requests[-1].messages == [{"role": "system", "content": sheet.form.system}]


async def test_what_is_said_is_trimmed(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Blank space around a prompt is neither stored nor sent."""
    view = await say(services, lin, chat, "\n  去奈良看鹿 \n")
    assert view.messages[0].content == "去奈良看鹿"
    assert provider.requests[-1].messages[-1]["content"] == "去奈良看鹿"


async def test_the_same_send_twice_makes_one_message(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A browser that is not sure whether its send arrived sends it again; Lin finds it once."""
    for _ in range(2):
        await services.conversation.send_message(lin.user_id, chat, "去京都", "send-1")
        await settled(services, lin, chat)
    assert [message.role for message in await stored(services, chat)] == ["user", "assistant"]
    assert len(provider.requests) == 1


async def test_the_same_send_twice_at_once_makes_one_message(services_on_each: Services, provider: Upstream):
    """Two events with one send arrive side by side; both are told that it is stored."""
    services = services_on_each
    lin = await services.accounts.enter(new_token(), "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    add = services.conversation.send_message
    await every_connection_open(services)
    outcomes = await asyncio.gather(
        *[add(lin.user_id, chat, "去京都", "send-1") for _ in range(8)], return_exceptions=True
    )
    await settled(services, lin, chat)
    assert [message.role for message in await stored(services, chat)] == ["user", "assistant"]
    assert len(provider.requests) == 1
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []


async def test_another_reply_waits_for_the_running_one(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """While a reply runs no other one is begun, and nothing is left of the attempt; after it, one is."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1), Reply("奈良"))
    await send(services, lin, chat, "去哪里？")
    running_id = await until_said(services, lin, chat, "京")
    for refused in (
        services.conversation.start_reply(lin.user_id, chat),
        services.conversation.retry(lin.user_id, running_id),
    ):
        with pytest.raises(StillReplying):
            await refused
    assert [message.content for message in await stored(services, chat)][:1] == ["去哪里？"]
    assert len(await stored(services, chat)) == 2
    await services.conversation.stop(lin.user_id, running_id)
    assert lines(await say(services, lin, chat, "还有呢？"))[2:] == [
        ("user", "还有呢？", "complete"),
        ("assistant", "奈良", "complete"),
    ]


async def test_a_prompt_that_is_too_long_is_not_stored(
    serve, sqlite_url: str, lin: Visitor, chat: str, provider: Upstream
):
    """The longest prompt goes where the model can read it, one character more does not."""
    services = serve(sqlite_url, OREAI_CONTEXT_TOKENS=1_000_000)
    with pytest.raises(MessageTooLong):
        await send(services, lin, chat, "鹿" * (LONGEST_MESSAGE + 1))
    assert await stored(services, chat) == []
    assert provider.requests == []
    provider.enqueue(Reply("好多鹿"))
    view = await say(services, lin, chat, "鹿" * LONGEST_MESSAGE)
    assert len(view.messages[0].content) == LONGEST_MESSAGE


async def test_retrying_keeps_the_earlier_reply_beside_the_new_one(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A second opinion replaces the first on the screen, not in the store, and is asked for alike."""
    provider.enqueue(Reply("京都"), Reply("奈良"))
    view = await say(services, lin, chat, "去哪里？")
    again = await services.conversation.retry(lin.user_id, view.messages[-1].id)
    assert lines(await settled(services, lin, chat))[1:] == [("assistant", "奈良", "complete")]
    versions = [(m.content, m.selected) for m in await stored(services, chat) if m.role == "assistant"]
    assert versions == [("京都", False), ("奈良", True)]
    assert again != view.messages[-1].id
    first, second = provider.requests
    assert first.body == second.body


async def test_a_retry_touched_twice_is_one(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """The second touch arrives while the new version is being made: the same wish, and nothing is refused."""
    provider.enqueue(Reply("京都"), Reply(tokens=("奈", "良"), silent_after=1))
    view = await say(services, lin, chat, "去哪里？")
    again = await services.conversation.retry(lin.user_id, view.messages[-1].id)
    assert await services.conversation.retry(lin.user_id, view.messages[-1].id) == again
    assert len(await stored(services, chat)) == 3
    await services.conversation.stop(lin.user_id, again)


async def test_only_a_reply_can_be_retried(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Neither Lin's own words nor a message that is not there can be asked for again."""
    view = await say(services, lin, chat, "去哪里？")
    for message_id in (view.messages[0].id, new_id()):
        with pytest.raises(NoSuchMessage):
            await services.conversation.retry(lin.user_id, message_id)


async def test_clearing_deletes_what_was_said_and_keeps_the_examples(
    services: Services, lin: Visitor, provider: Upstream
):
    """After 清空消息 Lin's sample chat is as new, and the model knows nothing of before."""
    chat_id = await sample_of(services, lin, "翻译助手")
    before = await services.chat_views.view(lin.user_id, chat_id)
    await say(services, lin, chat_id, "春天的京都")
    await services.conversation.clear(lin.user_id, chat_id)
    after = await services.chat_views.view(lin.user_id, chat_id)
    assert (after.messages, after.examples) == ([], before.examples)
    assert await stored(services, chat_id) == []
    await say(services, lin, chat_id, "奈良")
    assert "春天的京都" not in str(provider.requests[-1].messages)


async def test_clearing_stops_a_running_reply_first(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A reply that nobody will see is not waited for, and does not come back."""
    provider.enqueue(Reply(tokens=("京", "都"), silent_after=1))
    await send(services, lin, chat, "去哪里？")
    await until_said(services, lin, chat, "京")
    await services.conversation.clear(lin.user_id, chat)
    assert services.generations.running_count == 0
    assert (await settled(services, lin, chat)).messages == []


async def test_a_long_conversation_can_be_cleared(services_on_each: Services, provider: Upstream):
    """Thirty messages, each below the one before, go as easily as two."""
    services = services_on_each
    ada = await services.accounts.enter(new_token(), "en")
    chat = await services.chats.open_free(ada.user_id, "en")
    for day in range(15):
        view = await say(services, ada, chat, f"Kyoto, day {day}")
    assert len(view.messages) == 30
    await services.conversation.clear(ada.user_id, chat)
    assert await stored(services, chat) == []


async def test_what_another_tab_says_while_a_chat_is_cleared_goes_with_it(
    services: Services, lin: Visitor, chat: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Said between the stop and the deletion: its reply is stopped too, none runs on without a message."""
    provider.enqueue(*[Reply(tokens=("从前", "有座山"), silent_after=1)] * 2)
    await send(services, lin, chat, "讲个故事")
    await until_said(services, lin, chat, "从前")
    stop, others = services.generations.stop, ["换一个"]

    async def stop_slowly(user_id: str, message_id: str) -> bool:
        stopped = await stop(user_id, message_id)
        while others:
            await send(services, lin, chat, others.pop())
        return stopped

    monkeypatch.setattr(services.generations, "stop", stop_slowly)
    await services.conversation.clear(lin.user_id, chat)
    assert await stored(services, chat) == []
    assert services.generations.running_count == 0
    assert await soon(lambda: provider.open_streams == 0)
