"""A chat of a thousand messages: open at once at its end, read upwards without a jump, entered anywhere."""

import json

import pytest
from playwright.async_api import Locator, Page, WebSocketRoute, expect

from tests.browser.given import said
from tests.browser.screens import body, chat_id, converse, hear, last_reply, messages, open_new_chat
from tests.browser.traffic import Traffic
from tests.long_chats import exchanges
from tests.running import Server
from tests.upstream import Reply, Upstream

MANY = 1000
PAGE = 40
MOST_BYTES = 60 * 1024
FEED = "oreai___states___feed____feed"
_IDS = "all => all.map(message => message.dataset.messageId)"
_TOP = "message => message.getBoundingClientRect().top"
_SCROLL_TO = "(column, top) => { column.scrollTop = top; }"
# The first message whose top is on the screen, and how far it is from there whenever something is painted.
_WATCH = """column => {
    const all = [...column.querySelectorAll('[data-testid=message]')];
    const message = all.find(each => each.getBoundingClientRect().top >= 60);
    const top = () => message.getBoundingClientRect().top;
    const watched = { top: top(), moved: 0 };
    window.watched = watched;
    const look = () => { watched.moved = Math.max(watched.moved, Math.abs(top() - watched.top)); };
    new ResizeObserver(look).observe(column.firstElementChild);  // the page's own one was there first
    return message.dataset.messageId;
}"""


@pytest.fixture
async def long_chat(page: Page, server: Server) -> tuple[str, list[str]]:
    """A new chat of Lin's with a thousand messages: its id, and theirs."""
    await open_new_chat(page)
    chat = chat_id(page)
    return chat, said(server, chat, exchanges(MANY // 2))


def column(page: Page) -> Locator:
    return page.locator(".transcript")


async def ids_shown(page: Page) -> list[str]:
    return await messages(page).evaluate_all(_IDS)


async def opened(page: Page, path: str, shown: int = PAGE) -> None:
    await page.goto(path)
    await expect(messages(page)).to_have_count(shown)


async def test_it_opens_at_its_end(page: Page, long_chat: tuple[str, list[str]]):
    """The newest forty, the last one on the screen, and the way to the rest."""
    chat, ids = long_chat
    await opened(page, f"/chat/{chat}")
    await expect(messages(page).last).to_be_in_viewport()
    await expect(body(messages(page).last)).to_contain_text("第499天去清水寺")
    assert await ids_shown(page) == ids[-PAGE:]
    await expect(page.get_by_test_id("scroll-bottom")).to_be_hidden()
    await expect(page.get_by_test_id("earlier")).to_have_count(1)


async def test_earlier_messages_come_without_a_jump(page: Page, long_chat: tuple[str, list[str]]):
    """Lin scrolls up: what she reads stays where it is while a page comes above it, again and again."""
    chat, ids = long_chat
    await opened(page, f"/chat/{chat}")
    await messages(page).last.hover()
    await page.mouse.wheel(0, -300)
    await expect(page.get_by_test_id("scroll-bottom")).to_be_visible()
    for pages in (2, 3, 4):
        await column(page).evaluate(_SCROLL_TO, 500)
        await column(page).evaluate(_WATCH)
        await expect(messages(page)).to_have_count(pages * PAGE)
        await page.wait_for_timeout(300)  # bodies that grow late are the danger
        assert await page.evaluate("window.watched.moved") < 2
        assert await ids_shown(page) == ids[-pages * PAGE :]


async def test_the_button_loads_earlier_messages_too(page: Page, long_chat: tuple[str, list[str]]):
    """For who uses the keyboard."""
    chat, ids = long_chat
    await opened(page, f"/chat/{chat}")
    await page.get_by_test_id("earlier").press("Enter")
    await expect(messages(page)).to_have_count(2 * PAGE)
    assert await ids_shown(page) == ids[-2 * PAGE :]


async def test_a_found_message_is_opened_in_its_place(page: Page, long_chat: tuple[str, list[str]]):
    """In the middle of the chat: it is on the screen; downwards more comes, a button leads to the end."""
    chat, ids = long_chat
    found = page.locator(f"[data-message-id='{ids[500]}']")
    await opened(page, f"/chat/{chat}?at={ids[500]}", 10 + 1 + PAGE)
    await expect(found).to_be_in_viewport()
    await expect(page.get_by_test_id("scroll-bottom")).to_be_visible()
    before = await found.evaluate(_TOP)
    await page.wait_for_timeout(500)
    assert abs(await found.evaluate(_TOP) - before) < 2

    await messages(page).last.scroll_into_view_if_needed()
    await page.locator(f"[data-message-id='{ids[500 + 2 * PAGE]}']").wait_for()
    shown = await ids_shown(page)
    first = ids.index(shown[0])
    assert shown == ids[first : first + len(shown)], "no gap, and in their order"
    await page.get_by_test_id("scroll-bottom").click()
    await expect(messages(page)).to_have_count(PAGE)
    await expect(messages(page).last).to_be_in_viewport()
    assert await ids_shown(page) == ids[-PAGE:]
    await expect(page.get_by_test_id("scroll-bottom")).to_be_hidden()


async def test_what_is_said_from_an_older_part_is_said_at_the_end(
    page: Page, long_chat: tuple[str, list[str]]
):
    """Lin reads in the middle and writes: she is taken to the newest, where her words and the reply stand."""
    chat, ids = long_chat
    await opened(page, f"/chat/{chat}?at={ids[500]}", 10 + 1 + PAGE)
    await page.get_by_test_id("composer").fill("还有呢？")
    await page.get_by_test_id("send").click()
    await hear(page, "You said “还有呢？”.")
    await expect(last_reply(page)).to_be_in_viewport()
    assert (await ids_shown(page))[-4:-2] == ids[-2:]


async def test_what_is_said_from_an_older_part_begins_in_sight(
    page: Page, upstream: Upstream, long_chat: tuple[str, list[str]]
):
    """Its question is at the top and the reply begins below it, as for who was there already."""
    chat, ids = long_chat
    story = "".join(f"第{number}步，再走一段。\n\n" for number in range(40))
    upstream.fallback = lambda request: Reply(story, delay_s=0.02)
    await opened(page, f"/chat/{chat}?at={ids[500]}", 10 + 1 + PAGE)
    await page.get_by_test_id("composer").fill("讲下去")
    await page.get_by_test_id("send").click()
    await hear(page)
    await expect(page.get_by_text("第0步")).to_be_in_viewport()
    await page.get_by_test_id("scroll-bottom").click()
    await expect(page.get_by_text("第39步")).to_be_in_viewport()


async def test_a_page_turned_is_nothing_new(page: Page, long_chat: tuple[str, list[str]]):
    """Earlier messages come: no dot tells of new text."""
    chat, _ = long_chat
    await opened(page, f"/chat/{chat}")
    await page.get_by_test_id("earlier").press("Enter")
    await expect(messages(page)).to_have_count(2 * PAGE)
    await expect(column(page)).not_to_have_attribute("data-fresh", "true")


async def test_a_full_page_keeps_its_first_message(page: Page, server: Server):
    """Exactly forty messages, and Lin says more: none of them leaves the screen for it."""
    await open_new_chat(page)
    chat = chat_id(page)
    said(server, chat, exchanges(PAGE // 2))
    await opened(page, f"/chat/{chat}")
    await converse(page, "还有呢？")
    await expect(messages(page)).to_have_count(PAGE + 2)
    await expect(page.get_by_test_id("earlier")).to_have_count(0)


async def test_a_long_chat_costs_little(page: Page, long_chat: tuple[str, list[str]]):
    """Opened first, opened again, and entered from the list: each time at most 60 KB over the socket."""
    chat, _ = long_chat
    traffic = Traffic(page)
    for _ in range(3):
        before = len(traffic.received)
        await opened(page, f"/chat/{chat}")
        await expect(body(messages(page).last)).to_contain_text("第499天")
        await page.wait_for_timeout(300)
        assert sum(len(frame.encode()) for frame in traffic.received[before:]) <= MOST_BYTES
    await page.get_by_test_id("chat-back").click()
    row = page.locator(f"[data-testid=chat-row][data-chat-id='{chat}']")
    await row.wait_for()
    before = len(traffic.received)
    await row.click()
    await expect(messages(page)).to_have_count(PAGE)
    await page.wait_for_timeout(300)
    assert sum(len(frame.encode()) for frame in traffic.received[before:]) <= MOST_BYTES


async def test_saying_something_sends_no_page_again(page: Page, long_chat: tuple[str, list[str]]):
    """A prompt and its reply cost their own length, however long the chat is."""
    chat, _ = long_chat
    traffic = Traffic(page)
    await opened(page, f"/chat/{chat}")
    await page.wait_for_timeout(300)
    before = len(traffic.received)
    await converse(page, "还有呢？")
    assert sum(len(frame.encode()) for frame in traffic.received[before:]) < 6000


class Leak:
    """The page's socket, from which one update of the feed gets lost."""

    def __init__(self) -> None:
        self.asked = 0
        self.lost = 0
        self._armed = False

    def lose_one(self) -> None:
        """The next update that has no rows to replace does not arrive."""
        self._armed = True

    def connect(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def from_page(frame: str | bytes) -> None:
            self.asked += "show_again" in str(frame)
            server.send(frame)

        def to_page(frame: str | bytes) -> None:
            if self._armed and _grows(str(frame)):
                self._armed, self.lost = False, self.lost + 1
            else:
                socket.send(frame)

        socket.on_message(from_page)
        server.on_message(to_page)


def _grows(frame: str) -> bool:
    """Whether this is an update with a piece of a reply."""
    if not frame.startswith("42/_event,") or FEED not in frame:
        return False
    _, update = json.loads(frame.removeprefix("42/_event,"))
    feed = next(values for state, values in update["delta"].items() if state.endswith(FEED))
    return len(feed["p_rx_state_"]) == 2


async def test_a_page_that_missed_a_value_asks_for_everything(page: Page, upstream: Upstream):
    """One update of a running reply gets lost: the page notices by its number, and the text is whole."""
    leak = Leak()
    await page.route_web_socket("**/_event/**", leak.connect)
    await open_new_chat(page)
    await converse(page, "你好")
    story = "".join(f"第{number}句。" for number in range(600))
    upstream.fallback = lambda request: Reply(story, delay_s=0.02)
    await page.get_by_test_id("composer").fill("讲故事")
    await page.get_by_test_id("send").click()
    await expect(body(last_reply(page))).to_contain_text("第5句")
    leak.lose_one()
    await hear(page, story)
    assert (leak.lost, leak.asked) == (1, 1)
    await expect(messages(page)).to_have_count(4)
