"""A conversation on the screen: examples, turns, a reply that streams, and what survives."""

import threading

from playwright.async_api import BrowserContext, Page, expect

from oreai.seeds.library import sample_chats
from tests.browser.screens import (
    Reader,
    body,
    chat_id,
    converse,
    enter,
    hear,
    last_reply,
    messages,
    open_first_chat,
    open_new_chat,
    say,
    transcript,
)
from tests.upstream import Reply, Upstream

FREE_CHAT = sample_chats()[0]
PLAN = "第一天去京都，看看东寺和锦市场；第二天去奈良，喂鹿；第三天在大阪慢慢吃。"


async def test_a_sample_chat_shows_its_examples_above_the_divider(newcomer: Reader):
    """The example turns stand first, closed by the divider; they are no messages."""
    page = newcomer.page
    await open_first_chat(page)
    roles = await page.get_by_test_id("example").evaluate_all("all => all.map(e => e.dataset.role)")
    assert roles == [role for role, _ in FREE_CHAT.examples[newcomer.locale]]
    first = FREE_CHAT.examples[newcomer.locale][0][1]
    await expect(page.get_by_test_id("example").first).to_contain_text(first)
    await expect(page.get_by_test_id("examples-divider")).to_have_text(
        {"zh": "以上为示例", "en": "Examples end here"}[newcomer.locale]
    )
    await expect(messages(page)).to_have_count(0)
    example, divider = page.get_by_test_id("example").last, page.get_by_test_id("examples-divider")
    assert (await example.bounding_box())["y"] < (await divider.bounding_box())["y"]


async def test_the_model_sees_the_examples_that_the_reader_sees(page: Page, upstream: Upstream):
    """The first question of a sample chat goes to the model after the example turns."""
    await open_first_chat(page)
    await converse(page, "再来一个冷知识")
    sent = [(turn["role"], turn["content"]) for turn in upstream.requests[0].messages]
    assert sent == [*FREE_CHAT.examples["zh"], ("user", "再来一个冷知识")]


async def test_a_conversation_of_several_turns(regular: Reader, upstream: Upstream):
    """Three questions and answers stand in their order, and each request carries all before it."""
    page = regular.page
    upstream.enqueue(Reply("去京都。"), Reply("春天最好。"), Reply("三天够了。"))
    await open_new_chat(page)
    for question in ("去哪里？", "什么时候？", "几天？"):
        await converse(page, question)
    spoken = [
        ("user", "去哪里？"),
        ("assistant", "去京都。"),
        ("user", "什么时候？"),
        ("assistant", "春天最好。"),
        ("user", "几天？"),
        ("assistant", "三天够了。"),
    ]
    assert await transcript(page) == [(role, text, "complete") for role, text in spoken]
    asked = [[(turn["role"], turn["content"]) for turn in r.messages] for r in upstream.requests]
    assert asked == [spoken[:1], spoken[:3], spoken[:5]]


async def test_a_reply_streams_into_the_last_bubble(regular: Reader, upstream: Upstream):
    """While it comes the bubble says streaming and grows, and stop stands in the place of send."""
    page = regular.page
    rest = threading.Event()
    upstream.enqueue(Reply(PLAN, until=rest, until_after=4))
    await open_new_chat(page)
    await say(page, "三天怎么安排？")
    await expect(last_reply(page)).to_have_attribute("data-status", "streaming")
    await expect(page.get_by_test_id("stop")).to_be_visible()
    await expect(page.get_by_test_id("send")).to_have_count(0)
    await expect(body(last_reply(page))).to_contain_text("第一天")
    early = await body(last_reply(page)).inner_text()
    assert PLAN.startswith(early.strip())
    assert early.strip() != PLAN, "it was shown before it was whole"
    rest.set()
    await hear(page, PLAN)
    await expect(page.get_by_test_id("stop")).to_have_count(0)


async def test_a_first_sign_comes_at_once(regular: Reader, upstream: Upstream):
    """Before the first word the reply's bubble says that the assistant is thinking."""
    first_word = threading.Event()
    upstream.enqueue(Reply("好。", until=first_word, until_after=0))
    await open_new_chat(regular.page)
    await say(regular.page, "在吗？")
    waiting = last_reply(regular.page).get_by_role("img", name=regular.words.chat.thinking)
    await expect(waiting).to_be_visible()
    first_word.set()
    await hear(regular.page, "好。")
    await expect(waiting).to_have_count(0)


async def test_reloading_shows_the_same_conversation(newcomer: Reader, upstream: Upstream):
    """After a reload everything stands there as before, examples included."""
    page = newcomer.page
    upstream.enqueue(Reply("去京都。"), Reply("春天 🌸 最好。"))
    await open_first_chat(page)
    await converse(page, "去哪里？")
    await converse(page, "什么时候？")
    before = await transcript(page)
    assert len(before) == 4, "there must be something to keep for this test to mean anything"
    await page.reload()
    await expect(body(messages(page).last)).to_have_text("春天 🌸 最好。")
    assert await transcript(page) == before
    await expect(page.get_by_test_id("examples-divider")).to_be_visible()


async def test_a_reply_goes_on_while_the_page_reloads(open_tab: Page, upstream: Upstream):
    """The server owns the reply: after a reload in the middle it comes to its end, whole."""
    rest = threading.Event()
    upstream.enqueue(Reply(PLAN, until=rest, until_after=4))
    await open_new_chat(open_tab)
    await say(open_tab, "三天怎么安排？")
    await expect(body(last_reply(open_tab))).to_contain_text("第一天")
    await open_tab.reload()
    await expect(last_reply(open_tab)).to_have_attribute("data-status", "streaming")
    await expect(open_tab.get_by_test_id("stop")).to_be_visible()
    rest.set()
    await hear(open_tab, PLAN)
    assert len(upstream.requests) == 1


async def test_a_reply_goes_on_while_the_reader_is_elsewhere(open_tab: Page, upstream: Upstream):
    """Lin leaves the chat in the middle, looks at the list, and comes back to a whole reply."""
    rest = threading.Event()
    upstream.enqueue(Reply(PLAN, until=rest, until_after=4))
    await open_new_chat(open_tab)
    chat = chat_id(open_tab)
    await say(open_tab, "三天怎么安排？")
    await open_tab.get_by_test_id("chat-back").click()
    row = open_tab.locator(f"[data-testid=chat-row][data-chat-id='{chat}']")
    await expect(row.get_by_role("img", name="正在思考")).to_be_visible()
    rest.set()
    await expect(row.get_by_role("img", name="正在思考")).to_have_count(0)
    await row.click()
    await hear(open_tab, PLAN)


async def test_the_same_chat_is_live_in_two_tabs(phone: BrowserContext, upstream: Upstream):
    """What Lin says in one tab, and the reply to it, appear in the other; stop works there too."""
    upstream.enqueue(Reply(PLAN, until=threading.Event(), until_after=4))
    writing = await phone.new_page()
    await open_new_chat(writing)
    chat_views = await phone.new_page()
    await chat_views.goto(f"/chat/{chat_id(writing)}")
    await expect(chat_views.get_by_test_id("chat-title")).not_to_be_empty()
    await writing.bring_to_front()  # one that nobody sees is drawn once a second
    await say(writing, "三天怎么安排？")
    await chat_views.bring_to_front()
    await expect(body(last_reply(chat_views))).to_contain_text("第一天")
    await chat_views.get_by_test_id("stop").click()
    for tab in (writing, chat_views):
        await hear(tab, status="stopped")
    assert await transcript(writing) == await transcript(chat_views)


async def test_going_from_chat_to_chat_mixes_nothing(page: Page, upstream: Upstream):
    """A reply that runs in one chat never appears in another."""
    upstream.enqueue(Reply(PLAN, delay_s=0.05), Reply("京酱肉丝。"))
    await open_new_chat(page)
    travel = chat_id(page)
    await say(page, "三天怎么安排？")
    await page.get_by_test_id("chat-back").click()
    await enter(page, page.get_by_test_id("chat-row").last)
    await expect(messages(page)).to_have_count(0)
    await converse(page, "今晚吃什么？")
    assert await transcript(page) == [
        ("user", "今晚吃什么？", "complete"),
        ("assistant", "京酱肉丝。", "complete"),
    ]
    await page.goto(f"/chat/{travel}")
    await hear(page, PLAN)
    await expect(messages(page)).to_have_count(2)


async def test_markup_in_a_reply_is_shown_and_never_runs(open_tab: Page, upstream: Upstream):
    """A reply with scripts, frames and event handlers stays text; only markdown is drawn."""
    upstream.enqueue(
        Reply(
            "**醒目** <img src=x onerror=\"document.title='broken in'\"> "
            "<script>document.title='broken in'</script> <iframe srcdoc='<b>in</b>'></iframe> "
            "[点我](javascript:document.title='broken in')"
        )
    )
    await open_new_chat(open_tab)
    await converse(open_tab, "写一段 HTML")
    reply = body(last_reply(open_tab))
    await expect(reply.locator("strong")).to_have_text("醒目")
    await expect(reply).to_contain_text("onerror")
    await expect(reply.locator("script, iframe, img, a[href^='javascript']")).to_have_count(0)
    assert "broken in" not in await open_tab.title()


async def test_what_the_reader_writes_is_shown_to_the_letter(open_tab: Page):
    """Stars, tags and spaces of a prompt are no markup."""
    written = "**不是** <b>粗体</b>\n  # 也不是标题"
    await open_new_chat(open_tab)
    await converse(open_tab, written)
    await expect(body(messages(open_tab).first)).to_have_text(written, use_inner_text=True)
    await expect(messages(open_tab).first.locator("strong, b, h1")).to_have_count(0)


async def test_the_window_bears_the_chats_name(open_tab: Page):
    """A new chat is named by its first words, in its bar and in the browser's title."""
    await open_new_chat(open_tab)
    await converse(open_tab, "京都三日游")
    await expect(open_tab.get_by_test_id("chat-title")).to_contain_text("京都三日游")
    await expect(open_tab).to_have_title("京都三日游")
