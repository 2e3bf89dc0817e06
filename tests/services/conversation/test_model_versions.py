"""A reply by another model: asked for as a version, named, compared, continued, and gone on with."""

import threading

import pytest

from oreai.bootstrap import Services, build
from oreai.provider_settings import ProviderList
from oreai.repositories import messages
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.version_names import names_of
from oreai.services.conversation.views import ConversationView
from oreai.services.models.settings import ChatSettings, InvalidSetting, NamedModel, named_model
from oreai.services.replies.start import StillReplying
from tests.conftest import settings_for
from tests.talking import row, say, settled, until_said
from tests.upstream import Reply, Upstream, no_such_key

DEER = NamedModel("deer/nara-8b", "Nara")


@pytest.fixture
async def house(provider: Upstream, sqlite_url: str):
    """The environment's provider, and one called Nara whose model holds little."""
    small = {"id": DEER.model, "context": 2048}
    nara = {"name": "Nara", "base_url": provider.url, "key": "sk-of-nara", "models": [small]}
    services = build(settings_for(sqlite_url), ProviderList(provider=[nara]))
    yield services
    await services.generations.close()
    services.database.close()


@pytest.fixture
async def lin(house: Services) -> Visitor:
    """Lin, who compares."""
    return await house.accounts.enter(new_token(), "zh-CN")


@pytest.fixture
async def chat(house: Services, lin: Visitor) -> str:
    return await house.chats.open_free(lin.user_id, lin.locale)


@pytest.fixture
async def asked(house: Services, lin: Visitor, chat: str, provider: Upstream) -> ConversationView:
    """A question about Nara, answered by the chat's model."""
    provider.enqueue(Reply("春天去。"))
    return await say(house, lin, chat, "什么时候去奈良？")


async def ask_deer(house: Services, lin: Visitor, chat: str, view: ConversationView) -> ConversationView:
    await house.model_versions.ask(lin.user_id, view.messages[-1].id, DEER)
    return await settled(house, lin, chat)


async def test_another_model_is_asked_with_its_own_window_and_key(
    house: Services, lin: Visitor, chat: str, provider: Upstream, asked: ConversationView
):
    """The chat's parameters hold, its window does not; and the chat keeps its own model."""
    await house.chat_settings.save(
        lin.user_id, chat, ChatSettings(numbers={"temperature": 0.1, "context_tokens": 9000}), ""
    )
    provider.enqueue(Reply("秋天去。"))
    view = await ask_deer(house, lin, chat, asked)
    request = provider.requests[-1]
    assert (request.model, request.headers["authorization"]) == (DEER.model, "Bearer sk-of-nara")
    assert request.body["temperature"] == 0.1
    assert request.messages == provider.requests[-2].messages
    reply = view.messages[-1]
    assert (reply.content, reply.version, reply.versions, reply.model_name) == ("秋天去。", 2, 2, "nara-8b")
    sent = (await house.details.of(lin.user_id, reply.id)).record
    assert sent.limit == 2048
    assert view.context_usage.model == "gpt-3.5-turbo-16k"
    await say(house, lin, chat, "去几天？")
    assert provider.requests[-1].model == "gpt-3.5-turbo-16k"


async def test_nothing_is_named_where_all_versions_are_of_one_model(
    house: Services, lin: Visitor, chat: str, asked: ConversationView
):
    """There is nothing to tell apart, and nothing to compare."""
    await house.conversation.retry(lin.user_id, asked.messages[-1].id)
    view = await settled(house, lin, chat)
    assert [message.model_name for message in view.messages] == ["", ""]
    assert await house.model_versions.compared(lin.user_id, view.messages[-1].id) == []


async def test_the_same_model_continues_and_is_tried_again(
    house: Services, lin: Visitor, chat: str, provider: Upstream, asked: ConversationView
):
    """Also in a branch; the chat's own model is asked again for its own reply."""
    provider.enqueue(
        Reply("秋天", finish="length"), Reply("去。", finish="length"), Reply("冬天", finish="length")
    )
    view = await ask_deer(house, lin, chat, asked)
    await house.conversation.continue_reply(lin.user_id, view.messages[-1].id)
    view = await settled(house, lin, chat)
    assert view.messages[-1].content == "秋天去。"
    await house.conversation.retry(lin.user_id, view.messages[-1].id)
    view = await settled(house, lin, chat)
    branch = await house.branches.branch(lin.user_id, view.messages[-1].id)
    twin = await house.chat_views.view(lin.user_id, branch)
    await house.conversation.continue_reply(lin.user_id, twin.messages[-1].id)
    await settled(house, lin, branch)
    assert [request.model for request in provider.requests[1:]] == [DEER.model] * 4
    await house.model_versions.go_on_with(lin.user_id, asked.messages[-1].id)
    await house.conversation.retry(lin.user_id, asked.messages[-1].id)
    await settled(house, lin, chat)
    assert provider.requests[-1].model == "gpt-3.5-turbo-16k"


async def test_a_failed_one_is_tried_again_by_the_same_model(
    house: Services, lin: Visitor, chat: str, provider: Upstream, asked: ConversationView
):
    """But of a provider that is gone the chat's own model takes over."""
    provider.enqueue(no_such_key())
    view = await ask_deer(house, lin, chat, asked)
    assert view.messages[-1].status == "failed"
    await house.conversation.retry(lin.user_id, view.messages[-1].id)
    view = await settled(house, lin, chat)
    assert provider.requests[-1].model == DEER.model
    gone = NamedModel("kyoto-7b", "Kyoto")
    await house.model_versions.ask(lin.user_id, view.messages[-1].id, gone)
    view = await settled(house, lin, chat)
    assert view.messages[-1].error_kind == "model_gone"
    await house.conversation.retry(lin.user_id, view.messages[-1].id)
    await settled(house, lin, chat)
    assert provider.requests[-1].model == "gpt-3.5-turbo-16k"


async def test_more_room_for_another_model_is_not_the_chats(
    house: Services, lin: Visitor, chat: str, provider: Upstream, asked: ConversationView
):
    """What one version needed says nothing of the chat's own model."""
    view = await ask_deer(house, lin, chat, asked)
    await house.conversation.retry(lin.user_id, view.messages[-1].id, longer=True)
    await settled(house, lin, chat)
    choices, _ = await house.chat_settings.read(lin.user_id, chat)
    assert choices == ChatSettings()


async def test_two_versions_are_compared_and_one_is_gone_on_with(
    house: Services, lin: Visitor, chat: str, provider: Upstream, asked: ConversationView
):
    """The older stands first; the chosen one is what the next request carries."""
    provider.enqueue(Reply("秋天去。"))
    view = await ask_deer(house, lin, chat, asked)
    two = await house.model_versions.compared(lin.user_id, view.messages[-1].id)
    assert [(v.message.content, v.name, v.stands) for v in two] == [
        ("春天去。", "gpt-3.5-turbo-16k", False),
        ("秋天去。", "nara-8b", True),
    ]
    await house.model_versions.go_on_with(lin.user_id, two[0].message.id)
    await say(house, lin, chat, "去几天？")
    assert provider.requests[-1].messages[1]["content"] == "春天去。"


async def test_going_on_with_the_first_stops_the_second(
    house: Services, lin: Visitor, chat: str, provider: Upstream, asked: ConversationView
):
    """What has come of it stays as a version; while it runs, no third model can be asked."""
    until = threading.Event()
    provider.enqueue(Reply("秋天去。", tokens=("秋天", "去。"), until=until, until_after=1))
    first = asked.messages[-1].id
    second = await house.model_versions.ask(lin.user_id, first, DEER)
    await until_said(house, lin, chat, "秋天")
    assert await house.model_versions.ask(lin.user_id, first, DEER) == second, "touched twice"
    with pytest.raises(StillReplying):
        await house.model_versions.ask(lin.user_id, first, NamedModel("kyoto-7b"))
    await house.model_versions.go_on_with(lin.user_id, first)
    until.set()
    view = await settled(house, lin, chat)
    assert (view.messages[-1].id, view.messages[-1].content) == (first, "春天去。")
    stopped = await row(house, second)
    assert (stopped.status, stopped.content, stopped.selected) == ("stopped", "秋天", False)


async def test_a_stranger_asks_compares_and_chooses_nothing(
    house: Services, lin: Visitor, provider: Upstream, asked: ConversationView
):
    """What is not theirs does not exist."""
    mo = await house.accounts.enter(new_token(), "zh-CN")
    theirs, before = asked.messages[-1].id, len(provider.requests)
    for act in (
        house.model_versions.ask(mo.user_id, theirs, DEER),
        house.model_versions.compared(mo.user_id, theirs),
        house.model_versions.go_on_with(mo.user_id, theirs),
    ):
        with pytest.raises(NoSuchMessage):
            await act
    assert len(provider.requests) == before


async def test_what_a_person_said_is_asked_of_nobody(house: Services, lin: Visitor, asked: ConversationView):
    """Only a reply can be asked for again."""
    with pytest.raises(NoSuchMessage):
        await house.model_versions.ask(lin.user_id, asked.messages[0].id, DEER)


def test_a_name_is_read_and_bounded():
    """No model has a name of thousands of letters; an empty one names none."""
    assert named_model({"model": " nara-8b ", "provider": "Nara"}) == NamedModel("nara-8b", "Nara")
    assert named_model({"model": "", "provider": "Nara"}) is None
    for form in ({"model": "m" * 201}, {"model": "m", "provider": "p" * 61}):
        with pytest.raises(InvalidSetting):
            named_model(form)


NAMES = [
    ([("nara-8b", "Nara")] * 2, ["", ""]),
    ([("deer/nara-8b", "Nara"), ("gpt-4o", None)], ["nara-8b", "gpt-4o"]),
    ([("nara-8b", "Nara"), ("deer/nara-8b", "Kyoto")], ["nara-8b · Nara", "nara-8b · Kyoto"]),
    ([("nara-8b", "Nara"), (None, None), ("gpt-4o", None)], ["nara-8b", "", "gpt-4o"]),
    ([("nara/", None), ("/", None)], ["nara", ""]),
]


@pytest.mark.parametrize(("models", "expected"), NAMES)
def test_versions_are_called_by_the_last_part_of_their_models_name(models: list, expected: list[str]):
    """With their provider's name where that alone does not tell them apart."""
    rows = [
        messages.MessageSummary(str(at), None, "assistant", "complete", False, 1, None, None, 0, *one)
        for at, one in enumerate(models)
    ]
    names = names_of(rows)
    assert [names.get(one.id, "") for one in rows] == expected
