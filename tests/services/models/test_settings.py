"""What a chat chooses for itself: checked, stored, sent with the next request, and reset to the defaults."""

from typing import Any

import pytest

from oreai.bootstrap import Services
from oreai.chat_settings import CHAT_SETTINGS, Setting
from oreai.llm.errors import Refused
from oreai.models import Chat
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.settings import LONGEST_SYSTEM, ChatSettings, InvalidSetting, settings_from
from tests.talking import model_names, say
from tests.upstream import Upstream

FORM = {
    "model": " qwen3:4b ",
    "temperature": "0,2",
    "top_p": "0.5",
    "frequency_penalty": "-1.5",
    "presence_penalty": "2",
    "max_tokens": "77",
    "context_tokens": "9000",
}
CHOSEN = ChatSettings(
    "qwen3:4b",
    numbers={
        "temperature": 0.2,
        "top_p": 0.5,
        "frequency_penalty": -1.5,
        "presence_penalty": 2,
        "max_tokens": 77,
        "context_tokens": 9000,
    },
)
WRONG: dict[str, list[Any]] = {
    "temperature": ["2.1", "-0.1", "warm", "nan", "inf", "1e400", "0.5.5", [], {"$gt": 1}, "１／２"],
    "top_p": ["1.01", "-1", "all"],
    "frequency_penalty": ["-2.5", "3"],
    "presence_penalty": ["2.01", "--1"],
    "max_tokens": ["0", "-5", "1.5", "1000001", "many"],
    "context_tokens": ["255", "10000001", "300.5", "0"],
}
CASES = [(name, value) for name, values in WRONG.items() for value in values]


def test_a_form_is_read_with_all_its_fields():
    """Numbers as people write them, a comma for a point, spaces around a name."""
    assert settings_from(FORM) == CHOSEN


@pytest.mark.parametrize(
    "form", [{}, dict.fromkeys(FORM, ""), dict.fromkeys(FORM), dict.fromkeys(FORM, "  ")]
)
def test_an_empty_field_is_a_default(form: dict):
    """Also one that is missing, or holds nothing but spaces."""
    assert settings_from(form) == ChatSettings()


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_value_that_cannot_be_is_refused(name: str, value: object):
    """With the field's name and its range."""
    with pytest.raises(InvalidSetting) as wrong:
        settings_from({**FORM, name: value})
    assert (wrong.value.name, wrong.value.lowest < wrong.value.highest) == (name, True)


@pytest.mark.parametrize("setting", CHAT_SETTINGS, ids=lambda setting: setting.name)
def test_both_ends_of_a_range_are_in_it(setting: Setting):
    """The words on the screen say “between”, and mean it; half a token is none."""
    for value in (setting.low, setting.high):
        assert settings_from({setting.name: str(value)}).numbers == {setting.name: value}
    beyond = [setting.low - 1, setting.high + 1, *([setting.low + 0.5] if setting.kind is int else [])]
    for value in beyond:
        with pytest.raises(InvalidSetting):
            settings_from({setting.name: str(value)})


def test_a_name_longer_than_its_column_is_refused():
    """Two hundred characters are more than any model's name has."""
    assert settings_from({"model": "m" * 200}).model == "m" * 200
    with pytest.raises(InvalidSetting):
        settings_from({"model": "m" * 201})


async def test_what_was_chosen_is_sent_with_the_next_request(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Model, parameters and system text; and another chat keeps the defaults."""
    await services.chat_settings.save(lin.user_id, chat, CHOSEN, "你是京都的向导。")
    assert await services.chat_settings.read(lin.user_id, chat) == (CHOSEN, "你是京都的向导。")
    view = await say(services, lin, chat, "去哪里？")
    request = provider.requests[-1]
    parameters = {name: value for name, value in CHOSEN.numbers.items() if name != "context_tokens"}
    expected = {"model": CHOSEN.model, **parameters}
    assert {name: request.body[name] for name in expected} == expected
    assert request.messages[0] == {"role": "system", "content": "你是京都的向导。"}
    assert (view.context_usage.model, view.context_usage.limit) == ("qwen3:4b", 9000)
    other = await services.chats.open_free(lin.user_id, "zh")
    await say(services, lin, other, "去哪里？")
    assert (provider.requests[-1].model, provider.requests[-1].body["temperature"]) == (
        "gpt-3.5-turbo-16k",
        0.7,
    )


async def test_only_what_differs_is_stored(services: Services, lin: Visitor, chat: str):
    """A default that the operator changes later changes every chat that has not chosen."""
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(numbers={"temperature": 0.0}), "")
    row = await services.database.read(lambda session: session.get_one(Chat, chat))
    assert (row.model, row.parameters) == (None, '{"temperature": 0.0}')


async def test_resetting_brings_the_defaults_back(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """As if nothing had ever been chosen."""
    await services.chat_settings.save(lin.user_id, chat, CHOSEN, "你是京都的向导。")
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(), "")
    row = await services.database.read(lambda session: session.get_one(Chat, chat))
    assert (row.model, row.parameters, row.system) == (None, None, "")
    await say(services, lin, chat, "去哪里？")
    assert provider.requests[-1].body == {
        "model": "gpt-3.5-turbo-16k",
        "messages": [{"role": "user", "content": "去哪里？"}],
        "temperature": 0.7,
        "top_p": 1,
        "frequency_penalty": 0,
        "presence_penalty": 0,
        "max_tokens": 1024,
        "n": 1,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


async def test_a_choice_of_a_later_version_is_ignored(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A field that this version does not know stops no chat."""

    def write(session) -> None:
        session.get_one(Chat, chat).parameters = '{"whimsy": 7, "temperature": 0.1}'

    await services.database.write(write)
    await say(services, lin, chat, "去哪里？")
    body = provider.requests[-1].body
    assert (body["temperature"], "whimsy" in body) == (0.1, False)


async def test_a_system_text_has_a_longest(services: Services, lin: Visitor, chat: str):
    """Twenty thousand characters are kept, one more is refused and nothing is stored."""
    longest = "向" * LONGEST_SYSTEM
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(), longest)
    with pytest.raises(InvalidSetting):
        await services.chat_settings.save(lin.user_id, chat, CHOSEN, longest + "导")
    assert await services.chat_settings.read(lin.user_id, chat) == (ChatSettings(), longest)


async def test_a_stranger_neither_reads_nor_chooses(
    services: Services, ada: Visitor, lin: Visitor, chat: str
):
    """The chat is Lin's: for Ada there is none."""
    with pytest.raises(NoSuchChat):
        await services.chat_settings.read(ada.user_id, chat)
    with pytest.raises(NoSuchChat):
        await services.chat_settings.save(ada.user_id, chat, CHOSEN, "Ada was here")
    assert await services.chat_settings.read(lin.user_id, chat) == (ChatSettings(), "")


async def test_the_models_are_read_once_in_five_minutes(services: Services, provider: Upstream, monkeypatch):
    """A list that was read is kept, and read anew when it is old."""
    now = [1000.0]
    monkeypatch.setattr("oreai.llm.model_lists.time.monotonic", lambda: now[0])
    provider.models = ["qwen3", "gpt-4o"]
    assert await model_names(services) == ["gpt-4o", "qwen3"]
    provider.models = ["kyoto"]
    now[0] += 299
    assert await model_names(services) == ["gpt-4o", "qwen3"]
    now[0] += 2
    assert await model_names(services) == ["kyoto"]


async def test_another_key_has_another_list(services: Services, provider: Upstream, monkeypatch):
    """The platform changes the key: its models are read at once."""
    await model_names(services)
    provider.models = ["kyoto"]
    monkeypatch.setenv("OPENAI_API_KEY", "sk-another")
    assert await model_names(services) == ["kyoto"]


async def test_a_list_that_cannot_be_read_says_why_and_is_tried_again(services: Services, provider: Upstream):
    """A failure is not kept: the next look may find the list."""
    provider.models = None
    [group] = [group async for group in services.models.groups("")]
    assert (list(group.models), type(group.error)) == ([], Refused)
    assert str(group.error).startswith("Unknown request URL")
    provider.models = ["kyoto"]
    assert await model_names(services) == ["kyoto"]


async def test_without_a_key_there_is_nothing_to_choose(services: Services):
    """Only the offline model answers; that is no error."""
    assert [group async for group in services.models.groups("")] == []
