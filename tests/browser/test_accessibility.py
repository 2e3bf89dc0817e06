"""Every screen for every reader: axe finds nothing, the focus is seen, fingers find their targets."""

import threading
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.line import Line
from tests.browser.looks import SMALL, flaws
from tests.browser.screens import (
    PHONE,
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
from tests.running import Server
from tests.upstream import Reply, Upstream, out_of_quota

RICH_REPLY = """# Kyoto

| Day | Where |
| --- | --- |
| 1 | Tō-ji |

1. one transit card, `IC`
2. [a map](https://kyoto.example)

> A wrong turn does not matter.

```python
total = sum([1200, 18000])  # yen
```

![a garden](https://kyoto.example/garden.png)"""
_FOCUS = """async () => {
    await new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const shown = [focused, focused.closest('.composer') ?? focused].map(e => getComputedStyle(e));
    const visible = shown.some(s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)
        || /inset 0px 0px 0px 2px|0px 0px 0px 2px inset/.test(s.boxShadow));
    return {what: focused.dataset.testid || focused.outerHTML.slice(0, 90), visible};
}"""
_MOVING = """() => document.getAnimations()
    .filter(a => a.playState === 'running' && a.effect.getComputedTiming().activeDuration > 50
        && a.effect.getComputedTiming().duration > 50)
    .map(a => a.animationName || a.transitionProperty)"""

Visit = Callable[[Page], Awaitable[object]]


async def open_help(page: Page) -> None:
    """The sheet of shortcuts."""
    await page.keyboard.press("Control+/")
    await expect(page.get_by_test_id("shortcuts")).to_be_visible()


async def _open_card(page: Page) -> None:
    await open_dialog(page, "poet")


async def _missing_chat(page: Page) -> None:
    await page.goto("/chat/nowhere")
    await expect(page.get_by_role("heading", level=2)).to_be_visible()


async def test_axe_finds_nothing_on_the_places(look: Reader):
    """The list, Discover and a card's dialog, my page, the sheet of shortcuts, a lost address."""
    found = {}
    for visit in (open_chats, open_discover, _open_card, open_mine, open_help, _missing_chat):
        await visit(look.page)
        found[visit.__name__] = await flaws(look.page)
    assert {state: flaws for state, flaws in found.items() if flaws} == {}


async def test_axe_finds_nothing_in_a_chat(look: Reader, upstream: Upstream):
    """Examples, menu, question, an empty chat, a rich reply, one being made, one refused, one stopped."""
    page, found = look.page, {}
    await open_first_chat(page)
    found["examples"] = await flaws(page)
    await page.get_by_test_id("chat-menu").click()
    found["menu"] = await flaws(page)
    await page.keyboard.press("Escape")
    await clear(page)
    found["question"] = await flaws(page)
    await page.get_by_test_id("confirm-no").click()
    await open_new_chat(page)
    found["empty"] = await flaws(page)
    upstream.enqueue(Reply(RICH_REPLY), out_of_quota(), Reply("One moment", until=threading.Event()))
    await converse(page, "Kyoto?")
    await expect(page.locator(".hljs-number").first).to_be_visible()
    found["rich"] = await flaws(page)
    await say(page, "And then?")
    await hear(page, status="failed")
    found["refused"] = await flaws(page)
    await say(page, "Once more")
    found["streaming"] = await flaws(page)
    await page.get_by_test_id("stop").click()
    await hear(page, status="stopped")
    found["stopped"] = await flaws(page)
    assert {state: flaws for state, flaws in found.items() if flaws} == {}


async def test_axe_finds_nothing_in_the_sheets(look: Reader, upstream: Upstream):
    """Settings, another model for a reply, both with the list of models; two answers side by side."""
    page, found = look.page, {}
    upstream.models = ["deer/nara-8b", "kyoto-7b"]
    upstream.enqueue(Reply("In spring."), Reply("In autumn."))
    await open_new_chat(page)
    await converse(page, "When?")
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("menu-choices").click()
    await expect(page.get_by_test_id("model-option").filter(visible=True).first).to_be_visible()
    found["settings"] = await flaws(page)
    await page.keyboard.press("Escape")
    await page.get_by_test_id("message-wish").click()
    await expect(page.get_by_test_id("wish-words")).to_be_visible()
    found["wishes"] = await flaws(page)
    await page.get_by_test_id("message-ask-other").click()
    await page.get_by_test_id("model-option").filter(visible=True).first.click()
    found["another model"] = await flaws(page)
    await page.get_by_test_id("other-model-compare").set_checked(True)
    await page.get_by_test_id("other-model-ask").click()
    await expect(page.get_by_test_id("compared-text").get_by_text("In autumn.")).to_be_visible()
    found["comparison"] = await flaws(page)
    assert {state: flaws for state, flaws in found.items() if flaws} == {}


async def test_axe_finds_nothing_in_colours(look: Reader, upstream: Upstream):
    """Each colour of code, also in a reply that failed, what was thought, a row that is pointed at."""
    page, found = look.page, {}
    code = f'{RICH_REPLY}\n\n```python\nfare = "¥1,200"  # one way\n```'
    upstream.enqueue(Reply(code, reasoning=("Yen, surely.",), finish=None, done=False))
    await open_new_chat(page)
    await say(page, "Kyoto?")
    await hear(page, status="failed")
    await expect(page.locator(".hljs-string")).to_be_visible()
    await page.get_by_test_id("thinking").locator("summary").click()
    found["failed"] = await flaws(page)
    assert await page.evaluate(SMALL) == []
    await open_chats(page)
    await page.locator("[data-testid=chat-row][data-pinned=true]").first.hover()
    found["pointed at"] = await flaws(page)
    assert {state: flaws for state, flaws in found.items() if flaws} == {}


async def test_axe_finds_nothing_without_a_network(chromium: Browser, server: Server, upstream: Upstream):
    """Before the server has answered, and when the line is lost."""
    async with (
        Line(server) as line,
        await chromium.new_context(
            viewport=PHONE, locale="zh-CN", base_url=line.url, reduced_motion="reduce"
        ) as context,
    ):
        page, found = await context.new_page(), {}
        line.hold()
        for path in ("/", "/find", "/mine", "/chat/anything"):
            await page.goto(path)
            await expect(page.locator(".skeleton").first).to_be_visible()
            found[path] = await flaws(page)
        line.cut()
        await expect(page.get_by_test_id("offline-banner")).to_be_visible()
        found["lost"] = await flaws(page)
    assert {state: flaws for state, flaws in found.items() if flaws} == {}


@pytest.mark.parametrize(
    "visit", [open_chats, open_discover, open_mine, open_first_chat, open_new_chat], ids=lambda v: v.__name__
)
async def test_the_focus_is_always_seen(tab: Page, visit: Visit):
    """Tab through a screen: whatever has the focus shows a ring; and all of it can be reached."""
    await tab.emulate_media(reduced_motion="reduce")
    await visit(tab)
    seen = []
    for _ in range(14):
        await tab.keyboard.press("Tab")
        seen.append(await tab.evaluate(_FOCUS))
    reached = [focus for focus in seen if focus]
    assert len(reached) > 4
    assert [focus["what"] for focus in reached if not focus["visible"]] == []


async def test_fingers_find_every_target(tab: Page, upstream: Upstream):
    """Nothing that can be touched is smaller than 44 by 44 CSS pixels, links within sentences aside."""
    upstream.enqueue(Reply(RICH_REPLY))
    small = {}
    for visit in (open_chats, open_discover, open_mine, open_first_chat, open_new_chat):
        await visit(tab)
        small[visit.__name__] = await tab.evaluate(SMALL)
    await converse(tab, "Kyoto?")
    await expect(tab.locator("pre code")).to_be_visible()
    small["rich"] = await tab.evaluate(SMALL)
    await tab.get_by_test_id("chat-menu").click()
    small["menu"] = await tab.evaluate(SMALL)
    await open_dialog(tab, "poet")
    small["dialog"] = await tab.evaluate(SMALL)
    await open_mine(tab)
    await open_help(tab)
    small["help"] = await tab.evaluate(SMALL)
    assert {screen: targets for screen, targets in small.items() if targets} == {}


async def test_nothing_moves_for_who_does_not_like_it(look: Reader, upstream: Upstream):
    """With reduced motion no animation runs: not for a skeleton, a dialog, nor a reply that is awaited."""
    upstream.enqueue(Reply("…", until=threading.Event(), until_after=0))
    await open_dialog(look.page, "poet")
    assert await look.page.evaluate(_MOVING) == []
    await open_new_chat(look.page)
    await say(look.page, "Kyoto?")
    await expect(look.page.locator(".thinking")).to_be_visible()
    assert await look.page.evaluate(_MOVING) == []
    await look.page.get_by_test_id("stop").click()


async def test_ears_hear_when_a_reply_begins_and_ends(reader: Reader, upstream: Upstream):
    """One polite region says both, and never the words in between."""
    upstream.enqueue(Reply("Tō-ji first.", until=threading.Event()))
    await open_new_chat(reader.page)
    region = reader.page.locator("[aria-live=polite]")
    await expect(region).to_have_count(1)
    await say(reader.page, "Kyoto?")
    await expect(region).to_have_text(reader.words.chat.reply_began)
    await reader.page.get_by_test_id("stop").click()
    await expect(region).to_have_text(reader.words.chat.stopped)


async def test_the_sheet_of_shortcuts_keeps_the_focus_and_gives_it_back(tab: Page):
    """Opened from my page: Tab stays inside; closed, the focus is on the button that opened it."""
    await open_mine(tab)
    await tab.get_by_test_id("open-shortcuts").focus()
    await tab.keyboard.press("Enter")
    sheet = tab.get_by_test_id("shortcuts")
    await expect(sheet).to_be_visible()
    for _ in range(4):
        await tab.keyboard.press("Tab")
        assert await sheet.evaluate(
            "sheet => sheet.contains(document.activeElement) || document.activeElement === document.body"
        )
    await tab.keyboard.press("Escape")
    await expect(sheet).to_be_hidden()
    await expect(tab.get_by_test_id("open-shortcuts")).to_be_focused()
