"""发现: categories, cards, and the dialog that makes a chat of a persona."""

import re

import pytest
from playwright.async_api import Page, expect

from oreai.i18n import texts_for
from oreai.seeds.library import CATEGORY_KEYS, SeedPersona, personas
from tests.browser.screens import (
    SAMPLE_CHATS,
    Reader,
    hear,
    messages,
    open_chats,
    open_dialog,
    open_discover,
)
from tests.upstream import Reply, Upstream

CHINESE_TABS = [
    "全部",
    "我的",
    "热门",
    "指导",
    "娱乐",
    "生活",
    "工作",
    "语言",
    "写作",
    "文艺",
    "计算机",
    "健康",
]
CARDS = len(personas())
POET = next(persona for persona in personas() if persona.key == "poet")


def in_category(key: str) -> list[SeedPersona]:
    return [persona for persona in personas() if key in persona.categories]


async def test_the_tabs_stand_in_order(reader: Reader):
    """全部 first and chosen, then 我的 and the ten categories, named in the reader's language."""
    await open_discover(reader.page)
    tabs = reader.page.get_by_test_id("category-tab")
    names = [reader.words.discover.categories[key] for key in ("all", "mine", *CATEGORY_KEYS)]
    await expect(tabs).to_have_text(CHINESE_TABS if reader.locale == "zh" else names)
    for position, key in enumerate(("all", "mine", *CATEGORY_KEYS)):
        await expect(tabs.nth(position)).to_have_attribute("data-key", key)
    await expect(reader.page.locator("[aria-selected=true]")).to_have_attribute("data-key", "all")


async def test_every_persona_has_its_card(reader: Reader):
    """Under 全部 stand all personas by name."""
    await open_discover(reader.page)
    cards = reader.page.get_by_test_id("prompt-card")
    await expect(cards).to_have_count(CARDS)
    for card, persona in zip(await cards.all_inner_texts(), personas(), strict=True):
        assert persona.texts[reader.locale].name in card


@pytest.mark.parametrize("key", ["popular", "writing", "health"])
async def test_a_category_shows_its_own_cards(tab: Page, key: str):
    """Touching a tab chooses it and leaves the cards of that category; 全部 brings all back."""
    await open_discover(tab)
    await tab.locator(f"[data-testid=category-tab][data-key={key}]").click()
    await expect(tab.get_by_test_id("prompt-card")).to_have_count(len(in_category(key)))
    shown = await tab.get_by_test_id("prompt-card").evaluate_all("all => all.map(e => e.dataset.promptKey)")
    assert shown == [persona.key for persona in in_category(key)]
    await expect(tab.locator("[aria-selected=true]")).to_have_attribute("data-key", key)
    await tab.locator("[data-testid=category-tab][data-key=all]").click()
    await expect(tab.get_by_test_id("prompt-card")).to_have_count(CARDS)


async def test_a_card_tells_what_its_persona_says(reader: Reader):
    """The dialog shows the poet's name and whole system text, in the reader's language."""
    dialog = await open_dialog(reader.page, "poet")
    text = POET.texts[reader.locale]
    await expect(dialog).to_contain_text({"zh": "创建对话", "en": "Start a chat"}[reader.locale])
    await expect(dialog).to_contain_text(text.name)
    await expect(dialog).to_contain_text(POET.icon)
    shown = await dialog.inner_text()
    assert "".join(text.system.split()) in "".join(shown.split())


@pytest.mark.parametrize("leave", ["button", "escape"])
async def test_leaving_the_dialog_makes_no_chat(page: Page, upstream: Upstream, leave: str):
    """取消 or Escape closes the dialog; no chat is made and nothing asked."""
    dialog = await open_dialog(page, "poet")
    if leave == "button":
        await page.get_by_test_id("prompt-cancel").click()
    else:
        await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await open_chats(page)
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    assert upstream.requests == []


async def test_the_assistant_speaks_first_in_the_new_chat(reader: Reader, upstream: Upstream):
    """确认 opens a chat of the poet's; the first reply is asked for with the system text alone."""
    page = reader.page
    upstream.enqueue(Reply("晚上好，今天想写什么？"))
    await open_dialog(page, "poet")
    await page.get_by_test_id("prompt-confirm").click()
    await expect(page).to_have_url(re.compile("/chat/"))
    await expect(page.get_by_test_id("chat-title")).to_contain_text(POET.texts[reader.locale].name)
    await hear(page, "晚上好，今天想写什么？")
    await expect(messages(page)).to_have_count(1)
    await expect(page.get_by_test_id("examples-divider")).to_have_count(0)
    turns = [request.messages for request in upstream.requests]
    assert turns == [[{"role": "system", "content": POET.texts[reader.locale].system}]]


async def test_an_answer_to_the_assistants_first_words_follows_them(tab: Page, upstream: Upstream):
    """The next request carries the system text, what the assistant opened with, and the answer.

    No model is sent an assistant's turn first: a word that asks it to begin stands before that.
    """
    upstream.enqueue(Reply("想写什么？"), Reply("秋风起，"))
    await open_dialog(tab, "poet")
    await tab.get_by_test_id("prompt-confirm").click()
    await hear(tab, "想写什么？")
    await tab.get_by_test_id("composer").fill("秋天的傍晚")
    await tab.get_by_test_id("send").click()
    await expect(messages(tab)).to_have_count(3)
    await hear(tab, "秋风起，")
    roles = [(turn["role"], turn["content"]) for turn in upstream.requests[1].messages]
    opening = ("user", texts_for("zh").instructions.begin)
    assert roles[1:] == [opening, ("assistant", "想写什么？"), ("user", "秋天的傍晚")]


@pytest.mark.parametrize("touch", ["mouse", "at once"])
async def test_confirming_twice_makes_one_chat(page: Page, upstream: Upstream, touch: str):
    """A double click on 确认 is one wish: one chat, one request."""
    await open_dialog(page, "poet")
    confirm = page.get_by_test_id("prompt-confirm")
    if touch == "mouse":
        await confirm.dblclick()
    else:
        await confirm.evaluate("button => { button.click(); button.click(); button.click(); }")
    await expect(page).to_have_url(re.compile("/chat/"))
    await hear(page)
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS + 1)
    assert len(upstream.requests) == 1


async def test_a_failed_opening_can_be_tried_again(tab: Page, upstream: Upstream):
    """The first words do not come; the retry brings them, again from the system text alone."""
    upstream.enqueue(Reply(""), Reply("烛光已经点好。"))
    await open_dialog(tab, "tarot-reader")
    await tab.get_by_test_id("prompt-confirm").click()
    await expect(tab.get_by_test_id("message-error")).to_be_visible()
    await tab.get_by_test_id("message-retry").click()
    await hear(tab, "烛光已经点好。")
    first, second = (request.messages for request in upstream.requests)
    assert first == second
    assert [turn["role"] for turn in first] == ["system"]
    await expect(messages(tab)).to_have_count(1)
