"""Voice for one user: who is asked, what it costs, how often it may be, and that nothing of it is kept."""

import sqlite3
from collections.abc import Callable
from contextlib import aclosing, closing
from pathlib import Path

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.provider_form import ProviderForm
from oreai.services.voice.recordings import WrongKind
from oreai.services.voice.voice import (
    LONGEST_PASSAGE,
    Abilities,
    Listener,
    NoVoice,
    PassageTooLong,
    TooOften,
    UsedUpToday,
    VoiceFailed,
)
from tests.conftest import SharedUpstream
from tests.services.accounts.test_sign_in import signed_up
from tests.services.usage.books import balance, entries
from tests.upstream import rate_limited
from tests.voices import SpeakingUpstream, beep, fields_of, heard, spoken

WEBM = b"\x1a\x45\xdf\xa3 of Lin"
BOTH = {"OREAI_TRANSCRIPTION_MODEL": "whisper-1", "OREAI_SPEECH_MODEL": "tts-1", "OREAI_SPEECH_VOICE": "nova"}
Serve = Callable[..., Services]


async def guest_of(house: Services) -> Visitor:
    return await house.accounts.enter(new_token(), "zh")


async def read_aloud(house: Services, user_id: str, text: str = "鹿。", network: str = "") -> bytes:
    async with aclosing(house.voice.speak(Listener(user_id, network), text)) as chunks:
        return b"".join([chunk async for chunk in chunks])


async def test_voice_costs_no_call_and_stands_in_the_ledger(
    serve: Serve, database_url: str, provider: SharedUpstream
):
    """The owner pays; Lin sees what it was for, and has as many replies left as before."""
    house = serve(database_url, **BOTH)
    lin = await guest_of(house)
    before = (await house.allowances.of(lin.user_id)).left
    provider.enqueue_voice(heard("去奈良"), spoken(0.5))
    assert await house.voice.transcribe(lin.user_id, WEBM) == "去奈良"
    assert await read_aloud(house, lin.user_id) == beep(0.5)
    assert [(one.purpose, one.payer, one.calls, one.state, one.model) for one in await entries(house)] == [
        ("transcription", "owner", 0, "settled", "whisper-1"),
        ("speech", "owner", 0, "settled", "tts-1"),
    ]
    assert (await house.allowances.of(lin.user_id)).left == before
    assert provider.passages[-1].body["voice"] == "nova"
    await balance(house)


async def test_what_failed_is_released_and_told_by_its_kind(
    serve: Serve, sqlite_url: str, provider: SharedUpstream
):
    """The entry says that it brought nothing."""
    house = serve(sqlite_url, **BOTH)
    lin = await guest_of(house)
    provider.enqueue_voice(rate_limited(3), rate_limited(3))
    with pytest.raises(VoiceFailed) as failed:
        await house.voice.transcribe(lin.user_id, WEBM)
    assert failed.value.kind == "rate_limited"
    with pytest.raises(VoiceFailed):
        await read_aloud(house, lin.user_id)
    assert [one.state for one in await entries(house)] == ["released", "released"]
    await balance(house)


async def test_a_day_has_so_much_voice_and_no_more(serve: Serve, database_url: str, provider: SharedUpstream):
    """Of each kind, for one user; the provider is not asked any more. Another user has their own."""
    house = serve(database_url, **BOTH, OREAI_TRANSCRIPTIONS_A_DAY=1, OREAI_SPEECH_A_DAY=2)
    lin, mei = await guest_of(house), await guest_of(house)
    await house.voice.transcribe(lin.user_id, WEBM)
    with pytest.raises(UsedUpToday):
        await house.voice.transcribe(lin.user_id, WEBM)
    for _ in range(2):
        await read_aloud(house, lin.user_id)
    with pytest.raises(UsedUpToday):
        await read_aloud(house, lin.user_id)
    assert (len(provider.recordings), len(provider.passages)) == (1, 2)
    assert await house.voice.transcribe(mei.user_id, WEBM)
    await balance(house)


async def test_all_guests_together_have_ten_times_as_much(
    serve: Serve, sqlite_url: str, provider: SharedUpstream
):
    """Making new guests brings no more voice; who has signed up has their own."""
    house = serve(sqlite_url, **BOTH, OREAI_TRANSCRIPTIONS_A_DAY=1)
    for _ in range(10):
        await house.voice.transcribe((await guest_of(house)).user_id, WEBM)
    with pytest.raises(UsedUpToday):
        await house.voice.transcribe((await guest_of(house)).user_id, WEBM)
    mei = await house.accounts.known((await signed_up(house))[0])
    assert await house.voice.transcribe(mei.user_id, WEBM)


async def test_nobody_asks_faster_than_a_person_speaks(
    serve: Serve, sqlite_url: str, provider: SharedUpstream
):
    """One user, and then all users of one network; the refusal says for how long."""
    house = serve(sqlite_url, **BOTH)
    for _ in range(6):
        await house.voice.admit(Listener("lin", "203.0.113.0/24"))
    with pytest.raises(TooOften) as refused:
        await house.voice.admit(Listener("lin", "203.0.113.0/24"))
    assert 0 < refused.value.seconds <= 11
    for name in range(24):
        await house.voice.admit(Listener(f"guest {name}", "203.0.113.0/24"))
    with pytest.raises(TooOften):
        await house.voice.admit(Listener("one more", "203.0.113.0/24"))
    await house.voice.admit(Listener("one more", "198.51.100.0/24"))


@pytest.mark.parametrize("text", ["", " \n", "长" * (LONGEST_PASSAGE + 1)])
async def test_a_passage_is_a_sentence_and_no_book(
    serve: Serve, sqlite_url: str, provider: SharedUpstream, text: str
):
    """Nobody is asked for the rest."""
    house = serve(sqlite_url, **BOTH)
    with pytest.raises(PassageTooLong):
        await read_aloud(house, (await guest_of(house)).user_id, text)
    assert provider.passages == []


async def test_what_is_no_recording_goes_nowhere(serve: Serve, sqlite_url: str, provider: SharedUpstream):
    """Whatever it is called."""
    house = serve(sqlite_url, **BOTH)
    for content in (b"", b"<html>", b"\x89PNG\r\n\x1a\n" * 9, b"RIFF....AVI LIST"):
        with pytest.raises(WrongKind):
            await house.voice.transcribe("lin", content)
    assert provider.recordings == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (WEBM, "speech.webm"),
        (b"\0\0\0\x1cftypM4A " + b"\0" * 40, "speech.m4a"),
        (b"OggS" + b"\0" * 40, "speech.ogg"),
        (beep(0.1), "speech.wav"),
    ],
)
async def test_what_browsers_record_is_known_by_its_bytes(
    serve: Serve, sqlite_url: str, provider: SharedUpstream, content: bytes, name: str
):
    """Chrome's and Firefox's, and that of iPhones; the provider is told by the ending."""
    house = serve(sqlite_url, **BOTH)
    await house.voice.transcribe((await guest_of(house)).user_id, content)
    assert fields_of(provider.recordings[-1])["file"][0] == name


async def test_without_a_model_there_is_no_voice(serve: Serve, sqlite_url: str, provider: SharedUpstream):
    """Nothing is set by itself: a chat's model rarely hears."""
    house = serve(sqlite_url)
    lin = await guest_of(house)
    assert await house.voice.abilities(lin.user_id) == Abilities(transcribes=False, speaks=False)
    with pytest.raises(NoVoice):
        await house.voice.transcribe(lin.user_id, WEBM)
    with pytest.raises(NoVoice):
        await read_aloud(house, lin.user_id)


async def test_without_a_provider_there_is_none_either(serve: Serve, sqlite_url: str):
    """A model alone is nobody."""
    house = serve(sqlite_url, **BOTH)
    lin = await guest_of(house)
    assert await house.voice.abilities(lin.user_id) == Abilities(transcribes=False, speaks=False)


async def test_a_provider_of_ones_own_hears_and_pays(
    serve: Serve, sqlite_url: str, provider: SharedUpstream, tmp_path: Path
):
    """It names a model that hears: Lin's voice goes there, by her key, and not on the owner's account."""
    with SpeakingUpstream() as kyoto:
        house = serve(
            sqlite_url,
            **BOTH,
            OREAI_USER_PROVIDERS=True,
            OREAI_USER_ENDPOINTS=kyoto.url.removeprefix("http://").removesuffix("/v1"),
            OREAI_SECRET_FILE=str(tmp_path / "oreai.secret"),
        )
        lin = await house.accounts.known((await signed_up(house))[0])
        form = ProviderForm(
            name="Kyoto", base_url=kyoto.url, key="sk-of-lin", models="kyoto-7b\nkyoto-whisper"
        )
        await house.user_providers.add(lin.user_id, form)
        await house.voice.transcribe(lin.user_id, WEBM)
        await read_aloud(house, lin.user_id)
        assert [fields_of(one)["model"] for one in kyoto.recordings] == ["kyoto-whisper"]
        assert kyoto.recordings[0].headers["authorization"] == "Bearer sk-of-lin"
    assert provider.recordings == []
    assert len(provider.passages) == 1, "Kyoto does not speak: the server's provider does"
    assert [(one.purpose, one.payer) for one in await entries(house)] == [
        ("transcription", "own_key"),
        ("speech", "owner"),
    ]


async def test_nothing_of_the_voice_is_stored(serve: Serve, sqlite_url: str, provider: SharedUpstream):
    """Neither the sound nor the words, in no table and no folder."""
    house = serve(sqlite_url, **BOTH)
    lin = await guest_of(house)
    provider.enqueue_voice(heard("三条河原町で待つ"))
    await house.voice.transcribe(lin.user_id, WEBM + b"a secret of Lin")
    await read_aloud(house, lin.user_id, "鹿の谷で待つ")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as database:
        told = "\n".join(database.iterdump())
    assert [secret for secret in ("三条河原町", "鹿の谷", "a secret of Lin") if secret in told] == []
