"""Pictures over the whole page: by a touch, pinched, moved, put away in every way, handed on."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.async_api import CDPSession, Locator, Page, Route, expect

from tests.browser.screens import body, converse, hear, last_reply, messages, open_new_chat, until
from tests.pictures import picture
from tests.upstream import Reply, Upstream

Points = Sequence[tuple[float, float]]

_LIES = """image => {
    const {a, e, f} = new DOMMatrix(getComputedStyle(image).transform);
    return [a, e, f];
}"""
_HAS_A_SHEET = """(() => {
navigator.canShare = ({files}) => files?.length === 1;
navigator.share = async ({files}) => {
    globalThis.handed = files.map(file => [file.name, file.type, file.size]);
};
})()"""
_DIAGRAM = "```mermaid\nflowchart TD\n  A[清水寺] --> B[岚山]\n```"
_GARDEN = "https://kyoto.example/garden.png"


@pytest.fixture
async def album(touch_page: Page, upstream: Upstream, tmp_path: Path) -> Page:
    """A phone with a picture in its chat."""
    upstream.fallback = lambda request: Reply("清水寺")
    file = tmp_path / "kyoto.jpg"
    file.write_bytes(picture(1200, 900))
    await open_new_chat(touch_page)
    await touch_page.get_by_test_id("attach-choose").set_input_files(str(file))
    await touch_page.locator("[data-testid=attachment][data-state=ready]").wait_for()
    await touch_page.get_by_test_id("send").tap()
    await hear(touch_page, "清水寺")
    return touch_page


def viewer(page: Page) -> Locator:
    return page.get_by_test_id("whole-picture")


def whole(page: Page) -> Locator:
    return viewer(page).locator(".picture-room img")


async def look_at_it(page: Page) -> None:
    """The message's picture, by a touch."""
    await messages(page).first.get_by_test_id("message-image").tap()
    await expect(whole(page)).to_be_visible()


async def lies(page: Page) -> tuple[float, float, float]:
    """How much larger than fitted it is, and how far from the middle, once nothing moves any more."""
    await until(page, "() => document.getAnimations().every(one => one.playState !== 'running')")
    scale, x, y = await whole(page).evaluate(_LIES)
    return round(scale, 2), round(x), round(y)


class Fingers:
    """What touches the glass."""

    def __init__(self, page: Page, devtools: CDPSession):
        self._page = page
        self._devtools = devtools

    async def go(self, *steps: Points) -> None:
        """They come down at the first points, are at the others in turn, and leave."""
        for number, points in enumerate(steps):
            await self._send("touchMove" if number else "touchStart", points)
            await self._page.wait_for_timeout(60)
        await self._send("touchEnd", ())

    async def _send(self, kind: str, points: Points) -> None:
        there = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        await self._devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": there})

    async def tap_twice(self, x: float, y: float) -> None:
        await self._page.touchscreen.tap(x, y)
        await self._page.touchscreen.tap(x, y)


@pytest.fixture
async def fingers(touch_page: Page) -> Fingers:
    """Two of them."""
    return Fingers(touch_page, await touch_page.context.new_cdp_session(touch_page))


async def test_two_fingers_pinch_and_one_moves(album: Page, fingers: Fingers):
    """As large as they say, five times at the most; moved as far as its edge; never smaller than fitted."""
    await look_at_it(album)
    await expect(viewer(album)).to_have_accessible_name("看大图")
    assert await lies(album) == (1, 0, 0)
    await fingers.go([(145, 422), (245, 422)], [(120, 422), (270, 422)], [(95, 422), (295, 422)])
    assert await lies(album) == (2, 0, 0)
    await fingers.go([(200, 400)], [(220, 380)], [(240, 370)])
    scale, x, _ = await lies(album)
    assert (scale, x) == (2, 40)
    await fingers.go([(50, 400)], [(200, 400)], [(380, 400)])
    assert (await lies(album))[:2] == (2, 195)
    await fingers.go([(185, 422), (205, 422)], [(100, 422), (290, 422)], [(10, 422), (380, 422)])
    assert (await lies(album))[0] == 5
    await fingers.go([(10, 422), (380, 422)], [(100, 422), (290, 422)], [(190, 422), (200, 422)])
    assert await lies(album) == (1, 0, 0)
    await expect(viewer(album)).to_be_visible()


async def test_two_taps_make_it_large_where_they_are_and_small_again(album: Page, fingers: Fingers):
    """What was touched stays under the finger; a tap alone does nothing."""
    await look_at_it(album)
    await fingers.tap_twice(100, 400)
    scale, x, _ = await lies(album)
    assert (scale, x) == (2.5, round((195 - 100) * 1.5))
    await fingers.tap_twice(100, 400)
    assert await lies(album) == (1, 0, 0)
    await album.wait_for_timeout(400)
    await album.touchscreen.tap(100, 422)
    assert await lies(album) == (1, 0, 0)
    await expect(viewer(album)).to_be_visible()


async def test_it_goes_away_in_every_way_and_gives_the_focus_back(album: Page, fingers: Fingers):
    """By a swipe down, beside it, ✕, Escape and Back, in the same chat; a little swipe changes nothing."""
    address = album.url
    opener = messages(album).first.locator("button:has([data-testid=message-image])")
    ways = {
        "a swipe down": lambda: fingers.go([(190, 400)], [(190, 460)], [(190, 560)]),
        "a tap beside it": lambda: album.touchscreen.tap(190, 120),
        "the cross": lambda: album.get_by_test_id("whole-picture-close").tap(),
        "Escape": lambda: album.keyboard.press("Escape"),
        "Back": album.go_back,
    }
    for way in ways.values():
        await look_at_it(album)
        await fingers.go([(190, 400)], [(190, 410)], [(190, 440)])
        await expect(viewer(album)).to_be_visible()
        await way()
        await expect(album.locator("dialog[open]")).to_have_count(0)
        await expect(opener).to_be_focused()
        assert album.url == address


async def test_keys_and_the_wheel_do_the_same(tab: Page, upstream: Upstream):
    """A diagram is opened by the keyboard: plus, arrows, nought; and by its own button beside a mouse."""
    upstream.enqueue(Reply(_DIAGRAM))
    await open_new_chat(tab)
    await converse(tab, "怎么走")
    await expect(body(last_reply(tab)).locator(".diagram img")).to_be_visible()
    button = body(last_reply(tab)).get_by_test_id("view-whole")
    await button.focus()
    await tab.keyboard.press("Enter")
    await expect(tab.get_by_test_id("picture-room")).to_be_focused()
    for key in ("+", "+", "+", "+", "ArrowLeft"):
        await tab.keyboard.press(key)
    scale, x, _ = await lies(tab)
    assert (scale, x) == (2.44, 60)
    await tab.keyboard.press("0")
    assert await lies(tab) == (1, 0, 0)
    await tab.mouse.move(195, 422)
    await tab.mouse.wheel(0, -400)
    assert (await lies(tab))[0] > 2
    await tab.keyboard.press("Escape")
    await expect(button).to_be_focused()
    await body(last_reply(tab)).locator(".diagram img").click()
    await expect(whole(tab)).to_be_visible()
    await tab.keyboard.press("Escape")


async def test_the_phones_own_sheet_takes_the_picture(album: Page):
    """As a file with a name; where there is no such sheet it is saved."""
    await look_at_it(album)
    async with album.expect_download() as saving:
        await album.get_by_test_id("whole-picture-save").tap()
    assert (await saving.value).suggested_filename == "你发的图片.jpg"
    await album.get_by_test_id("whole-picture-close").tap()
    await album.evaluate(_HAS_A_SHEET)
    await look_at_it(album)
    await album.get_by_test_id("whole-picture-share").tap()
    [(name, kind, size)] = await album.evaluate("handed")
    assert (name, kind, size > 100) == ("你发的图片.jpg", "image/jpeg", True)


async def test_a_diagram_is_handed_on_as_a_picture(touch_page: Page, upstream: Upstream):
    """As PNG: other apps know nothing of its lines."""
    await touch_page.add_init_script(_HAS_A_SHEET)
    upstream.enqueue(Reply(_DIAGRAM))
    await open_new_chat(touch_page)
    await converse(touch_page, "怎么走")
    await body(last_reply(touch_page)).locator(".diagram img").tap()
    await touch_page.get_by_test_id("whole-picture-share").tap()
    [(name, kind, size)] = await touch_page.evaluate("handed")
    assert (name, kind, size > 1000) == ("图表.png", "image/png", True)


async def test_somebody_elses_picture_leads_to_its_original(touch_page: Page, upstream: Upstream):
    """It is fetched when it is wanted, seen in full by another touch, and read by nobody but the browser."""

    async def answer(route: Route) -> None:
        await route.fulfill(body=picture(800, 600), content_type="image/jpeg")

    await touch_page.context.route(_GARDEN, answer)
    upstream.enqueue(Reply(f"看：\n\n![庭园]({_GARDEN})"))
    await open_new_chat(touch_page)
    await converse(touch_page, "什么样？")
    reply = body(last_reply(touch_page))
    await reply.get_by_role("button", name="庭园").tap()
    await reply.get_by_role("img", name="庭园").tap()
    await expect(whole(touch_page)).to_have_attribute("src", _GARDEN)
    await expect(viewer(touch_page).get_by_role("link", name="打开原图")).to_have_attribute("href", _GARDEN)
    await expect(touch_page.get_by_test_id("whole-picture-save")).to_have_count(0)
    await touch_page.keyboard.press("Escape")
    await expect(touch_page.locator("dialog[open]")).to_have_count(0)
