"""清空消息: asked before anything is deleted, and the examples stay."""

from playwright.async_api import Page, expect

from oreai.seeds.library import personas
from tests.browser.screens import (
    Reader,
    clear,
    converse,
    enter,
    hear,
    messages,
    open_chats,
    open_dialog,
    open_first_chat,
    open_new_chat,
    say,
    transcript,
)
from tests.upstream import Reply, Upstream
from tests.waiting import soon

POET = next(persona for persona in personas() if persona.key == "poet")


async def test_thinking_better_of_it_keeps_every_message(reader: Reader):
    """No to the question: the dialog closes and the conversation stands as before."""
    page = reader.page
    await open_first_chat(page)
    await converse(page, "今天有点累")
    before = await transcript(page)
    await clear(page)
    await expect(page.get_by_role("dialog")).to_contain_text(reader.words.chat.clear_question)
    await page.get_by_test_id("confirm-no").click()
    await expect(page.get_by_test_id("confirm-no")).to_be_hidden()
    assert await transcript(page) == before


async def test_escape_is_a_no(page: Page):
    """Escape closes the question and deletes nothing."""
    await open_first_chat(page)
    await converse(page, "今天有点累")
    await clear(page)
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("confirm-yes")).to_be_hidden()
    await expect(messages(page)).to_have_count(2)


async def test_clearing_deletes_the_messages_and_leaves_the_examples(reader: Reader):
    """Yes to the question: the messages are gone, also after a reload; the examples are still there."""
    page = reader.page
    await open_first_chat(page)
    examples = await page.get_by_test_id("example").count()
    await converse(page, "今天有点累")
    await clear(page)
    await page.get_by_test_id("confirm-yes").click()
    await expect(messages(page)).to_have_count(0)
    await expect(page.get_by_test_id("confirm-yes")).to_be_hidden()
    await page.reload()
    await expect(page.get_by_test_id("example")).to_have_count(examples)
    await expect(messages(page)).to_have_count(0)


async def test_a_cleared_conversation_is_forgotten_by_the_model(open_tab: Page, upstream: Upstream):
    """The next question goes to the model without what was cleared."""
    await open_new_chat(open_tab)
    await converse(open_tab, "记住：密码是芝麻")
    await clear(open_tab)
    await open_tab.get_by_test_id("confirm-yes").click()
    await expect(messages(open_tab)).to_have_count(0)
    await converse(open_tab, "密码是什么？")
    assert [turn["content"] for turn in upstream.requests[1].messages] == ["密码是什么？"]


async def test_clearing_stops_a_running_reply(open_tab: Page, upstream: Upstream):
    """Cleared in the middle of a reply: the provider is let go and nothing comes back."""
    upstream.enqueue(Reply("从前有座山。" * 200, delay_s=0.03))
    await open_new_chat(open_tab)
    await say(open_tab, "讲个故事")
    await expect(open_tab.get_by_text("从前有座山")).to_be_visible()
    await clear(open_tab)
    await open_tab.get_by_test_id("confirm-yes").click()
    await expect(messages(open_tab)).to_have_count(0)
    assert await soon(lambda: upstream.closed_early == 1)
    await converse(open_tab, "换一个")
    await expect(messages(open_tab)).to_have_count(2)


async def test_clearing_one_chat_leaves_the_others(page: Page):
    """What was said in another chat stays."""
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").last)
    await converse(page, "别忘了我")
    kept = page.url
    await open_first_chat(page)
    await converse(page, "忘了我吧")
    await clear(page)
    await page.get_by_test_id("confirm-yes").click()
    await expect(messages(page)).to_have_count(0)
    await page.goto(kept)
    await hear(page)
    await expect(messages(page).first).to_contain_text("别忘了我")


async def test_the_question_does_not_follow_into_another_chat(page: Page):
    """Lin leaves by the browser's back, which first says no: the next chat does not ask to be cleared."""
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").last)
    await clear(page)
    await page.go_back()
    await expect(page.get_by_test_id("confirm-yes")).to_be_hidden()
    await page.go_back()
    await enter(page, page.get_by_test_id("chat-row").first)
    await expect(page.get_by_test_id("confirm-yes")).to_be_hidden()
    await converse(page, "还能说话吗？")


async def test_a_cleared_chat_offers_its_questions(reader: Reader, upstream: Upstream):
    """The poet's chat, cleared, greets and offers three questions; touching one says it."""
    page = reader.page
    await open_dialog(page, "poet")
    await page.get_by_test_id("prompt-confirm").click()
    await hear(page)
    await clear(page)
    await page.get_by_test_id("confirm-yes").click()
    text = POET.texts[reader.locale]
    await expect(page.get_by_text(text.opening)).to_be_visible()
    questions = page.get_by_test_id("question")
    await expect(questions).to_have_text(text.questions.splitlines())
    await questions.first.click()
    await hear(page)
    assert upstream.requests[-1].messages[-1]["content"] == text.questions.splitlines()[0]
