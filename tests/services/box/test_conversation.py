"""Conversations with the real small model in the box, from the message to the stored reply."""

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from openai import AsyncOpenAI

from oreai.i18n import texts_for
from oreai.llm.box import models
from oreai.llm.box.models import TRIAL_NAME, trial_models
from oreai.llm.provider import OFFLINE_MODEL, ProviderStatus
from oreai.models import Chat
from oreai.services.conversation.views import ConversationView
from oreai.services.models.settings import ChatSettings
from tests.long_chats import write_turns
from tests.services.box.boxes import STORY, Boxed, box_of, falls_silent, metric, newcomer, pid_of
from tests.talking import lines, model_names, row, say, send, settled, until_said

SMALL = {"OREAI_BOX_CONTEXT": 768, "OREAI_MAX_TOKENS": 48}


async def test_a_newcomers_first_message_is_really_answered(boxed: Boxed):
    """Ada asks for a haiku: the reply says that a model is loaded, comes in pieces, and says whose it is."""
    services = boxed()
    ada, chat = await newcomer(services)
    await send(services, ada, chat, "Write a haiku about the sea")
    waited, grown = [], 0
    async with aclosing(services.chat_views.follow(ada.user_id, chat)) as news:
        async for update in news:
            if not isinstance(update, ConversationView):
                grown += 1
            elif update.running_id:
                waited.append(update.messages[-1].waits_for)
            else:
                break
    assert "loading" in waited
    assert grown > 3
    reply = update.messages[-1]
    assert (reply.status, reply.introduces, reply.waits_for) == ("complete", TRIAL_NAME, "")
    assert len(reply.content) > 20
    assert (await row(services, reply.id)).model == TRIAL_NAME
    second = (await say(services, ada, chat, "And one about the wind")).messages[-1]
    assert (second.status, second.introduces) == ("complete", "")


async def test_the_sheet_shows_what_the_model_counts(boxed: Boxed):
    """The numbers of the reply's details are those that llama.cpp gives for the same turns."""
    services = boxed()
    ada, chat = await newcomer(services)
    reply = (await say(services, ada, chat, "Name three trees. 松竹梅 🌲")).messages[-1]
    sheet = await services.details.of(ada.user_id, reply.id)
    process = box_of(services)._process
    assert process
    found = process.credentials
    async with AsyncOpenAI(api_key=str(found.key), base_url=found.base_url) as sdk:
        turns: Any = [{"role": turn.role, "content": turn.content} for turn in sheet.turns]
        again = await sdk.chat.completions.create(model="any", messages=turns, temperature=0, max_tokens=48)
    assert sheet.counted
    assert (sheet.prompt_tokens, sheet.completion_tokens) == (
        again.usage.prompt_tokens,
        again.usage.completion_tokens,
    )
    assert sheet.record.limit == 4096


async def test_a_stop_stops_the_model_too(boxed: Boxed):
    """What has come stays, and the processor is free for the next one."""
    services = boxed(OREAI_MAX_TOKENS=2000)
    ada, chat = await newcomer(services)
    await send(services, ada, chat, STORY)
    reply = await until_said(services, ada, chat, " ")
    assert await metric(services, "requests_processing") == 1
    assert await services.conversation.stop(ada.user_id, reply)
    assert (await settled(services, ada, chat)).messages[-1].status == "stopped"
    assert await falls_silent(services)
    assert await metric(services, "tokens_predicted_total") < 1000


async def test_a_stopped_reply_goes_on(boxed: Boxed):
    """In the same message; the model is asked in English also where Lin reads Chinese."""
    services = boxed(OREAI_MAX_TOKENS=24)
    lin, chat = await newcomer(services, "zh-CN")
    half = (await say(services, lin, chat, STORY)).messages[-1]
    assert half.can_continue
    await services.conversation.continue_reply(lin.user_id, half.id)
    whole = (await settled(services, lin, chat)).messages[-1]
    assert whole.content.startswith(half.content)
    assert len(whole.content) > len(half.content)
    sheet = await services.details.of(lin.user_id, half.id)
    assert sheet.turns[-1].content == texts_for("en").instructions.go_on


async def test_a_real_refusal_as_too_long_is_repaired(boxed: Boxed):
    """Numbers are three times the tokens that we count: llama.cpp refuses the request, and is sent less."""
    services = boxed(**SMALL)
    ada, chat = await newcomer(services)
    numbers = [(role, "31415926535" * 6) for _ in range(12) for role in ("user", "assistant")]
    await services.database.write(lambda session: write_turns(session, chat, numbers))
    reply = (await say(services, ada, chat, "Which number was that?")).messages[-1]
    assert reply.status == "complete", reply.provider_message
    assert reply.refitted_to == int(768 * 0.95)
    sheet = await services.details.of(ada.user_id, reply.id)
    assert sheet.prompt_tokens <= 768
    assert sheet.turns[-1].content == "Which number was that?"


async def test_guests_are_answered_at_once_by_one_process(boxed: Boxed):
    """Three guests, two places: the third is told to wait, and nobody is forgotten."""
    services = boxed(OREAI_MAX_TOKENS=60)
    guests = [await newcomer(services) for _ in range(3)]
    await say(services, *guests[0], "hello")
    pid = pid_of(services)
    for guest, chat in guests:
        await send(services, guest, chat, STORY)
    seen = set()
    async with aclosing(services.chat_views.follow(guests[2][0].user_id, guests[2][1])) as news:
        async for update in news:
            if isinstance(update, ConversationView):
                seen.add(update.messages[-1].waits_for)
                if not update.running_id:
                    break
    assert "queued" in seen
    for guest, chat in guests:
        assert (await settled(services, guest, chat)).messages[-1].status == "complete"
    assert pid_of(services) == pid


async def test_chinese_is_answered_by_the_offline_text_which_says_why(boxed: Boxed):
    """The small model would write nonsense; it is not even loaded, and its name is not on the reply."""
    services = boxed()
    lin, chat = await newcomer(services, "zh-CN")
    reply = (await say(services, lin, chat, "周末去哪儿走走好？")).messages[-1]
    assert reply.content.startswith(texts_for("zh").offline_model.sign)
    assert "只懂英语" in reply.content
    assert TRIAL_NAME in reply.content
    assert (reply.status, reply.introduces) == ("complete", "")
    stored = await row(services, reply.id)
    assert stored.model == OFFLINE_MODEL
    sheet = await services.details.of(lin.user_id, reply.id)
    assert (sheet.record.model, sheet.record.endpoint) == (OFFLINE_MODEL, "")
    assert box_of(services)._process is None


async def test_a_title_is_the_first_words(boxed: Boxed):
    """So small a model writes no title that would be better; it is asked for none."""
    services = boxed(OREAI_TITLES=True)
    ada, chat = await newcomer(services)
    await say(services, ada, chat, "Write a haiku about the sea")
    spoken = await metric(services, "tokens_predicted_total")
    await asyncio.sleep(0.5)
    assert await metric(services, "tokens_predicted_total") == spoken
    stored = await services.database.read(lambda session: session.get_one(Chat, chat))
    assert stored.title == "Write a haiku about the sea"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with two models: the small one under two other names."""
    folder = tmp_path / "models"
    folder.mkdir()
    for name in ("pine.gguf", "willow.gguf"):
        (folder / name).symlink_to(trial_models()[0].path)
    return folder


async def test_a_model_of_ones_own_answers_in_any_language(boxed: Boxed, shelf: Path):
    """By its file's name, with its own window, and without a warning: its owner knows what it is."""
    services = boxed(OREAI_GGUF=str(shelf / "pine.gguf"))
    lin, chat = await newcomer(services, "zh-CN")
    reply = (await say(services, lin, chat, "周末去哪儿走走好？")).messages[-1]
    assert (reply.status, reply.introduces) == ("complete", "")
    sheet = await services.details.of(lin.user_id, reply.id)
    assert (sheet.record.model, sheet.record.limit) == ("pine", 8192)
    assert await services.provider.status() == ProviderStatus("box", box_model="pine")


async def test_the_sheet_names_what_answers_by_default(boxed: Boxed, shelf: Path):
    """The model in the box with its window, not the one that a key would open."""
    services = boxed(OREAI_GGUF=str(shelf), OREAI_BOX_CONTEXT=2048)
    ada, chat = await newcomer(services)
    assert await services.models.defaults_in(ada.user_id, chat) == ("pine", 2048)
    await services.chat_settings.save(ada.user_id, chat, ChatSettings(model="willow"), "")
    assert await services.models.defaults_in(ada.user_id, chat) == ("pine", 2048)
    trial = boxed()
    assert await trial.models.defaults_in(ada.user_id, chat) == (TRIAL_NAME, 4096)


async def test_a_folder_offers_all_its_models(boxed: Boxed, shelf: Path):
    """A chat chooses one; the other one is unloaded for it, once nobody is being answered by it."""
    services = boxed(OREAI_GGUF=str(shelf), OREAI_MAX_TOKENS=100)
    assert await model_names(services) == ["pine", "willow"]
    ada, chat = await newcomer(services)
    bo, other = await newcomer(services)
    await services.chat_settings.save(bo.user_id, other, ChatSettings(model="willow"), "")
    await send(services, ada, chat, STORY)
    await until_said(services, ada, chat, " ")
    assert box_of(services)._loaded.name == "pine"
    reply = (await say(services, bo, other, "hello")).messages[-1]
    assert (reply.status, (await row(services, reply.id)).model) == ("complete", "willow")
    assert box_of(services)._loaded.name == "willow"
    assert lines(await settled(services, ada, chat))[-1][2] == "complete"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A download that broke off: the head is whole, most of the model is missing."""
    file = tmp_path / "half.gguf"
    file.write_bytes(trial_models()[0].path.read_bytes()[:3_000_000])
    return file


def put_in_place(file: Path, other: Path) -> None:
    """Let this name stand for another file."""
    file.unlink(missing_ok=True)
    file.symlink_to(other)


async def test_what_cannot_be_loaded_is_told_in_one_line(boxed: Boxed, damaged: Path):
    """The offline text answers with llama.cpp's reason; once the file is whole, trying again is enough."""
    services = boxed(OREAI_GGUF=str(damaged))
    ada, chat = await newcomer(services)
    reply = (await say(services, ada, chat, "hello")).messages[-1]
    assert reply.content.startswith(texts_for("en").offline_model.sign)
    assert "half" in reply.content.splitlines()[-1]
    assert "could not be loaded" in reply.content.splitlines()[-1]
    assert "tensor" in reply.content.splitlines()[-1]
    assert (reply.status, (await row(services, reply.id)).model) == ("complete", OFFLINE_MODEL)
    put_in_place(damaged, trial_models()[0].path)
    await services.conversation.retry(ada.user_id, reply.id)
    again = (await settled(services, ada, chat)).messages[-1]
    assert (await row(services, again.id)).model == "half"


async def test_words_of_two_models_never_stand_in_one_reply(boxed: Boxed, damaged: Path):
    """A reply that would go on cannot where its model is gone: it fails, with the reason."""
    whole = damaged.with_name("whole.gguf")
    put_in_place(whole, trial_models()[0].path)
    services = boxed(OREAI_GGUF=str(whole), OREAI_MAX_TOKENS=16)
    ada, chat = await newcomer(services)
    half = (await say(services, ada, chat, STORY)).messages[-1]
    await box_of(services).close()
    put_in_place(whole, damaged)
    await services.conversation.continue_reply(ada.user_id, half.id)
    reply = (await settled(services, ada, chat)).messages[-1]
    assert (reply.content, reply.status, reply.error_kind) == (half.content, "failed", "not_loaded")
    assert "tensor" in reply.provider_message


async def test_where_it_is_not_installed_the_offline_text_says_so(boxed: Boxed, monkeypatch):
    """And how to get it; the Me page knows it too."""
    monkeypatch.setattr(models, "find_spec", lambda name: None)
    services = boxed()
    ada, chat = await newcomer(services)
    reply = (await say(services, ada, chat, "hello")).messages[-1]
    assert "make run" in reply.content.splitlines()[-1]
    assert await services.provider.status() == ProviderStatus("offline", why_offline="missing")
    assert await model_names(services) == []
