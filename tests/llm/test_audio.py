"""Hearing and speaking through the OpenAI SDK: what goes out, what comes back, and every error as ours."""

from contextlib import aclosing

import openai
import pytest

from oreai.llm.audio import OpenAIAudio, Recording
from oreai.llm.errors import (
    Broken,
    ModelError,
    NotJson,
    OwnKeyRefused,
    RateLimited,
    Refused,
    Silent,
    Unparsable,
    Unreachable,
    WrongKey,
)
from oreai.llm.openai_client import OpenAIClient
from tests.conftest import SharedUpstream
from tests.running import free_port
from tests.upstream import Reply, html_page, no_such_key, rate_limited, refusal
from tests.voices import beep, cut_off, fields_of, heard, spoken

KEY = "sk-lin-of-kyoto"
SPEECH = Recording(b"\x1a\x45\xdf\xa3 ten seconds", "audio/webm", "speech.webm")
IN_WORDS = Reply(body='{"error": {"message": "The audio is too short", "code": "audio_too_short"}}')


@pytest.fixture(scope="module")
async def sdk():
    async with openai.AsyncOpenAI(api_key=KEY, base_url="http://unset", max_retries=0) as sdk:
        yield sdk


def audio_at(sdk: openai.AsyncOpenAI, url: str, **how) -> OpenAIAudio:
    return OpenAIClient(sdk.with_options(base_url=url), **{"silence_seconds": 1.5, **how}).audio


@pytest.fixture
def audio(sdk: openai.AsyncOpenAI, upstream: SharedUpstream) -> OpenAIAudio:
    return audio_at(sdk, upstream.url)


async def sound_of(audio: OpenAIAudio) -> bytes:
    async with aclosing(audio.speak("三条河原町。", "tts-1", "alloy")) as chunks:
        return b"".join([chunk async for chunk in chunks])


async def test_a_recording_goes_out_whole_and_comes_back_as_text(
    audio: OpenAIAudio, upstream: SharedUpstream
):
    """With its name, by which servers know what it is, the model, and the key in the header."""
    upstream.enqueue_voice(heard(" 去奈良看鹿。\n"))
    assert await audio.transcribe(SPEECH, "whisper-1") == "去奈良看鹿。"
    [request] = upstream.recordings
    fields = fields_of(request)
    assert fields["file"] == ("speech.webm", SPEECH.content)
    assert (fields["model"], fields["response_format"]) == ("whisper-1", "json")
    assert request.headers["authorization"] == f"Bearer {KEY}"


async def test_a_passage_comes_back_as_sound_piece_by_piece(audio: OpenAIAudio, upstream: SharedUpstream):
    """Every byte of it, as it comes."""
    upstream.enqueue_voice(spoken(2))
    assert await sound_of(audio) == beep(2)
    [request] = upstream.passages
    wanted = {"model": "tts-1", "voice": "alloy", "input": "三条河原町。", "response_format": "mp3"}
    assert request.body == wanted


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (no_such_key(), WrongKey),
        (rate_limited(7), RateLimited),
        (html_page(), NotJson),
        (IN_WORDS, Refused),
        (Reply(body='{"words": "none"}'), Unparsable),
        (Reply(body='{"text": 7}'), Unparsable),
        (Reply(body="[]"), Unparsable),
        (Reply(body="去京都"), Unparsable),
        (refusal(404, "no such model: whisper-1", code="model_not_found"), ModelError),
    ],
)
async def test_what_is_not_heard_is_told_as_of_chats(
    audio: OpenAIAudio, upstream: SharedUpstream, answer: Reply, expected: type[ModelError]
):
    """One translation for all that is asked of a provider; its key is in no words."""
    upstream.enqueue_voice(answer)
    with pytest.raises(expected) as raised:
        await audio.transcribe(SPEECH, "whisper-1")
    assert KEY not in str(raised.value.provider_message)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (no_such_key(), WrongKey),
        (html_page(), NotJson),
        (IN_WORDS, Refused),
        (cut_off(3), Broken),
        (Reply(body="…", first_delay_s=4), Silent),
    ],
)
async def test_what_is_not_spoken_is_told_likewise(
    audio: OpenAIAudio, upstream: SharedUpstream, answer: Reply, expected: type[ModelError]
):
    """Also where the sound breaks off, or never begins."""
    upstream.enqueue_voice(answer)
    with pytest.raises(expected) as raised:
        await sound_of(audio)
    assert type(raised.value) is expected


async def test_nobody_there(sdk: openai.AsyncOpenAI):
    """No server at the address: told as such, for ears and for voices."""
    nobody = audio_at(sdk, f"http://127.0.0.1:{free_port()}/v1")
    with pytest.raises(Unreachable):
        await nobody.transcribe(SPEECH, "whisper-1")
    with pytest.raises(Unreachable):
        await sound_of(nobody)


async def test_a_users_own_provider_is_told_in_its_words(sdk: openai.AsyncOpenAI, upstream: SharedUpstream):
    """Who has set no variable is not told of one."""
    upstream.enqueue_voice(no_such_key())
    with pytest.raises(OwnKeyRefused):
        await audio_at(sdk, upstream.url, is_users=True).transcribe(SPEECH, "whisper-1")
