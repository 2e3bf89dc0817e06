"""The scenes within a chat: each brings a newcomer's tab to one state of it."""

from playwright.async_api import expect

from screenshots.photo import evening
from screenshots.stage import Scene, Stage
from tests.browser import screens
from tests.browser.test_pastes import paste
from tests.upstream import Reply, out_of_quota


async def chat_examples(stage: Stage) -> None:
    await screens.open_first_chat(stage.page)


async def chat_new(stage: Stage) -> None:
    await screens.open_new_chat(stage.page)


async def chat_loading(stage: Stage) -> None:
    await screens.open_new_chat(stage.page)
    stage.line.hold()
    await stage.page.reload()


async def chat_thinking(stage: Stage) -> None:
    stage.upstream.enqueue(Reply("…", first_delay_s=600))
    await screens.open_new_chat(stage.page)
    await screens.say(stage.page, stage.talk.question)


async def chat_streaming(stage: Stage) -> None:
    reply = Reply(stage.talk.plan)
    stage.upstream.enqueue(Reply(stage.talk.plan, silent_after=len(reply.pieces) * 3 // 4))
    await screens.open_new_chat(stage.page)
    await screens.say(stage.page, stage.talk.question)
    await expect(stage.page.get_by_role("table")).to_be_visible()


async def chat_finished(stage: Stage) -> None:
    stage.upstream.enqueue(Reply(stage.talk.plan))
    await screens.open_new_chat(stage.page)
    await screens.converse(stage.page, stage.talk.question)
    await expect(stage.page.locator(".code .hljs-string").first).to_be_visible()


async def chat_notes(stage: Stage) -> None:
    stage.upstream.enqueue(Reply(stage.talk.notes))
    await screens.open_new_chat(stage.page)
    await screens.converse(stage.page, stage.talk.question)
    await stage.page.locator("summary").click()


async def chat_failed(stage: Stage) -> None:
    stage.upstream.enqueue(out_of_quota())
    await screens.open_new_chat(stage.page)
    await screens.say(stage.page, stage.talk.question)
    await screens.hear(stage.page, status="failed")


async def chat_broken(stage: Stage) -> None:
    stage.upstream.enqueue(Reply(stage.talk.short_answer, cut_after=6))
    await screens.open_new_chat(stage.page)
    await screens.say(stage.page, stage.talk.question)
    await screens.hear(stage.page, status="failed")


async def chat_stopped(stage: Stage) -> None:
    stage.upstream.enqueue(Reply(stage.talk.short_answer, silent_after=6))
    await screens.open_new_chat(stage.page)
    await screens.say(stage.page, stage.talk.question)
    await expect(screens.body(screens.last_reply(stage.page))).not_to_be_empty()
    await stage.page.get_by_test_id("stop").click()
    await screens.hear(stage.page, status="stopped")


async def chat_long(stage: Stage) -> None:
    stage.upstream.enqueue(Reply(stage.talk.plan), *[Reply(stage.talk.short_answer)] * 6)
    await screens.open_new_chat(stage.page)
    await screens.converse(stage.page, stage.talk.question)
    for _ in range(3):
        await screens.converse(stage.page, stage.talk.again)
        await screens.converse(stage.page, stage.talk.long_question)
    await stage.page.locator(".transcript").hover()
    await stage.page.mouse.wheel(0, -500)
    await expect(stage.page.get_by_test_id("scroll-bottom")).to_be_visible()


async def chat_writing(stage: Stage) -> None:
    await screens.open_first_chat(stage.page)
    await stage.page.get_by_test_id("composer").fill("\n".join([stage.talk.long_question] * 3))


async def chat_menu(stage: Stage) -> None:
    await chat_examples(stage)
    await stage.page.get_by_test_id("chat-menu").click()
    await expect(stage.page.get_by_test_id("menu-clear")).to_be_visible()


async def clear_dialog(stage: Stage) -> None:
    await chat_examples(stage)
    await screens.clear(stage.page)


async def chat_missing(stage: Stage) -> None:
    await stage.page.goto("/chat/nowhere")
    await expect(stage.page.get_by_text(stage.words.chat.missing, exact=True)).to_be_visible()


async def chat_thoughts(stage: Stage) -> None:
    await _converse(stage, Reply(stage.talk.short_answer, reasoning=tuple(stage.talk.thoughts)))
    await stage.page.locator(".fold summary").click()


async def chat_formulas(stage: Stage) -> None:
    await _converse(stage, Reply(stage.talk.formulas))
    await expect(stage.page.locator(".katex").first).to_be_visible()
    await stage.page.locator(".diagram img").wait_for()


async def chat_versions(stage: Stage) -> None:
    await _converse(stage, Reply(stage.talk.plan))
    stage.upstream.enqueue(Reply(stage.talk.short_answer))
    await stage.page.get_by_test_id("message-retry").click()
    await screens.hear(stage.page, stage.talk.short_answer)
    await expect(stage.page.get_by_test_id("version-label")).to_be_visible()


async def message_more(stage: Stage) -> None:
    await _converse(stage, Reply(stage.talk.short_answer))
    await screens.last_reply(stage.page).get_by_test_id("message-more").click()
    await expect(stage.page.get_by_test_id("message-menu")).to_be_visible()


async def message_deleted(stage: Stage) -> None:
    await message_more(stage)
    await stage.page.get_by_test_id("message-menu").get_by_test_id("message-delete").click()
    await expect(stage.page.get_by_test_id("message-undo")).to_be_visible()


async def message_edited(stage: Stage) -> None:
    await _converse(stage, Reply(stage.talk.short_answer))
    await stage.page.get_by_test_id("message-edit").click()
    await expect(stage.page.get_by_test_id("edit-box")).to_be_visible()


async def details(stage: Stage) -> None:
    await message_more(stage)
    await stage.page.get_by_test_id("message-details").click()
    await expect(stage.page.get_by_test_id("sent-turn").first).to_be_visible()


async def choices(stage: Stage) -> None:
    await chat_menu(stage)
    await stage.page.get_by_test_id("menu-choices").click()
    await expect(stage.page.get_by_test_id("choice-model")).to_be_visible()


async def picker(stage: Stage) -> None:
    await screens.open_new_chat(stage.page)
    await stage.page.get_by_test_id("composer").press_sequentially("/")
    await stage.page.get_by_test_id("picker-option").nth(5).wait_for()


async def pasted(stage: Stage) -> None:
    await screens.open_new_chat(stage.page)
    await stage.page.get_by_test_id("composer").fill(stage.talk.again)
    await paste(stage.page, "\n".join([stage.talk.long_question] * 30))
    await expect(stage.page.get_by_test_id("paste")).to_be_visible()


async def prompt_folded(stage: Stage) -> None:
    await pasted(stage)
    stage.upstream.enqueue(Reply(stage.talk.short_answer))
    await stage.page.get_by_test_id("send").click()
    await screens.hear(stage.page)


async def queue(stage: Stage) -> None:
    await chat_streaming(stage)
    for count, text in enumerate((stage.talk.again, stage.talk.long_question), 1):
        await stage.page.get_by_test_id("composer").fill(text)
        await stage.page.get_by_test_id("composer").press("Enter")
        await expect(stage.page.get_by_test_id("queued")).to_have_count(count)


async def queue_paused(stage: Stage) -> None:
    await queue(stage)
    await stage.page.get_by_test_id("stop").click()
    await expect(stage.page.get_by_test_id("queue-send")).to_be_visible()


async def attached(stage: Stage) -> None:
    await screens.open_new_chat(stage.page)
    await _attach(stage)
    await stage.page.get_by_test_id("composer").fill(stage.talk.where)


async def pictures(stage: Stage) -> None:
    await attached(stage)
    stage.upstream.enqueue(Reply(stage.talk.short_answer))
    await stage.page.get_by_test_id("send").click()
    await screens.hear(stage.page)


async def whole_picture(stage: Stage) -> None:
    await pictures(stage)
    await stage.page.get_by_test_id("message-image").first.click()
    await expect(stage.page.get_by_test_id("whole-picture-close")).to_be_visible()


async def _attach(stage: Stage) -> None:
    files = [{"name": f"{at}.jpg", "mimeType": "image/jpeg", "buffer": evening()} for at in range(2)]
    await stage.page.get_by_test_id("attach-choose").set_input_files(files)
    await expect(stage.page.locator("[data-testid=attachment][data-state=ready]")).to_have_count(2)


async def _converse(stage: Stage, reply: Reply) -> None:
    """A question in a new chat, and this as its answer."""
    stage.upstream.enqueue(reply)
    await screens.open_new_chat(stage.page)
    await screens.converse(stage.page, stage.talk.question)


SCENES = (
    Scene("chat-examples", "A sample chat", chat_examples),
    Scene("chat-new", "An empty chat", chat_new),
    Scene("chat-loading", "A chat before the server has answered", chat_loading),
    Scene("chat-writing", "A long prompt in the composer", chat_writing),
    Scene("chat-thinking", "Before the first word", chat_thinking),
    Scene("chat-streaming", "In the middle of a reply", chat_streaming),
    Scene("chat-finished", "A finished reply, rendered", chat_finished),
    Scene("chat-notes", "Headings, call-outs, a fold, keys, words from right to left", chat_notes),
    Scene("chat-failed", "The provider refused", chat_failed),
    Scene("chat-broken", "The connection broke in the middle", chat_broken),
    Scene("chat-stopped", "Stopped by the reader", chat_stopped),
    Scene("chat-long", "A long chat, scrolled up", chat_long),
    Scene("chat-menu", "The chat's menu", chat_menu),
    Scene("clear-dialog", "The question before clearing", clear_dialog),
    Scene("chat-missing", "No such chat", chat_missing),
    Scene("chat-thoughts", "What a model thought", chat_thoughts),
    Scene("chat-formulas", "Formulas, a diagram, tasks and a footnote", chat_formulas),
    Scene("chat-versions", "Another version of a reply", chat_versions),
    Scene("message-more", "What can be done with a message", message_more),
    Scene("message-deleted", "A message deleted, with the offer to undo", message_deleted),
    Scene("message-edited", "A prompt written anew", message_edited),
    Scene("details", "How a reply came about", details),
    Scene("choices", "The chat's model and parameters", choices),
    Scene("picker", "What a slash offers", picker),
    Scene("pasted", "A long text, pasted", pasted),
    Scene("prompt-folded", "A long prompt in the conversation", prompt_folded),
    Scene("attached", "Pictures in the draft", attached),
    Scene("pictures", "Pictures in the conversation", pictures),
    Scene("whole-picture", "A picture, whole", whole_picture),
    Scene("queue", "Personas that wait for their turn", queue),
    Scene("queue-paused", "Personas that wait after a stop", queue_paused),
)
