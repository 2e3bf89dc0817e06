"""Personas of one's own, by touch: made, tried, played with values, shared, brought in; the first minute."""

import re
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from oreai.seeds.library import personas
from tests.browser.screens import (
    PHONE,
    body,
    hear,
    last_reply,
    messages,
    open_chats,
    open_discover,
    until,
)
from tests.running import Server
from tests.upstream import Reply, Upstream

POET = next(persona for persona in personas() if persona.key == "poet").texts["zh"]


def field(page: Page, name: str) -> Locator:
    return page.get_by_test_id(f"persona-{name}")


def card(page: Page, name: str) -> Locator:
    return page.get_by_test_id("prompt-card").filter(has=page.get_by_text(name, exact=True))


async def show_tab(page: Page, key: str) -> None:
    await page.locator(f"[data-testid=category-tab][data-key={key}]").tap()


async def make_guide(page: Page, name: str = "奈良向导") -> None:
    """A guide with a variable, as Lin makes it on Discover."""
    await open_discover(page)
    await page.get_by_test_id("persona-new").tap()
    await field(page, "name").fill(name)
    await field(page, "icon").fill("🦌")
    await field(page, "system").fill("你是{{城市}}的向导。")
    await field(page, "opening").fill("你好，想去{{城市}}的哪里？")
    await field(page, "questions").fill("鹿吃什么？\n几点开门？")
    await page.get_by_test_id("persona-save").tap()
    await card(page, name).wait_for()
    await expect(page.locator("[aria-selected=true]")).to_have_attribute("data-key", "mine")


async def test_one_of_ones_own_is_made_played_changed_and_deleted(touch_page: Page, upstream: Upstream):
    """Its variable is asked for before the chat, and its value sent to the model; the chat outlives it."""
    page = touch_page
    await make_guide(page)
    await card(page, "奈良向导").tap()
    await page.get_by_test_id("prompt-confirm").tap()
    await expect(page.get_by_test_id("persona-wrong")).to_contain_text("城市")
    await page.get_by_test_id("persona-value").fill("奈良")
    await page.get_by_test_id("prompt-confirm").tap()
    await expect(page).to_have_url(re.compile("/chat/"))
    await hear(page, "你好，想去奈良的哪里？")
    assert upstream.requests == [], "the opening line costs nothing"
    upstream.enqueue(Reply("吃鹿饼。"))
    await page.get_by_test_id("composer").fill("鹿吃什么？")
    await page.get_by_test_id("send").tap()
    await expect(body(last_reply(page))).to_have_text("吃鹿饼。")
    assert upstream.requests[0].messages[0] == {"role": "system", "content": "你是奈良的向导。"}

    await open_discover(page)
    await show_tab(page, "mine")
    await card(page, "奈良向导").tap()
    await page.get_by_test_id("persona-edit").tap()
    await expect(field(page, "system")).to_have_value("你是{{城市}}的向导。")
    await field(page, "name").fill("")
    await page.get_by_test_id("persona-save").tap()
    await expect(page.get_by_test_id("persona-form-wrong")).to_be_visible()
    await expect(field(page, "opening")).to_have_value("你好，想去{{城市}}的哪里？")
    await field(page, "name").fill("京都向导")
    await page.get_by_test_id("persona-save").tap()
    await card(page, "京都向导").tap()
    await page.get_by_test_id("persona-copy").tap()
    await card(page, "京都向导（副本）").wait_for()
    await page.get_by_test_id("persona-delete").tap()
    await page.get_by_test_id("confirm-yes").tap()
    await expect(page.get_by_test_id("prompt-card")).to_have_count(1)
    await card(page, "京都向导").tap()
    await page.get_by_test_id("persona-delete").tap()
    await page.get_by_test_id("confirm-yes").tap()
    await expect(page.get_by_test_id("prompt-card")).to_have_count(0)
    await expect(page.get_by_test_id("first-persona")).to_be_visible()

    await open_chats(page)
    row = page.get_by_test_id("chat-row").filter(has_text="鹿吃什么？").first
    await expect(row.get_by_test_id("chat-row-persona")).to_have_text("奈良向导")


async def test_three_chats_of_one_persona_are_three_rows(touch_page: Page, upstream: Upstream):
    """A question of the dialog is one touch; each chat is called by its own, with the poet as its label."""
    page = touch_page
    questions = POET.questions.split("\n")[:3]
    for question in questions:
        await open_discover(page)
        await page.locator("[data-testid=prompt-card][data-prompt-key=poet]").tap()
        await expect(page.get_by_test_id("persona-question")).to_have_count(len(questions))
        await page.get_by_test_id("persona-question").filter(has_text=question).tap()
        await expect(page).to_have_url(re.compile("/chat/"))
        await hear(page)
        await expect(messages(page)).to_have_count(2)
    await open_chats(page)
    rows = page.get_by_test_id("chat-row").filter(has=page.get_by_test_id("chat-row-persona"))
    await expect(rows).to_have_count(3)
    await expect(rows.get_by_test_id("chat-row-persona")).to_have_text([POET.name] * 3)
    titles = await rows.get_by_test_id("chat-row-title").all_inner_texts()
    assert len(set(titles)) == 3
    await open_discover(page)
    recent = page.get_by_test_id("recent-card")
    await expect(recent).to_have_count(1)
    await recent.tap()
    await expect(page.get_by_test_id("prompt-dialog")).to_contain_text(POET.name)


async def test_long_instructions_are_folded(touch_page: Page):
    """Three lines and a button; all of it after a touch."""
    page = touch_page
    await open_discover(page)
    await page.locator("[data-testid=prompt-card][data-prompt-key=translator]").tap()
    text = page.get_by_test_id("prompt-dialog").locator(".prompt-system")
    folded = (await text.bounding_box())["height"]
    await page.get_by_test_id("persona-unfold").tap()
    await until(
        page, "height => document.querySelector('.prompt-system').clientHeight > height", folded * 1.5
    )


async def test_cards_are_found_by_their_words(touch_page: Page):
    """As they are typed, whatever their case and width; where nothing is found that is said."""
    page = touch_page
    await open_discover(page)
    await page.get_by_test_id("card-search").fill("ｐYTHON")
    await expect(page.get_by_test_id("prompt-card")).to_have_count(1)
    await page.get_by_test_id("card-search").fill("海盗船长")
    await expect(page.get_by_test_id("card-none")).to_contain_text("海盗船长")
    await page.get_by_test_id("card-search").fill("")
    await expect(page.get_by_test_id("prompt-card")).to_have_count(len(personas()))


async def test_a_built_in_one_is_copied_and_a_chat_becomes_one(touch_page: Page, upstream: Upstream):
    """The poet has no edit and no delete; its copy has. The copy's chat is made a persona by its menu."""
    page = touch_page
    await open_discover(page)
    await page.locator("[data-testid=prompt-card][data-prompt-key=poet]").tap()
    await page.get_by_test_id("persona-copy").wait_for()
    await expect(page.get_by_test_id("persona-edit")).to_have_count(0)
    await expect(page.get_by_test_id("persona-delete")).to_have_count(0)
    await page.get_by_test_id("persona-copy").tap()
    await page.get_by_test_id("persona-edit").wait_for()
    await page.get_by_test_id("prompt-confirm").tap()
    await expect(page).to_have_url(re.compile("/chat/"))
    await hear(page, POET.opening)
    await page.get_by_test_id("chat-menu").tap()
    await page.get_by_test_id("menu-persona").tap()
    await expect(field(page, "system")).to_have_value(POET.system)
    await expect(field(page, "name")).to_have_value(f"{POET.name}（副本）")


async def test_a_link_shows_it_to_who_has_it(
    touch_page: Page, chromium: Browser, server: Server, upstream: Upstream
):
    """Mei follows Lin's link and keeps a copy; revoked it leads nowhere, and the key never did."""
    page = touch_page
    await make_guide(page)
    await card(page, "奈良向导").tap()
    await page.get_by_test_id("persona-share").tap()
    link = await page.get_by_test_id("persona-link").input_value()
    assert re.fullmatch(rf"{server.url}/find\?persona=[0-9a-f]{{32}}", link)
    key = await card(page, "奈良向导").get_attribute("data-prompt-key")
    async with await chromium.new_context(
        viewport=PHONE, locale="zh-CN", base_url=server.url, has_touch=True, is_mobile=True
    ) as phone:
        mei = await phone.new_page()
        await mei.goto(link)
        await expect(mei.get_by_test_id("prompt-dialog")).to_contain_text("你是{{城市}}的向导。")
        await expect(mei.get_by_test_id("persona-delete")).to_have_count(0)
        await mei.get_by_test_id("persona-copy").tap()
        await mei.get_by_test_id("persona-delete").wait_for()
        await mei.goto(f"/find?open={key}")
        await mei.get_by_test_id("prompt-card").first.wait_for()
        await expect(mei.get_by_test_id("prompt-dialog")).to_be_hidden()
        await page.get_by_test_id("persona-revoke").tap()
        await page.get_by_test_id("persona-share").wait_for()
        await mei.goto(link)
        await expect(mei.get_by_test_id("prompt-dialog")).to_contain_text("失效")


async def test_a_file_goes_out_and_comes_in(touch_page: Page, tmp_path: Path):
    """Exported, deleted, brought in again; another file is refused with a word."""
    page = touch_page
    await make_guide(page)
    await card(page, "奈良向导").tap()
    async with page.expect_download() as download:
        await page.get_by_test_id("persona-export").tap()
    file = tmp_path / (await download.value).suggested_filename
    await (await download.value).save_as(file)
    assert file.name == "奈良向导.json"
    await page.get_by_test_id("persona-delete").tap()
    await page.get_by_test_id("confirm-yes").tap()
    await expect(page.get_by_test_id("prompt-card")).to_have_count(0)
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    await page.get_by_test_id("persona-file").set_input_files(wrong)
    await expect(page.get_by_test_id("file-wrong")).to_be_visible()
    await page.get_by_test_id("persona-file").set_input_files(file)
    await card(page, "奈良向导").tap()
    await expect(page.get_by_test_id("prompt-dialog")).to_contain_text("你是{{城市}}的向导。")
