"""Every screen on every width: nothing sticks out, all can be touched and has a name, nothing complains."""

import re
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.browser.screens import (
    Reader,
    clear,
    converse,
    hear,
    open_chats,
    open_dialog,
    open_discover,
    open_first_chat,
    open_mine,
    open_new_chat,
    say,
)
from tests.browser.traffic import Traffic
from tests.upstream import Reply, Upstream, server_error

WIDE_REPLY = """| 城市 | 做什么 | 吃什么 | 住哪里 | 花多少 | 要多久 |
| --- | --- | --- | --- | --- | --- |
| 京都 | 看东寺和锦市场 | 豆腐料理 | 町家 | 一千五百块 | 一整天 |

```python
print("一行很长很长的代码，长到任何手机都放不下，只能在它自己的框里横着滚动，而不是把整页撑宽")
```

https://oreai.example/averylongaddresswithoutanyplacetobreakitaveryplacelongaddress/averylongaddress"""

_OVERFLOW = """() => ({
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    out: [...document.querySelectorAll('body *')]
        .filter(e => !e.closest('table, pre, [role=tablist]'))
        .filter(e => e.getBoundingClientRect().width && e.checkVisibility({visibilityProperty: true}))
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
        .map(e => e.outerHTML.slice(0, 120)),
})"""
_SMALL = """elements => elements
    .filter(e => e.checkVisibility({visibilityProperty: true}))
    .map(e => [e.dataset.testid, Math.round(e.getBoundingClientRect().height * 10) / 10])
    .filter(([, height]) => height < 44)"""
_NAMELESS = re.compile(
    r"^\s*- (?:button|link|textbox|tab|menuitem|dialog|tablist|progressbar)(?: \[.*\])*(?::.*)?$",
    re.MULTILINE,
)
_NAMELESS_GROUPS = ":is(fieldset:not(:has(legend)), [role=group]):not([aria-label], [aria-labelledby])"
"Not a fold's group: its summary says what is in it."


async def _talked(page: Page, upstream: Upstream) -> None:
    upstream.enqueue(Reply(WIDE_REPLY), server_error("The kitchen is on fire."))
    await open_first_chat(page)
    await converse(page, "三天怎么安排？" + "很长" * 60)
    await expect(page.get_by_role("table").last).to_be_visible()
    await say(page, "再来一次")
    await hear(page, status="failed")


async def _menu(page: Page, _: Upstream) -> None:
    await open_first_chat(page)
    await page.get_by_test_id("chat-menu").click()
    await expect(page.get_by_test_id("menu-clear")).to_be_visible()


async def _question(page: Page, _: Upstream) -> None:
    await open_first_chat(page)
    await clear(page)


async def _missing(page: Page, _: Upstream) -> None:
    await page.goto("/chat/000000000000000000000000")
    await expect(page.get_by_role("heading", level=2)).to_be_visible()


SCREENS: dict[str, Callable[[Page, Upstream], Awaitable[object]]] = {
    "chats": lambda page, _: open_chats(page),
    "discover": lambda page, _: open_discover(page),
    "dialog": lambda page, _: open_dialog(page, "poet"),
    "mine": lambda page, _: open_mine(page),
    "new chat": lambda page, _: open_new_chat(page),
    "chat": _talked,
    "menu": _menu,
    "question": _question,
    "missing": _missing,
}


def controls(page: Page) -> Locator:
    """Everything of the contract that one touches."""
    kinds = ("button", "a", "textarea")
    return page.locator(
        ", ".join(f"{kind}[data-testid], [data-testid] > {kind}[data-value]" for kind in kinds)
    )


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_fits_can_be_touched_and_read_aloud(reader: Reader, upstream: Upstream, name: str):
    """At 390 and 360 px nothing sticks out; controls are 44 px high and named; the console is silent."""
    page, traffic = reader.page, Traffic(reader.page)
    await SCREENS[name](page, upstream)
    for width in (390, 360):
        await page.set_viewport_size({"width": width, "height": 740})
        assert await page.evaluate(_OVERFLOW) == {"page": 0, "out": []}, f"at {width} px"
    assert await controls(page).count()
    assert await controls(page).evaluate_all(_SMALL) == []
    assert _NAMELESS.findall(await page.locator("body").aria_snapshot()) == []
    assert await page.locator(_NAMELESS_GROUPS).count() == 0
    assert traffic.complaints == []
    assert traffic.hosts == {page.url.split("/")[2]}


async def test_on_a_wide_screen_a_dialog_stays_a_phones(tab: Page, upstream: Upstream):
    """At 1280 px it is at most 480 px wide and stands in the middle."""
    await tab.set_viewport_size({"width": 1280, "height": 800})
    await SCREENS["dialog"](tab, upstream)
    box = await tab.get_by_test_id("prompt-dialog").bounding_box()
    assert box["width"] <= 480
    assert box["x"] + box["width"] / 2 == pytest.approx(640, abs=8)
    assert await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_wide_table_scrolls_in_its_own_frame(page: Page, upstream: Upstream):
    """The table and the code of a reply can be read to their right ends without moving the page."""
    await _talked(page, upstream)
    for wide in (page.get_by_role("table").locator(".."), page.locator("pre")):
        await wide.evaluate("frame => { frame.scrollLeft = 1000 }")
        assert await wide.evaluate("frame => frame.scrollLeft") > 0
    assert await page.evaluate("scrollX") == 0


async def test_every_screen_is_quiet_in_the_dark(english_phone: BrowserContext):
    """English and dark: the four screens open without a complaint and call no other host."""
    page = await english_phone.new_page()
    traffic = Traffic(page)
    for visit in (open_chats, open_discover, open_mine, open_new_chat):
        await visit(page)
    await converse(page, "Good evening")
    assert traffic.complaints == []
    assert traffic.hosts == {page.url.split("/")[2]}


async def test_a_whole_visit_by_keyboard(page: Page):
    """Without a mouse: Tab reaches the first chat, Enter opens it, the composer takes words and sends."""
    await open_chats(page)
    await page.get_by_test_id("new-chat").focus()
    await page.keyboard.press("Tab")
    await expect(page.get_by_test_id("chat-row").first).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("examples-divider")).to_be_visible()
    await page.get_by_test_id("chat-menu").focus()
    for _ in range(3):
        await page.keyboard.press("Tab")
        if await page.get_by_test_id("composer").evaluate("box => box === document.activeElement"):
            break
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("你好")
    await page.keyboard.press("Enter")
    await hear(page)


async def test_the_dialog_keeps_the_focus_and_gives_it_back(tab: Page):
    """While a card's dialog is open Tab stays inside; closed, the focus is on the card again."""
    dialog = await open_dialog(tab, "poet")
    for _ in range(6):
        await tab.keyboard.press("Tab")
        assert await dialog.evaluate(
            "dialog => dialog.contains(document.activeElement) || document.activeElement === document.body"
        )
    await tab.keyboard.press("Escape")
    await expect(tab.locator("[data-prompt-key=poet]")).to_be_focused()
