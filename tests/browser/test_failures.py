"""Every way a provider can fail a reader: the reason is said, nothing is lost, and it can be tried again."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.screens import (
    Reader,
    body,
    converse,
    hear,
    last_reply,
    messages,
    open_new_chat,
    say,
    transcript,
)
from tests.upstream import (
    Reply,
    Upstream,
    html_page,
    no_such_key,
    out_of_quota,
    rate_limited,
    refusal,
    refuses_parameter,
    server_error,
    too_long,
)

PLAN = "先去京都，再去奈良，最后去大阪。"
BEGINNING = "先去京都，再去奈"  # the first two pieces

# (what the provider does, the kind of failure, what of the reply has come)
TROUBLES = {
    "403": (out_of_quota(), "out_of_calls", ""),
    "401": (no_such_key(), "wrong_key", ""),
    "429": (rate_limited(20), "rate_limited", ""),
    # A limit that is the model's own: what this teaches the server must not reach other tests.
    "too long": (too_long(16_385, 20_000), "context_too_long", ""),
    "500": (server_error("The kitchen is on fire."), "refused", ""),
    "web page": (html_page(), "not_json", ""),
    "not a word": (Reply(""), "empty", ""),
    "no JSON": (Reply(PLAN, garbage_after=2), "unparsable", BEGINNING),
    "cut": (Reply(PLAN, cut_after=2), "broken", BEGINNING),
    "silence": (Reply(PLAN, silent_after=2), "silent", BEGINNING),
    "error midway": (Reply(PLAN, error_after=2), "refused", BEGINNING),
    "no ending": (Reply(PLAN, finish=None, done=False), "unfinished", PLAN),
    "filter": (Reply(PLAN, finish="content_filter"), "filtered", PLAN),
}
OWN_WORDS = {"500": "The kitchen is on fire.", "error midway": "The server had an error."}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_failed_reply_says_why_and_can_be_retried(regular: Reader, upstream: Upstream, trouble: str):
    """The bubble names the reason and keeps what had come; the composer is open; a retry heals it."""
    page = regular.page
    reply, kind, kept = TROUBLES[trouble]
    upstream.enqueue(*[reply] * 3)  # some troubles are met with a second try
    await open_new_chat(page)
    await say(page, "怎么安排三天？")
    await hear(page, status="failed")
    reason = regular.words.errors.kinds[kind].replace("{words}", OWN_WORDS.get(trouble, ""))
    await expect(last_reply(page).get_by_test_id("message-error")).to_contain_text(reason)
    assert await transcript(page) == [("user", "怎么安排三天？", "complete"), ("assistant", kept, "failed")]
    await expect(page.get_by_test_id("composer")).to_be_editable()
    await expect(page.get_by_test_id("stop")).to_have_count(0)

    upstream.forget()
    upstream.enqueue(Reply(PLAN))
    await page.get_by_test_id("message-retry").click()
    await hear(page, PLAN)
    assert await transcript(page) == [("user", "怎么安排三天？", "complete"), ("assistant", PLAN, "complete")]
    await expect(page.get_by_test_id("message-error")).to_have_count(0)
    assert [turn["content"] for turn in upstream.requests[0].messages] == ["怎么安排三天？"]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (out_of_quota(), "当前 API_KEY 调用额度已用完,请联系运营人员增加额度"),
        (Reply(PLAN, garbage_after=1), "解析消息出错"),
        (server_error("厨房着火了。"), "厨房着火了。"),
        (
            refuses_parameter("messages"),
            "Unsupported parameter: 'messages' is not supported with this model.",
        ),
    ],
)
async def test_the_words_users_know_are_kept(open_tab: Page, upstream: Upstream, reply: Reply, words: str):
    """Where the first OreAI had a sentence for a failure, this one says the same, to the letter."""
    upstream.enqueue(reply)
    await open_new_chat(open_tab)
    await say(open_tab, "你好")
    await expect(open_tab.get_by_test_id("message-error")).to_have_text(words)


async def test_a_provider_that_asks_for_a_pause_says_how_long(regular: Reader, upstream: Upstream):
    """The seconds of its retry-after are counted down in the bubble, which then says that they are over."""
    upstream.enqueue(rate_limited(3))
    await open_new_chat(regular.page)
    await say(regular.page, "你好")
    error = regular.page.get_by_test_id("message-error")
    await expect(error).to_contain_text(re.compile(regular.words.errors.wait.replace("{seconds}", "[123]")))
    await expect(error).to_contain_text(regular.words.errors.waited)


async def test_the_providers_own_words_are_folded(regular: Reader, upstream: Upstream):
    """*Details* below the reason opens them, as text; where the reason says them already there is none."""
    page = regular.page
    refusal = Reply(status=402, body='{"message": "No <b>more</b>, org-42."}')
    upstream.enqueue(refusal, server_error("Busy."))
    await open_new_chat(page)
    await say(page, "你好")
    details = last_reply(page).get_by_test_id("error-details")
    own = details.get_by_text("No <b>more</b>, org-42.")
    await expect(own).to_be_hidden()
    await details.get_by_text(regular.words.details.open).click()
    await expect(own).to_be_visible()
    await say(page, "你好")
    await expect(last_reply(page).get_by_test_id("message-error")).to_have_text("Busy.")
    await expect(details).to_have_count(0)


async def test_a_failure_survives_a_reload(open_tab: Page, upstream: Upstream):
    """After a reload the red bubble, its reason, what had come and the retry are still there."""
    upstream.enqueue(Reply(PLAN, cut_after=2))
    await open_new_chat(open_tab)
    await say(open_tab, "怎么安排三天？")
    await hear(open_tab, status="failed")
    reason = await open_tab.get_by_test_id("message-error").inner_text()
    await open_tab.reload()
    await expect(open_tab.get_by_test_id("message-error")).to_have_text(reason)
    await expect(body(last_reply(open_tab))).to_have_text(BEGINNING)
    await expect(open_tab.get_by_test_id("message-retry")).to_be_visible()


async def test_the_conversation_goes_on_after_a_failure(open_tab: Page, upstream: Upstream):
    """Instead of retrying Lin may just write on; the wordless failed reply is not sent to the model."""
    upstream.enqueue(server_error("busy"), Reply("在。"))
    await open_new_chat(open_tab)
    await say(open_tab, "在吗？")
    await hear(open_tab, status="failed")
    await converse(open_tab, "现在呢？")
    [turn] = upstream.requests[1].messages
    assert turn == {"role": "user", "content": "在吗？\n\n现在呢？"}
    await expect(messages(open_tab)).to_have_count(4)


async def test_a_retry_that_fails_again_can_be_retried_again(open_tab: Page, upstream: Upstream):
    """Two failures in a row, of two kinds, then a reply: still one question and one answer."""
    upstream.enqueue(out_of_quota(), no_such_key(), Reply(PLAN))
    await open_new_chat(open_tab)
    await say(open_tab, "怎么安排三天？")
    error = open_tab.get_by_test_id("message-error")
    await expect(error).to_contain_text("额度已用完")
    await open_tab.get_by_test_id("message-retry").click()
    await expect(error).to_contain_text("API_KEY 无效")
    await open_tab.get_by_test_id("message-retry").click()
    await hear(open_tab, PLAN)
    await expect(messages(open_tab)).to_have_count(2)


async def test_a_double_click_on_retry_asks_once(open_tab: Page, upstream: Upstream):
    """Impatience costs no second call."""
    upstream.enqueue(out_of_quota(), Reply(PLAN, delay_s=0.05))
    await open_new_chat(open_tab)
    await say(open_tab, "怎么安排三天？")
    await open_tab.get_by_test_id("message-retry").dblclick()
    await hear(open_tab, PLAN)
    assert len(upstream.requests) == 2
    await expect(messages(open_tab)).to_have_count(2)


async def test_a_model_that_is_gone_gives_way_to_the_default_one(regular: Reader, upstream: Upstream):
    """The bubble says so and offers it; one touch, and the default model answers in its place."""
    page, words = regular.page, regular.words
    await open_new_chat(page)
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-choices").click()
    await page.get_by_test_id("choice-model").fill("nara-8b")
    await page.get_by_test_id("choices-save").click()
    await expect(page.get_by_test_id("choice-model")).to_be_hidden()
    upstream.enqueue(refusal(404, "The model `nara-8b` does not exist.", code="model_not_found"))
    await say(page, "怎么安排三天？")
    await hear(page, status="failed")
    offer = page.get_by_test_id("message-use-default")
    await expect(page.get_by_test_id("message-error")).to_have_text(words.errors.kinds["model_gone"])
    await expect(offer).to_have_text(words.chat.use_default_model)
    await offer.click()
    await hear(page, "You said “怎么安排三天？”.")
    assert [request.model for request in upstream.requests] == ["nara-8b", "gpt-3.5-turbo-16k"]
    await expect(offer).to_have_count(0)
