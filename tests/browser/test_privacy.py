"""What is Lin's stays Lin's, and what is secret never reaches a browser."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.browser.screens import (
    PHONE,
    SAMPLE_CHATS,
    Reader,
    chat_id,
    converse,
    hear,
    messages,
    open_chats,
    open_discover,
    open_first_chat,
    open_mine,
    open_new_chat,
    say,
)
from tests.browser.traffic import Traffic
from tests.conftest import KEY
from tests.running import Server
from tests.upstream import Reply, Upstream, no_such_key


@dataclass(frozen=True)
class Neighbours:
    """Two browsers that have nothing to do with each other."""

    lin: Page
    ada: Page


@pytest.fixture
async def neighbours(chromium: Browser, server: Server, phone: BrowserContext) -> AsyncIterator[Neighbours]:
    """Lin, and Ada in a browser of her own."""
    async with await chromium.new_context(viewport=PHONE, locale="en-GB", base_url=server.url) as other:
        yield Neighbours(lin=await phone.new_page(), ada=await other.new_page())


async def test_two_browsers_never_see_each_others_chats(neighbours: Neighbours):
    """What Lin says appears in no list and no frame of Ada's."""
    traffic = Traffic(neighbours.ada)
    await open_chats(neighbours.ada)
    await open_new_chat(neighbours.lin)
    await converse(neighbours.lin, "林的秘密")
    await open_chats(neighbours.lin)
    rows = "all => all.map(row => row.dataset.chatId)"
    await expect(neighbours.lin.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS + 1)
    of_lin = await neighbours.lin.get_by_test_id("chat-row").evaluate_all(rows)
    await open_chats(neighbours.ada)
    await expect(neighbours.ada.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    of_ada = await neighbours.ada.get_by_test_id("chat-row").evaluate_all(rows)
    assert len(of_lin) == SAMPLE_CHATS + 1
    assert len(of_ada) == SAMPLE_CHATS
    assert not set(of_lin) & set(of_ada)
    heard = " ".join(traffic.received)
    assert "林的秘密" not in heard
    assert not [chat for chat in of_lin if chat in heard]


async def test_the_address_of_anothers_chat_leads_nowhere(neighbours: Neighbours):
    """Ada opens the address of Lin's chat: it is not there for her, though a reply runs in it."""
    lin, ada = neighbours.lin, neighbours.ada
    await open_new_chat(lin)
    await say(lin, "林的秘密")
    traffic = Traffic(ada)
    await ada.goto(f"/chat/{chat_id(lin)}")
    await expect(ada.get_by_text("This chat is not here")).to_be_visible()
    await expect(ada.get_by_test_id("composer")).to_have_count(0)
    await expect(messages(ada)).to_have_count(0)
    assert "林的秘密" not in " ".join(traffic.received)
    await hear(lin)


async def test_a_chat_that_never_was_looks_the_same(newcomer: Reader):
    """An id that nobody has shows the same words, and a way back to the list."""
    page = newcomer.page
    await page.goto("/chat/000000000000000000000000")
    await expect(page.get_by_text(newcomer.words.chat.missing, exact=True)).to_be_visible()
    await page.get_by_text(newcomer.words.chat.to_chats).click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)


async def test_a_missing_chat_does_not_stick(page: Page):
    """From an address that leads nowhere the reader goes to a chat of theirs, and it opens."""
    await page.goto("/chat/000000000000000000000000")
    await expect(page.get_by_text("找不到这个对话")).to_be_visible()
    await page.get_by_test_id("chat-back").click()
    await page.get_by_test_id("chat-row").first.click()
    await expect(page.get_by_test_id("examples-divider")).to_be_visible()
    await converse(page, "还在吗？")


async def test_scripts_cannot_read_the_session(page: Page, phone: BrowserContext):
    """The cookie that makes Lin Lin is out of the page's reach, and so is its value."""
    traffic = Traffic(page)
    await open_first_chat(page)
    (cookie,) = await phone.cookies()
    assert cookie["httpOnly"]
    assert await page.evaluate("document.cookie") == ""
    kept = await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert cookie["value"] not in kept + await page.content() + "".join(traffic.received + traffic.sent)


async def test_the_key_never_leaves_the_server(page: Page, upstream: Upstream):
    """Through every screen, a reply and a failure: no page, frame, file or header holds the key."""
    upstream.enqueue(Reply("好。"), no_such_key())
    traffic, shown = Traffic(page), []
    for visit in (open_chats, open_discover, open_mine, open_new_chat):
        await visit(page)
        shown.append(await page.content())
    await converse(page, "你好")
    await say(page, "再来")
    await hear(page, status="failed")
    shown.append(await page.content())
    assert upstream.requests[0].headers["authorization"] == f"Bearer {KEY}", "the key must be in use"
    answers = await traffic.answers()
    assert any("/assets/" in address for address in answers)
    assert traffic.received
    everything = [*shown, *traffic.sent, *traffic.received, *answers.values()]
    assert not [text[:200] for text in everything if KEY in text]


async def test_lin_keeps_her_chats_when_the_browser_returns(page: Page, phone: BrowserContext):
    """Another tab, another day: the same browser finds the same chats."""
    await open_new_chat(page)
    await converse(page, "明天见")
    await page.close()
    tomorrow = await phone.new_page()
    await open_chats(tomorrow)
    await expect(tomorrow.get_by_test_id("chat-row-title").nth(1)).to_have_text("明天见")


async def test_a_browser_without_its_cookie_is_somebody_new(page: Page, phone: BrowserContext):
    """After the cookies are deleted the page starts afresh by itself, with nothing of before."""
    await open_new_chat(page)
    await converse(page, "忘了我")
    await phone.clear_cookies()
    await open_chats(page)
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    await expect(page.get_by_text("忘了我")).to_have_count(0)
