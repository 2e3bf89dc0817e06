"""The scenes: each brings a newcomer's tab to one state of one screen. A new one is a function and a row."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import expect

from screenshots.stage import Stage
from tests.browser import screens
from tests.upstream import Reply, out_of_quota

Play = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Scene:
    """A picture's name, what it shows, and how to get there."""

    name: str
    shows: str
    play: Play


async def chats(stage: Stage) -> None:
    await screens.open_chats(stage.page)


async def chats_loading(stage: Stage) -> None:
    stage.line.hold()
    await stage.page.goto("/")


async def chats_empty(stage: Stage) -> None:
    await screens.open_chats(stage.page)
    stage.house.forget_chats()
    await stage.page.reload()
    await expect(stage.page.get_by_text(stage.words.chats_empty, exact=True)).to_be_visible()


async def discover(stage: Stage) -> None:
    await screens.open_discover(stage.page)


async def discover_loading(stage: Stage) -> None:
    stage.line.hold()
    await stage.page.goto("/find")


async def discover_category(stage: Stage) -> None:
    await screens.open_discover(stage.page)
    await stage.page.locator("[data-testid=category-tab][data-key=work]").click()


async def prompt_dialog(stage: Stage) -> None:
    await screens.open_dialog(stage.page, "poet")


async def mine(stage: Stage) -> None:
    await screens.open_mine(stage.page)


async def mine_loading(stage: Stage) -> None:
    stage.line.hold()
    await stage.page.goto("/mine")


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
    await expect(stage.page.get_by_text(stage.words.chat_missing, exact=True)).to_be_visible()


async def connection_lost(stage: Stage) -> None:
    await chat_examples(stage)
    stage.line.cut()
    await expect(stage.page.get_by_test_id("offline-banner")).to_be_visible()


async def shortcuts(stage: Stage) -> None:
    await screens.open_mine(stage.page)
    await stage.page.get_by_test_id("open-shortcuts").click()
    await expect(stage.page.get_by_test_id("shortcuts")).to_be_visible()


async def offline_list(stage: Stage) -> None:
    await screens.open_chats(stage.page)
    await _into_the_tunnel(stage)


async def offline_chat(stage: Stage) -> None:
    await chat_finished(stage)
    await _into_the_tunnel(stage)


async def offline_unseen(stage: Stage) -> None:
    await screens.open_chats(stage.page)
    await _into_the_tunnel(stage)
    await stage.page.get_by_test_id("chat-row").nth(2).click()
    await expect(stage.page.get_by_text(stage.words.not_seen, exact=True)).to_be_visible()


async def _into_the_tunnel(stage: Stage) -> None:
    """What is seen has been kept, the network goes, the page is opened again."""
    await stage.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    await stage.page.wait_for_timeout(1500)
    stage.line.cut()
    await stage.page.reload()
    await expect(stage.page.get_by_test_id("offline-page")).to_be_visible()


SCENES = (
    Scene("chats", "The list", chats),
    Scene("chats-loading", "The list before the server has answered", chats_loading),
    Scene("chats-empty", "No chats", chats_empty),
    Scene("discover", "Discover", discover),
    Scene("discover-loading", "Discover before the server has answered", discover_loading),
    Scene("discover-category", "One category", discover_category),
    Scene("prompt-dialog", "A card's dialog", prompt_dialog),
    Scene("mine", "My page", mine),
    Scene("mine-loading", "My page before the server has answered", mine_loading),
    Scene("chat-examples", "A sample chat", chat_examples),
    Scene("chat-new", "An empty chat", chat_new),
    Scene("chat-loading", "A chat before the server has answered", chat_loading),
    Scene("chat-writing", "A long prompt in the composer", chat_writing),
    Scene("chat-thinking", "Before the first word", chat_thinking),
    Scene("chat-streaming", "In the middle of a reply", chat_streaming),
    Scene("chat-finished", "A finished reply, rendered", chat_finished),
    Scene("chat-failed", "The provider refused", chat_failed),
    Scene("chat-broken", "The connection broke in the middle", chat_broken),
    Scene("chat-stopped", "Stopped by the reader", chat_stopped),
    Scene("chat-long", "A long chat, scrolled up", chat_long),
    Scene("chat-menu", "The chat's menu", chat_menu),
    Scene("clear-dialog", "The question before clearing", clear_dialog),
    Scene("chat-missing", "No such chat", chat_missing),
    Scene("connection-lost", "The connection is lost", connection_lost),
    Scene("shortcuts", "The sheet of shortcuts", shortcuts),
    Scene("offline-list", "The list without a network", offline_list),
    Scene("offline-chat", "A chat without a network", offline_chat),
    Scene("offline-unseen", "A chat never opened, without a network", offline_unseen),
)
