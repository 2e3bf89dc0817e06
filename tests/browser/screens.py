"""What a reader does on each screen and finds there, by the names of the screens' contract.

Waiting by `wait_for` where nothing is compared: it looks at every frame, `expect` less and less often.
"""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, ViewportSize, expect

from oreai.i18n import Texts, texts_for

PHONE: ViewportSize = {"width": 390, "height": 844}
SAMPLE_CHATS = 11
_LOOK_EVERY_MS = 50
_LOOKS = 400
_NEWEST = "[data-testid=message]:nth-last-child(1 of [data-testid=message])"
_MESSAGES = """articles => articles.map(article => [
    article.dataset.role,
    article.querySelector('[data-testid=message-body]').innerText.trim(),
    article.dataset.status,
])"""


@dataclass(frozen=True)
class Reader:
    """A tab on somebody's phone, and the language they read."""

    locale: str
    page: Page

    @property
    def words(self) -> Texts:
        return texts_for(self.locale)


async def open_chats(page: Page) -> None:
    """The home page, with its rows."""
    await page.goto("/")
    await page.get_by_test_id("chat-row").first.wait_for()


async def open_first_chat(page: Page) -> None:
    """闲聊一下, by touching its row."""
    await open_chats(page)
    await enter(page, page.get_by_test_id("chat-row").first)


async def enter(page: Page, row: Locator) -> None:
    """A sample chat, by touching its row in the list."""
    title = await row.get_by_test_id("chat-row-title").inner_text()
    await row.click()
    await page.get_by_test_id("chat-title").filter(has_text=title).wait_for()
    await page.get_by_test_id("examples-divider").wait_for()


async def open_new_chat(page: Page) -> None:
    """An empty chat, by touching the plus; from another chat the reader goes back to it."""
    if await page.get_by_test_id("chat-back").is_visible():
        await page.get_by_test_id("chat-back").click()
    else:
        await open_chats(page)
    await page.get_by_test_id("new-chat").click()
    await page.get_by_test_id("chat-title").filter(has_text=re.compile(r"\S")).wait_for()
    await expect(page.get_by_test_id("composer")).to_be_editable()


async def open_discover(page: Page) -> None:
    """Discover, with its cards."""
    await page.goto("/find")
    await page.get_by_test_id("prompt-card").first.wait_for()


async def open_mine(page: Page) -> None:
    """My page, with what the server says of it."""
    await page.goto("/mine")
    await page.get_by_test_id("quota-left").wait_for()


async def open_dialog(page: Page, prompt_key: str) -> Locator:
    """A card's dialog on Discover."""
    await open_discover(page)
    await page.locator(f"[data-testid=prompt-card][data-prompt-key={prompt_key}]").click()
    await page.get_by_test_id("prompt-confirm").wait_for()
    return page.get_by_test_id("prompt-dialog")


async def say(page: Page, text: str) -> None:
    """Write into the composer and send; the reply has begun when this returns."""
    before = await messages(page).count()
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("send").click()
    await messages(page).nth(before + 1).wait_for()


async def converse(page: Page, text: str) -> None:
    """Say something and hear the reply to its end."""
    await say(page, text)
    await hear(page)


async def hear(page: Page, text: str | None = None, status: str = "complete") -> None:
    """Wait until the newest reply has ended, and how."""
    ended = page.locator(f"{_NEWEST}[data-role=assistant][data-status={status}]")
    await ended.wait_for()
    await page.get_by_test_id("send").wait_for(state="attached")
    if text is not None:
        await expect(body(last_reply(page))).to_have_text(text)
        await ended.wait_for()  # it may have been the one before that had ended so
        await page.get_by_test_id("send").wait_for(state="attached")


async def until(page: Page, script: str, *given: object) -> None:
    """Wait until this is true in the page, whose policy forbids Playwright's own waiting for scripts."""
    for _ in range(_LOOKS):
        if await page.evaluate(script, *given):
            return
        await page.wait_for_timeout(_LOOK_EVERY_MS)
    raise AssertionError(f"it never became true: {script}")


async def clear(page: Page) -> None:
    """Clear the chat's messages by the menu, as far as the question."""
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-clear").click()
    await page.get_by_test_id("confirm-yes").wait_for()


async def choose(message: Locator, action: str) -> None:
    """Touch a line of the menu of this reply."""
    await message.get_by_test_id("message-more").click()
    await message.page.get_by_test_id("message-menu").get_by_test_id(action).click()


def messages(page: Page) -> Locator:
    return page.get_by_test_id("message")


def last_reply(page: Page) -> Locator:
    return page.locator("[data-testid=message][data-role=assistant]").last


def body(message: Locator) -> Locator:
    return message.get_by_test_id("message-body")


async def transcript(page: Page) -> list[tuple[str, str, str]]:
    """The chat's messages as (role, text, status)."""
    return [tuple(message) for message in await messages(page).evaluate_all(_MESSAGES)]


def chat_id(page: Page) -> str:
    """The id in the address of the chat that is open."""
    return page.url.rstrip("/").rpartition("/chat/")[2]
