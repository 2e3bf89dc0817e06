"""Speaking into the box, being read to, and talking: with a microphone that beeps, by touch."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from oreai.i18n import texts_for
from tests.browser.conftest import ARGUMENTS
from tests.browser.screens import (
    PHONE,
    choose,
    converse,
    last_reply,
    messages,
    open_chats,
    open_new_chat,
    say,
    until,
)
from tests.conftest import SharedUpstream
from tests.running import Server
from tests.serving import app_on
from tests.upstream import Reply, rate_limited
from tests.voices import fields_of, heard, spoken
from tests.waiting import soon

ZH = texts_for("zh")
_MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
_AUTOPLAY = "--autoplay-policy=no-user-gesture-required"
_NO_RECOGNITION = "delete globalThis.webkitSpeechRecognition; delete globalThis.SpeechRecognition"
_REFUSED = """navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('no', 'NotAllowedError') }"""
_VOICES = """
globalThis.spoken = [];
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
const synthesis = {
    now: null, getVoices: () => [{lang: 'zh-CN'}, {lang: 'en-US'}],
    speak(one) { spoken.push([one.text, one.lang, one.rate]); this.now = one },
    cancel() { const one = this.now; this.now = null; one?.onerror({error: 'canceled'}) },
    pause() { spoken.push('pause') }, resume() { spoken.push('resume') },
    end() { const one = this.now; this.now = null; one.onend() },
};
Object.defineProperty(globalThis, 'speechSynthesis', {value: synthesis});
"""
"The browser's voices, of which there are none without a screen: a test says when one has ended."
_RECOGNITION = """
globalThis.webkitSpeechRecognition = globalThis.SpeechRecognition = class {
    start() { globalThis.recognition = this }
    stop() { this.onend() }
    abort() {}
    hear(text) { this.onresult({results: [[{transcript: text}]]}); this.onend() }
};
"""


@pytest.fixture(scope="module")
def server(_one_upstream: SharedUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app whose provider hears and speaks."""
    voices = {"OREAI_TRANSCRIPTION_MODEL": "whisper-1", "OREAI_SPEECH_MODEL": "tts-1"}
    yield from app_on(_one_upstream, tmp_path_factory.mktemp("voice"), **voices)


@pytest.fixture(scope="module")
def silent_server(
    _one_upstream: SharedUpstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """An app whose provider only writes."""
    yield from app_on(_one_upstream, tmp_path_factory.mktemp("silent"))


@pytest.fixture(scope="module")
async def listening() -> AsyncIterator[Browser]:
    """A Chromium with a microphone that beeps once a second, which nobody has to allow."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=[*ARGUMENTS, *_MICROPHONE, _AUTOPLAY]
        )
        yield browser
        await browser.close()


async def a_phone(browser: Browser, server: Server, *scripts: str) -> Page:
    context = await browser.new_context(
        viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True, base_url=server.url
    )
    for script in scripts:
        await context.add_init_script(script)
    page = await context.new_page()
    await open_new_chat(page)
    return page


@pytest.fixture
async def page(listening: Browser, server: Server, upstream: SharedUpstream) -> AsyncIterator[Page]:
    """Lin's phone, in an empty chat."""
    page = await a_phone(listening, server)
    yield page
    await page.context.close()


async def speak(page: Page) -> None:
    """Touch the microphone, wait until a beep has been heard, touch *done*."""
    await page.get_by_test_id("voice").tap()
    await page.get_by_test_id("voice-meter").wait_for()
    await page.wait_for_timeout(1500)
    await page.get_by_test_id("voice-done").tap()


async def test_what_is_said_stands_in_the_box_and_is_not_sent(page: Page, upstream: SharedUpstream):
    """The microphone stands where *send* does while the box is empty; the text comes to the cursor."""
    upstream.enqueue_voice(heard("去京都怎么走"), heard("，三天够吗"))
    await expect(page.get_by_test_id("send")).to_be_hidden()
    await speak(page)
    composer = page.get_by_test_id("composer")
    await expect(composer).to_have_value("去京都怎么走")
    await expect(page.get_by_test_id("send")).to_be_visible()
    await expect(page.get_by_test_id("voice")).to_be_hidden()
    await expect(page.get_by_test_id("dictation")).to_have_count(0)
    assert await messages(page).count() == 0
    [recording] = upstream.recordings
    name, content = fields_of(recording)["file"]
    assert (name, content[:4]) == ("speech.webm", b"\x1a\x45\xdf\xa3")
    await page.get_by_test_id("send").tap()
    await messages(page).nth(1).wait_for()


async def test_the_first_screen_listens_too(page: Page, upstream: SharedUpstream):
    """What is said there stands in its box; talking hands free needs a chat, and is not offered."""
    upstream.enqueue_voice(heard("京都一天怎么走"))
    await open_chats(page)
    await page.get_by_test_id("voice").tap()
    await page.get_by_test_id("voice-meter").wait_for()
    await expect(page.get_by_test_id("voice-talk")).to_have_count(0)
    await page.wait_for_timeout(1500)
    await page.get_by_test_id("voice-done").tap()
    await expect(page.get_by_test_id("composer")).to_have_value("京都一天怎么走")
    await expect(page.get_by_test_id("send")).to_be_visible()
    assert page.url.endswith("/")


async def test_a_recording_that_was_not_heard_stays_to_try_again(page: Page, upstream: SharedUpstream):
    """A refusal is told in words, a lost network too; the same recording goes again."""
    upstream.enqueue_voice(rate_limited(3), heard("去奈良"))
    await speak(page)
    failed = page.get_by_test_id("voice-failed")
    await expect(failed).to_contain_text(ZH.voice_panel.recording_stays)
    await page.route("**/api/transcriptions", lambda route: route.abort())
    await page.get_by_test_id("voice-again").tap()
    await expect(failed).to_contain_text(ZH.voice_panel.offline)
    await page.unroute("**/api/transcriptions")
    await page.get_by_test_id("voice-again").tap()
    await expect(page.get_by_test_id("composer")).to_have_value("去奈良")
    first, second = [fields_of(one)["file"] for one in upstream.recordings]
    assert first == second


async def test_a_refused_microphone_and_silence_are_told(
    listening: Browser, server: Server, upstream: SharedUpstream
):
    """And what can be done about it; nothing was sent anywhere."""
    page = await a_phone(listening, server, _REFUSED)
    await page.get_by_test_id("voice").tap()
    await expect(page.get_by_test_id("voice-failed")).to_have_text(ZH.voice_panel.refused)
    await page.get_by_test_id("voice-cancel").tap()
    await expect(page.get_by_test_id("dictation")).to_have_count(0)
    upstream.enqueue_voice(heard(""))
    await page.context.close()
    page = await a_phone(listening, server)
    await speak(page)
    await expect(page.get_by_test_id("voice-failed")).to_contain_text(ZH.voice_panel.silence)
    await page.context.close()


async def test_without_an_endpoint_the_browser_listens(
    listening: Browser, silent_server: Server, upstream: SharedUpstream
):
    """By its own recognition; where there is neither, no microphone stands there."""
    page = await a_phone(listening, silent_server, _RECOGNITION)
    await page.get_by_test_id("voice").tap()
    await until(page, "() => Boolean(globalThis.recognition)")
    await page.evaluate("recognition.hear('三条河原町')")
    await expect(page.get_by_test_id("composer")).to_have_value("三条河原町")
    await page.context.close()
    page = await a_phone(listening, silent_server, _NO_RECOGNITION)
    await expect(page.get_by_test_id("send")).to_be_visible()
    await expect(page.get_by_test_id("voice")).to_have_count(0)
    await page.context.close()


async def test_a_reply_is_read_while_it_comes_by_the_browsers_voices(
    listening: Browser, silent_server: Server, upstream: SharedUpstream
):
    """Each sentence in its language, code with a word; pause, next, faster, stop."""
    page = await a_phone(listening, silent_server, _VOICES)
    upstream.enqueue(
        Reply(tokens=("先去伏见。", "Then take a train.", "\n```\nx\n```\n最后", "吃饭。"), delay_s=0.4)
    )
    await say(page, "去哪里？")
    await choose(last_reply(page), "message-read-aloud")
    await until(page, "() => spoken.length === 1")
    await page.evaluate("speechSynthesis.end()")
    await until(page, "() => spoken.length === 2")
    await page.get_by_test_id("aloud-speed").tap()
    await until(page, "() => spoken.some(one => one[2] === 1.25)")
    await page.get_by_test_id("aloud-pause").tap()
    await expect(page.get_by_test_id("aloud")).to_have_attribute("data-phase", "paused")
    await page.get_by_test_id("aloud-pause").tap()
    await page.get_by_test_id("aloud-next").tap()
    await expect(page.get_by_test_id("aloud-passage")).to_have_text(ZH.voice_panel.code)
    await page.evaluate("speechSynthesis.end()")
    await expect(page.get_by_test_id("aloud-passage")).to_have_text("最后吃饭。")
    read = [one for one in await page.evaluate("spoken") if isinstance(one, list)]
    assert [one[:2] for one in read] == [
        ["先去伏见。", "zh-CN"],
        ["Then take a train.", "en-US"],
        ["Then take a train.", "en-US"],
        [ZH.voice_panel.code, "zh-CN"],
        ["最后吃饭。", "zh-CN"],
    ]
    await page.evaluate("speechSynthesis.end()")
    await expect(page.get_by_test_id("aloud")).to_have_count(0)
    await page.context.close()


async def test_a_reply_is_read_by_the_provider(page: Page, upstream: SharedUpstream):
    """Real sound, a sentence after the other, the next one asked for ahead; what fails is told, and stops."""
    upstream.enqueue(Reply("先去伏见。再去奈良。"))
    await converse(page, "去哪里？")
    upstream.enqueue_voice(spoken(0.4), spoken(0.4))
    await choose(last_reply(page), "message-read-aloud")
    await expect(page.get_by_test_id("aloud-passage")).to_have_text("先去伏见。")
    await expect(page.get_by_test_id("aloud")).to_have_count(0)
    # Both are asked for at once: either may come to the provider first.
    assert {one.body["input"] for one in upstream.passages} == {"先去伏见。", "再去奈良。"}
    upstream.enqueue_voice(rate_limited(3), rate_limited(3))
    await choose(last_reply(page), "message-read-aloud")
    await expect(page.get_by_test_id("aloud-failed")).to_be_visible()
    await page.get_by_test_id("aloud-stop").tap()
    await expect(page.get_by_test_id("aloud")).to_have_count(0)


async def test_talking_goes_on_until_a_touch_stops_it(page: Page, upstream: SharedUpstream):
    """It says that it sends; what was said is sent, the reply read, and it listens again."""
    upstream.enqueue_voice(heard("去京都怎么走"), spoken(0.4))
    upstream.enqueue(Reply("坐新干线。"))
    await page.get_by_test_id("voice").tap()
    await page.get_by_test_id("voice-talk").tap()
    talk = page.get_by_test_id("talk")
    await expect(talk).to_contain_text(ZH.voice_panel.talk_sends)
    await expect(page.get_by_test_id("talk-state")).to_have_text(ZH.voice_panel.listening)
    await page.wait_for_timeout(1500)
    await page.get_by_test_id("talk-go-on").tap()
    assert await soon(lambda: len(upstream.passages) == 1)
    assert upstream.passages[0].body["input"] == "坐新干线。"
    await expect(talk).to_have_attribute("data-phase", "listening")
    assert await messages(page).count() == 2
    await page.get_by_test_id("talk-stop").tap()
    await expect(talk).to_have_count(0)
    assert len(upstream.requests) == 1
