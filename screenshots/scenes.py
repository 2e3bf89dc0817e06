"""The scenes: each brings a newcomer's tab to one state of one screen. A new one is a function and a row."""

from playwright.async_api import expect

from screenshots import chat_scenes
from screenshots.chat_scenes import chat_examples, chat_finished
from screenshots.stage import Scene, Stage
from tests.browser import screens


async def chats(stage: Stage) -> None:
    await screens.open_chats(stage.page)


async def chats_loading(stage: Stage) -> None:
    stage.line.hold()
    await stage.page.goto("/")


async def chats_empty(stage: Stage) -> None:
    await screens.open_chats(stage.page)
    stage.house.forget_chats()
    await stage.page.reload()
    await expect(stage.page.get_by_text(stage.words.chats.empty, exact=True)).to_be_visible()


async def chat_sheet(stage: Stage) -> None:
    await screens.open_chats(stage.page)
    await stage.page.locator("[data-row-menu]").nth(2).click()
    await expect(stage.page.get_by_test_id("chat-delete")).to_be_visible()


async def chat_renamed(stage: Stage) -> None:
    await chat_sheet(stage)
    await stage.page.get_by_test_id("chat-rename").click()
    await expect(stage.page.get_by_test_id("rename-input")).to_be_visible()


async def chat_deleted(stage: Stage) -> None:
    await chat_sheet(stage)
    await stage.page.get_by_test_id("chat-delete").click()
    await expect(stage.page.get_by_test_id("undo-offer")).to_be_visible()


async def trash(stage: Stage) -> None:
    await chat_deleted(stage)
    await stage.page.goto("/trash")
    await expect(stage.page.get_by_test_id("trash-restore")).to_be_visible()


async def trash_empty(stage: Stage) -> None:
    await stage.page.goto("/trash")
    await expect(stage.page.get_by_text(stage.words.trash.empty, exact=True)).to_be_visible()


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
    await expect(stage.page.get_by_text(stage.words.offline.not_seen, exact=True)).to_be_visible()


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
    Scene("chat-sheet", "What can be done with a chat", chat_sheet),
    Scene("chat-renamed", "A chat gets a name", chat_renamed),
    Scene("chat-deleted", "A chat deleted, with the offer to undo", chat_deleted),
    Scene("trash", "The trash", trash),
    Scene("trash-empty", "The trash with nothing in it", trash_empty),
    Scene("discover", "Discover", discover),
    Scene("discover-loading", "Discover before the server has answered", discover_loading),
    Scene("discover-category", "One category", discover_category),
    Scene("prompt-dialog", "A card's dialog", prompt_dialog),
    Scene("mine", "My page", mine),
    Scene("mine-loading", "My page before the server has answered", mine_loading),
    *chat_scenes.SCENES,
    Scene("connection-lost", "The connection is lost", connection_lost),
    Scene("shortcuts", "The sheet of shortcuts", shortcuts),
    Scene("offline-list", "The list without a network", offline_list),
    Scene("offline-chat", "A chat without a network", offline_chat),
    Scene("offline-unseen", "A chat never opened, without a network", offline_unseen),
)
