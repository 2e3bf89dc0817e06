"""对话, the home page: the rows, a new chat, and the way back."""

import re

from playwright.async_api import BrowserContext, Page, expect

from oreai.seeds.library import sample_chats
from tests.browser.screens import SAMPLE_CHATS, Reader, converse, enter, messages, open_chats, open_first_chat

CHINESE_NAMES = {
    "取个英文名",
    "论文帮手",
    "小红书笔记生成",
    "翻译助手",
    "工作报告",
    "塔罗牌占卜师",
    "雅思写作考官",
    "随机吃什么",
    "计算机专业",
    "基于文本的冒险游戏",
}


async def test_a_new_reader_finds_eleven_chats(newcomer: Reader):
    """Without a form there are eleven sample chats, the free one first, in the reader's language."""
    await open_chats(newcomer.page)
    titles = await newcomer.page.get_by_test_id("chat-row-title").all_inner_texts()
    expected = [sample.titles[newcomer.locale] for sample in sample_chats()]
    assert titles[0] == {"zh": "闲聊一下", "en": "Just chat"}[newcomer.locale] == expected[0]
    assert sorted(titles) == sorted(expected)
    assert len(titles) == SAMPLE_CHATS
    if newcomer.locale == "zh":
        assert set(titles[1:]) == CHINESE_NAMES


async def test_the_page_speaks_the_readers_language(reader: Reader):
    """The document says its language, and the three places are named in it."""
    await open_chats(reader.page)
    await expect(reader.page.locator("html")).to_have_attribute(
        "lang", {"zh": "zh-CN", "en": "en"}[reader.locale]
    )
    places = [("nav-chats", "对话", "Chats"), ("nav-discover", "发现", "Discover"), ("nav-me", "我的", "Me")]
    for test_id, chinese, english in places:
        await expect(reader.page.get_by_test_id(test_id)).to_have_text(
            chinese if reader.locale == "zh" else english
        )


async def test_the_current_place_is_marked(tab: Page):
    """Of the three places only the one on the screen has aria-current, also after moving on."""
    await open_chats(tab)
    for current in ("nav-discover", "nav-me", "nav-chats"):
        await tab.get_by_test_id(current).click()
        await expect(tab.get_by_test_id(current)).to_have_attribute("aria-current", "page")
        await expect(tab.locator("[aria-current=page]")).to_have_count(1)


async def test_a_chat_row_leads_into_its_chat_and_back_returns(newcomer: Reader):
    """The row opens the chat of its id, where the places give way; back shows the list again."""
    page = newcomer.page
    await open_chats(page)
    row = page.get_by_test_id("chat-row").nth(3)
    chat, title = (
        await row.get_attribute("data-chat-id"),
        await row.get_by_test_id("chat-row-title").inner_text(),
    )
    await row.click()
    await expect(page).to_have_url(re.compile(f"/chat/{chat}$"))
    await expect(page.get_by_test_id("chat-title")).to_contain_text(title)
    await expect(page.get_by_test_id("nav-chats")).to_have_count(0)
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    await expect(page).to_have_url(re.compile(r"\d/$"))


async def test_the_browsers_back_button_returns_too(page: Page):
    """Back and forward of the browser move between list and chat."""
    await open_first_chat(page)
    await page.go_back()
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS)
    await page.go_forward()
    await expect(page.get_by_test_id("examples-divider")).to_be_visible()


async def test_a_new_chat_is_empty(newcomer: Reader):
    """The plus opens a chat without a turn, with a friendly word and an open composer."""
    page = newcomer.page
    await open_chats(page)
    await page.get_by_test_id("new-chat").click()
    await expect(page.get_by_test_id("chat-title")).to_contain_text(newcomer.words.chats.new_title)
    await expect(page.get_by_text(newcomer.words.chat.empty)).to_be_visible()
    await expect(page.get_by_test_id("composer")).to_be_editable()
    await expect(messages(page)).to_have_count(0)
    await expect(page.get_by_test_id("example")).to_have_count(0)
    await expect(page.get_by_test_id("examples-divider")).to_have_count(0)


async def test_a_new_chat_that_was_not_used_is_opened_again(page: Page):
    """Touching the plus twice, with nothing said between, leaves one new row."""
    addresses = []
    for _ in range(2):
        await open_chats(page)
        await page.get_by_test_id("new-chat").click()
        await expect(page).to_have_url(re.compile("/chat/"))
        addresses.append(page.url)
    assert addresses[0] == addresses[1]
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS + 1)


async def test_the_chat_that_was_used_last_rises(page: Page):
    """Lin writes in the last row; it then stands right below 闲聊一下."""
    await open_chats(page)
    last = page.get_by_test_id("chat-row").last
    chat = await last.get_attribute("data-chat-id")
    await enter(page, last)
    await converse(page, "今晚吃什么？")
    await page.get_by_test_id("chat-back").click()
    await expect(page.get_by_test_id("chat-row").nth(1)).to_have_attribute("data-chat-id", chat)
    await expect(page.get_by_test_id("chat-row-title").first).to_have_text("闲聊一下")


async def test_the_list_follows_what_happens_in_another_tab(phone: BrowserContext):
    """A new chat named in one tab appears by its first words in the other tab's list."""
    chat_views = await phone.new_page()
    await open_chats(chat_views)
    writing = await phone.new_page()
    await open_chats(writing)
    await writing.get_by_test_id("new-chat").click()
    await expect(chat_views.get_by_test_id("chat-row")).to_have_count(SAMPLE_CHATS + 1)
    await expect(writing.get_by_test_id("composer")).to_be_editable()
    await converse(writing, "京都三日游怎么安排？")
    await expect(chat_views.get_by_test_id("chat-row-title").nth(1)).to_have_text("京都三日游怎么安排？")
