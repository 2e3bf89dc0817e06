"""Personas of one's own: made within bounds, played with values, changed and deleted by their owner alone."""

from typing import Any

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat, Persona, PersonaText, new_id
from oreai.seeds.library import CATEGORY_KEYS
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.settings import InvalidSetting
from oreai.services.personas import own, variables
from oreai.services.personas.form import InvalidPersona, PersonaForm, form_from, form_of, write
from oreai.services.personas.own import NoSuchPersona, TooManyPersonas
from oreai.services.personas.variables import MissingValues, ValueTooLong
from oreai.services.replies.direct import ReplyFailed
from tests.talking import lines, settled, stored
from tests.upstream import Reply, Upstream

GUIDE = {
    "icon": "🦌",
    "name": "奈良向导",
    "description": "带你看鹿",
    "system": "你是{{城市}}的向导，用{{语言}}回答。",
    "opening": "你好，想去{{城市}}的哪里？",
    "questions": ["鹿吃什么？", "", "几点开门？"],
    "examples": [["user", "远吗"], ["assistant", "从{{城市}}站走十分钟。"]],
    "category": "life",
    "numbers": {"temperature": "0.2", "max_tokens": ""},
    "model": "kyoto-7b",
}
VALUES = {"城市": "奈良", "语言": "日语"}


def guide(**changes) -> PersonaForm:
    return form_from(GUIDE | changes, CATEGORY_KEYS)


@pytest.fixture
async def mei(services_on_each: Services) -> Visitor:
    """Mei, who makes personas."""
    return await services_on_each.accounts.enter(new_token(), "zh-CN")


async def test_what_was_written_is_there_again(services_on_each: Services, mei: Visitor):
    """Every field, in either language of the page; at the top of Discover and under its tab."""
    services = services_on_each
    key = await services.personas.own.make(mei.user_id, guide())
    for locale in ("zh", "en"):
        sheet = await services.personas.sheet(mei.user_id, locale, key)
        assert (sheet.form, sheet.is_own, sheet.variables) == (guide(), True, ["城市", "语言"])
        cards = await services.personas.cards(mei.user_id, locale)
        assert (cards[0].key, cards[0].name, list(cards[0].categories)) == (key, "奈良向导", ["life"])
    newer = await services.personas.own.make(mei.user_id, guide(name="京都向导"))
    assert [card.key for card in (await services.personas.cards(mei.user_id, "zh"))[:2]] == [newer, key]


async def test_a_chat_gets_the_values_and_a_copy(
    services_on_each: Services, mei: Visitor, provider: Upstream
):
    """Instructions, opening line, examples and settings go out with them; a later change reaches no chat."""
    services = services_on_each
    key = await services.personas.own.make(mei.user_id, guide())
    chat = await services.persona_chats.begin(mei.user_id, "zh", key, values=VALUES)
    assert lines(await settled(services, mei, chat)) == [("assistant", "你好，想去奈良的哪里？", "complete")]
    assert provider.requests == [], "an opening line costs nothing"
    await services.personas.own.change(mei.user_id, key, guide(system="你是别人。"))
    provider.enqueue(Reply("吃鹿饼。"))
    await services.conversation.send_message(mei.user_id, chat, "鹿吃什么？", new_id())
    await settled(services, mei, chat)
    sent = provider.requests[-1]
    assert [one["content"] for one in sent.messages] == [
        "你是奈良的向导，用日语回答。",
        "远吗",
        "从奈良站走十分钟。\n\n你好，想去奈良的哪里？",  # no model is sent two turns of one side in a row
        "鹿吃什么？",
    ]
    assert (sent.model, sent.body["temperature"]) == ("kyoto-7b", 0.2)
    await services.personas.own.delete(mei.user_id, key)
    [row] = [row for row in await services.chats.rows(mei.user_id) if row.id == chat]
    assert (row.title, row.persona, row.icon) == ("鹿吃什么？", "奈良向导", "🦌")
    assert len(await stored(services, chat)) == 3


async def test_a_question_is_asked_at_once(services: Services, lin: Visitor, provider: Upstream):
    """One touch on a question: the chat is called so, and the answer is being made."""
    chat = await services.persona_chats.begin(lin.user_id, "zh", "poet", question="写一首春天的诗")
    view = await settled(services, lin, chat)
    assert (view.title, view.messages[0].content) == ("写一首春天的诗", "写一首春天的诗")
    assert len(provider.requests) == 1


async def test_without_its_values_no_chat_begins(services: Services, lin: Visitor):
    """Each is asked for and bounded; what a value says is no variable, and fills no third one in."""
    key = await services.personas.own.make(lin.user_id, guide())
    before = len(await services.chats.rows(lin.user_id))
    with pytest.raises(MissingValues) as missing:
        await services.persona_chats.begin(lin.user_id, "zh", key, values={"城市": " "})
    assert missing.value.names == ["城市", "语言"]
    too_long = VALUES | {"语言": "x" * (variables.LONGEST_VALUE + 1)}
    with pytest.raises(ValueTooLong):
        await services.persona_chats.begin(lin.user_id, "zh", key, values=too_long)
    many = await services.personas.own.make(lin.user_id, guide(system="{{城市}}" * 3000))
    with pytest.raises(InvalidPersona):
        await services.persona_chats.begin(lin.user_id, "zh", many, values={"城市": "x" * 500, "语言": "y"})
    assert len(await services.chats.rows(lin.user_id)) == before
    chat = await services.persona_chats.begin(
        lin.user_id, "zh", key, values={"城市": "{{语言}}", "语言": "日语"}
    )
    system = await services.database.read(lambda session: session.get(Chat, chat).system)
    assert system == "你是{{语言}}的向导，用日语回答。"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"system": ""}, "system"),
        ({"name": "鹿" * 61}, "name"),
        ({"description": "鹿" * 201}, "description"),
        ({"system": "鹿" * 20_001}, "system"),
        ({"opening": "鹿" * 2_001}, "opening"),
        ({"questions": ["?"] * 7}, "questions"),
        ({"questions": ["?" * 301]}, "question"),
        ({"examples": [["user", "x"]] * 11}, "examples"),
        ({"examples": [["user", "x" * 2_001]]}, "example"),
        ({"examples": ["user"]}, "exchange"),
        ({"examples": [["user", "x"], ["assistant", ""]]}, "exchange"),
        ({"examples": [["assistant", "x"], ["user", "y"]]}, "exchange"),
        ({"system": "".join(f"{{{{v{number}}}}}" for number in range(9))}, "variables"),
    ],
)
def test_every_field_has_a_bound(changes: dict, field: str):
    """And says which it is."""
    with pytest.raises(InvalidPersona) as refused:
        guide(**changes)
    assert refused.value.name == field


def test_odd_values_do_no_harm():
    """Numbers out of range are refused; an unknown tab, a family, half an emoji are made the best of."""
    with pytest.raises(InvalidSetting):
        guide(numbers={"temperature": "9"})
    with pytest.raises(InvalidSetting):
        guide(model="鹿" * 201)
    assert guide(model="", provider="Kyoto").provider == ""
    assert guide(numbers="9", category="pirates", questions="?").numbers == {}
    assert guide(icon="👨‍👩‍👧").icon == "👨‍👩‍👧"
    assert guide(icon="").icon
    assert guide(name="鹿\ud83e\0").name == "鹿\ufffd"
    assert guide(category="pirates").category == ""


async def test_a_built_in_one_is_copied_not_changed(services: Services, lin: Visitor):
    """The copy is Lin's and says the same, in the language she read it in; the poet stays the poet."""
    key = await services.personas.own.duplicate(lin.user_id, "zh", "poet", "{name}（副本）")
    poet, copy = [await services.personas.sheet(lin.user_id, "zh", one) for one in ("poet", key)]
    assert (copy.form.name, copy.is_own) == (f"{poet.form.name}（副本）", True)
    assert (copy.form.system, copy.form.questions) == (poet.form.system, poet.form.questions)
    own_ones = services.personas.own
    for attempt in (own_ones.change(lin.user_id, "poet", guide()), own_ones.delete(lin.user_id, "poet")):
        with pytest.raises(NoSuchPersona):
            await attempt
    assert await services.personas.sheet(lin.user_id, "zh", "poet") == poet


def test_a_copy_has_every_column():
    """One that is added later is copied too, or is named here as what makes a persona this one."""
    ids = {"id", "key", "owner_id", "position", "share_token", "persona_id", "locale"}
    every: dict[str, Any] = dict.fromkeys([*Persona.model_fields, *PersonaText.model_fields], "鹿")
    persona = Persona(**every | {"parameters": '{"temperature": 0.2}'})
    text = PersonaText(**every | {"examples": '[["user", "远吗"]]'})
    copies = (
        Persona(key="", icon="", position=0),
        PersonaText(persona_id="", locale="", name="", description=""),
    )
    write(form_of(persona, text, ""), *copies)
    for row, copy in zip((persona, text), copies, strict=True):
        assert copy.model_dump(exclude=ids) == row.model_dump(exclude=ids)


async def test_a_duplicate_is_the_same_in_all_but_its_name(services: Services, lin: Visitor):
    """Model and all."""
    key = await services.personas.own.make(lin.user_id, guide())
    copy = await services.personas.own.duplicate(lin.user_id, "zh", key, "{name} 2")
    assert (await services.personas.sheet(lin.user_id, "zh", copy)).form == guide(name="奈良向导 2")


async def test_a_trial_asks_its_model(services: Services, lin: Visitor, provider: Upstream):
    """With its numbers, as a chat of it would."""
    provider.enqueue(Reply("呦呦。"))
    trial = services.persona_chats.try_out(lin.user_id, guide(), VALUES, "你是谁？")
    assert "".join([piece async for piece in trial]) == "呦呦。"
    sent = provider.requests[-1]
    assert (sent.model, sent.body["temperature"]) == ("kyoto-7b", 0.2)


async def test_a_model_that_the_owner_does_not_list_is_not_asked(serve, sqlite_url: str, provider: Upstream):
    """Neither in a trial nor in a chat, which offers the default one instead."""
    strict = serve(sqlite_url, OREAI_MODELS="nara-*")
    lin = await strict.accounts.enter(new_token(), "zh")
    with pytest.raises(ReplyFailed) as failed:
        await anext(strict.persona_chats.try_out(lin.user_id, guide(), VALUES, "你是谁？"))
    assert failed.value.kind == "model_gone"
    key = await strict.personas.own.make(lin.user_id, guide(opening=""))
    chat = await strict.persona_chats.begin(lin.user_id, "zh", key, values=VALUES, question="鹿吃什么？")
    shown = (await settled(strict, lin, chat)).messages[-1]
    assert (shown.error_kind, shown.can_use_default) == ("model_gone", True)
    assert provider.requests == []
    await strict.conversation.retry(lin.user_id, shown.id, by_default_model=True)
    assert (await settled(strict, lin, chat)).messages[-1].status == "complete"


async def test_nobody_elses_can_be_reached(services: Services, lin: Visitor, ada: Visitor):
    """Ada finds, plays, changes, copies, shares, writes out and deletes nothing of Lin's."""
    key = await services.personas.own.make(lin.user_id, guide())
    personas, mine = services.personas, await services.personas.sheet(lin.user_id, "zh", key)
    assert await personas.sheet(ada.user_id, "en", key) is None
    assert key not in [card.key for card in await personas.cards(ada.user_id, "en")]
    for attempt in (
        services.persona_chats.begin(ada.user_id, "en", key, values=VALUES),
        personas.own.change(ada.user_id, key, guide()),
        personas.own.duplicate(ada.user_id, "en", key, "{name}"),
        personas.own.delete(ada.user_id, key),
        personas.links.share(ada.user_id, key),
        personas.links.revoke(ada.user_id, key),
        personas.files.write(ada.user_id, "en", key),
    ):
        with pytest.raises(NoSuchPersona):
            await attempt
    assert await personas.sheet(lin.user_id, "zh", key) == mine


async def test_there_are_only_so_many(services: Services, lin: Visitor, monkeypatch: pytest.MonkeyPatch):
    """Made, copied, kept or brought in: the bound holds, and a deleted one makes room."""
    monkeypatch.setattr(own, "MOST", 1)
    key = await services.personas.own.make(lin.user_id, guide())
    with pytest.raises(TooManyPersonas):
        await services.personas.own.make(lin.user_id, guide())
    with pytest.raises(TooManyPersonas):
        await services.personas.own.duplicate(lin.user_id, "zh", "poet", "{name}")
    await services.personas.own.delete(lin.user_id, key)
    await services.personas.own.make(lin.user_id, guide())


async def test_a_persona_is_made_of_a_chat(services: Services, lin: Visitor):
    """What the chat has of its persona and its settings stands in the form; nothing is stored yet."""
    key = await services.personas.own.make(lin.user_id, guide())
    chat = await services.persona_chats.begin(lin.user_id, "zh", key, values=VALUES)
    form = await services.personas.own.from_chat(lin.user_id, chat)
    assert (form.name, form.system) == ("奈良向导", "你是奈良的向导，用日语回答。")
    assert (form.examples[1], form.numbers) == (("assistant", "从奈良站走十分钟。"), {"temperature": 0.2})
    assert form.model == "kyoto-7b"
    assert len([card for card in await services.personas.cards(lin.user_id, "zh") if card.is_own]) == 1


async def test_what_was_used_last_comes_first(services_on_each: Services, mei: Visitor, provider: Upstream):
    """By their newest chats; samples, chats in the trash and other people's do not count."""
    services = services_on_each
    assert await services.personas.last_used(mei.user_id) == []
    key = await services.personas.own.make(mei.user_id, guide())
    await services.persona_chats.begin(mei.user_id, "zh", "poet", question="春天")
    await services.persona_chats.begin(mei.user_id, "zh", key, values=VALUES)
    thrown = await services.persona_chats.begin(mei.user_id, "zh", "translator", question="鹿")
    await settled(services, mei, thrown)
    await services.trash.put(mei.user_id, thrown)
    assert await services.personas.last_used(mei.user_id) == [key, "poet"]
    await services.persona_chats.begin(mei.user_id, "zh", "poet", question="秋天")
    assert await services.personas.last_used(mei.user_id) == ["poet", key]
