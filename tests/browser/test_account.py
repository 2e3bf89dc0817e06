"""我的: what is left, in which language, how it looks, who answers."""

import re
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from oreai.i18n import texts_for
from oreai.seeds.library import sample_chats
from tests.browser.screens import (
    SAMPLE_CHATS,
    Reader,
    converse,
    enter,
    hear,
    messages,
    open_chats,
    open_dialog,
    open_discover,
    open_mine,
    open_new_chat,
    say,
)
from tests.conftest import KEY
from tests.upstream import Reply, Upstream, out_of_quota

OTHER = {"zh": "en", "en": "zh"}
HTML_LANG = {"zh": "zh-CN", "en": "en"}
ENGLISH_TITLES = [sample.titles["en"] for sample in sample_chats()]


async def sees_left(page: Page, replies: int) -> None:
    """My page says how many replies are left."""
    await open_mine(page)
    await expect(page.get_by_test_id("quota-left")).to_have_text(str(replies))


def choice(page: Page, test_id: str, value: str) -> Locator:
    return page.get_by_test_id(test_id).locator(f"[data-value={value}]")


async def test_a_new_reader_has_a_thousand_replies(newcomer: Reader):
    """The number that is left and the number there were stand side by side."""
    await open_mine(newcomer.page)
    await expect(newcomer.page.get_by_test_id("quota-left")).to_have_text("1000")
    limit = newcomer.words.me.quota_of_today.replace("{limit}", "1000")
    await expect(newcomer.page.get_by_text(limit)).to_be_visible()


async def test_each_reply_takes_one(page: Page, upstream: Upstream):
    """A whole reply, a stopped one and an assistant's opening each take one call."""
    await open_new_chat(page)
    await converse(page, "你好")
    await sees_left(page, 999)
    upstream.enqueue(Reply("慢慢说，" * 500, delay_s=0.05))
    await open_new_chat(page)
    await say(page, "慢慢说")
    await expect(page.get_by_text("慢慢说，")).to_be_visible()
    await page.get_by_test_id("stop").click()
    await hear(page, status="stopped")
    await sees_left(page, 998)
    await open_dialog(page, "poet")
    await page.get_by_test_id("prompt-confirm").click()
    await hear(page)
    await sees_left(page, 997)


async def test_a_reply_that_brought_nothing_takes_nothing(page: Page, upstream: Upstream):
    """The provider refuses before the first word: the call is given back."""
    upstream.enqueue(out_of_quota())
    await open_new_chat(page)
    await say(page, "你好")
    await hear(page, status="failed")
    await sees_left(page, 1000)


async def test_another_language_is_spoken_at_once(newcomer: Reader):
    """The words and the document's language change without a reload, and stay after one."""
    page, other = newcomer.page, OTHER[newcomer.locale]
    await open_mine(page)
    await expect(choice(page, "language", newcomer.locale)).to_have_attribute("aria-pressed", "true")
    await choice(page, "language", other).click()
    for _ in ("at once", "after a reload"):
        await expect(page.get_by_test_id("nav-chats")).to_have_text(texts_for(other).app.nav_chats)
        await expect(page.get_by_role("heading", level=1)).to_have_text(texts_for(other).app.nav_me)
        await expect(page.locator("html")).to_have_attribute("lang", HTML_LANG[other])
        await expect(choice(page, "language", other)).to_have_attribute("aria-pressed", "true")
        await expect(choice(page, "language", newcomer.locale)).to_have_attribute("aria-pressed", "false")
        await page.reload()


async def test_sample_chats_and_cards_follow_the_language(page: Page):
    """Lin switches to English: unused sample chats, their examples and the cards are English too."""
    await open_mine(page)
    await choice(page, "language", "en").click()
    await expect(page.get_by_test_id("nav-discover")).to_have_text("Discover")
    await page.get_by_test_id("nav-discover").click()
    await expect(page.get_by_test_id("prompt-card").filter(has_text="Poet")).to_be_visible()
    await page.get_by_test_id("nav-chats").click()
    titles = page.get_by_test_id("chat-row-title")
    await expect(titles.first).to_have_text(ENGLISH_TITLES[0])
    assert sorted(await titles.all_inner_texts()) == sorted(ENGLISH_TITLES)
    await page.get_by_test_id("chat-row").first.click()
    await expect(page.get_by_test_id("example").first).to_contain_text("Long day")
    await expect(page.get_by_test_id("composer")).to_have_attribute("placeholder", "Send a message...")


async def test_a_chat_that_was_used_keeps_its_language(page: Page):
    """What Lin has begun in Chinese stays as it was, examples and all."""
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").nth(1))
    await converse(page, "开始吧")
    used = page.url
    example = await page.get_by_test_id("example").first.inner_text()
    await open_mine(page)
    await choice(page, "language", "en").click()
    await expect(page.get_by_test_id("nav-me")).to_have_text("Me")
    await page.goto(used)
    await hear(page)
    await expect(page.get_by_test_id("example").first.get_by_text(example.split("\n")[-1])).to_be_visible()


async def test_an_error_is_told_in_the_language_of_now(page: Page, upstream: Upstream):
    """A reply that failed in Chinese explains itself in English once Lin has switched."""
    upstream.enqueue(out_of_quota())
    await open_new_chat(page)
    await say(page, "你好")
    await expect(page.get_by_test_id("message-error")).to_contain_text("额度已用完")
    chat = page.url
    await open_mine(page)
    await choice(page, "language", "en").click()
    await expect(page.get_by_test_id("nav-me")).to_have_text("Me")
    await page.goto(chat)
    await expect(page.get_by_test_id("message-error")).to_have_text(
        texts_for("en").errors.kinds["out_of_calls"]
    )


@pytest.mark.parametrize(("theme", "scheme"), [("dark", "light"), ("light", "dark")])
async def test_a_chosen_look_wins_over_the_phones(page: Page, theme: str, scheme: Any):
    """浅色 and 深色 switch at once, survive a reload, and do not follow the phone."""
    await page.emulate_media(color_scheme=scheme)
    await open_mine(page)
    await expect(page.locator("html")).to_have_class(re.compile(rf"\b{scheme}\b"))
    await choice(page, "theme", theme).click()
    for _ in ("at once", "after a reload"):
        await expect(page.locator("html")).to_have_class(re.compile(rf"\b{theme}\b"))
        await expect(page.locator("html")).not_to_have_class(re.compile(rf"\b{scheme}\b"))
        await expect(choice(page, "theme", theme)).to_have_attribute("aria-pressed", "true")
        await page.reload()


async def test_the_systems_look_follows_the_phone(page: Page):
    """跟随系统 gives the choice back to the phone, now and when it changes at dusk."""
    await page.emulate_media(color_scheme="light")
    await open_mine(page)
    await choice(page, "theme", "dark").click()
    await expect(page.locator("html")).to_have_class(re.compile(r"\bdark\b"))
    await choice(page, "theme", "system").click()
    await expect(page.locator("html")).to_have_class(re.compile(r"\blight\b"))
    await page.emulate_media(color_scheme="dark")
    await expect(page.locator("html")).to_have_class(re.compile(r"\bdark\b"))


async def test_a_dark_phone_is_never_lit(english_phone: BrowserContext):
    """On a dark phone the very first paint is dark: the class is there before the scripts have come."""
    page = await english_phone.new_page()
    await page.route("**/assets/**", lambda route: route.abort())
    await page.goto("/", wait_until="domcontentloaded")
    await expect(page.locator("html")).to_have_class(re.compile(r"\bdark\b"))
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_who_answers_is_named_by_its_host_alone(reader: Reader):
    """The provider's state and host are shown, and neither its key nor its path."""
    await open_mine(reader.page)
    status = reader.page.get_by_test_id("provider-status")
    await expect(status).to_contain_text(reader.words.me.provider_ready)
    await expect(status).to_contain_text("127.0.0.1")
    await expect(status).to_contain_text("gpt-3.5-turbo-16k")
    shown = await status.inner_text()
    assert KEY not in shown
    assert "/v1" not in shown


async def test_another_tab_follows_the_language(phone: BrowserContext):
    """The language belongs to the reader: a page opened anew in another tab speaks it too."""
    there = await phone.new_page()
    await open_chats(there)
    here = await phone.new_page()
    await open_mine(here)
    await choice(here, "language", "en").click()
    await expect(here.get_by_test_id("nav-me")).to_have_text("Me")
    await there.bring_to_front()
    await expect(there.get_by_test_id("chat-row-title").first).to_have_text(ENGLISH_TITLES[0])
    await open_discover(there)
    await expect(there.get_by_test_id("nav-discover")).to_have_text("Discover")
    await open_chats(there)
    await expect(there.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    await expect(messages(there)).to_have_count(0)
