"""Finding one's own words: from the list to the message, and within a chat, by touch and by keys."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, expect
from sqlmodel import Session

from oreai.models import Message, Role
from tests.browser.given import given, said
from tests.browser.screens import PHONE, body, chat_id, last_reply, messages, open_chats, open_new_chat, until
from tests.long_chats import exchanges
from tests.running import Server
from tests.upstream import Upstream

_MARKED = "() => [...(CSS.highlights.get('found') ?? [])].map(String)"


@pytest.fixture
async def phone_page(chromium: Browser, server: Server, upstream: Upstream) -> AsyncIterator[Page]:
    """A tab on a phone that is touched."""
    async with await chromium.new_context(
        viewport=PHONE, locale="zh-CN", base_url=server.url, has_touch=True, is_mobile=True
    ) as context:
        yield await context.new_page()


def _old_version(server: Server, beside: str, text: str) -> str:
    """Another version of this reply, which is not the selected one; its id."""

    def work(session: Session) -> str:
        reply = session.get_one(Message, beside)
        version = Message(
            chat_id=reply.chat_id,
            parent_id=reply.parent_id,
            role=Role.ASSISTANT,
            content=text,
            selected=False,
            created_at=reply.created_at - timedelta(seconds=0.5),
        )
        session.add(version)
        session.flush()
        return version.id

    return given(server, work)


async def test_from_the_list_to_the_message_in_its_branch(phone_page: Page, server: Server):
    """Far back, in a version that is not shown: a touch leads there, its word is marked; Back to the hits."""
    page = phone_page
    await open_new_chat(page)
    chat = chat_id(page)
    ids = said(server, chat, exchanges(200))
    old = _old_version(server, ids[101], "**座头**鲸在*海里*唱歌。")
    await open_chats(page)
    await page.get_by_test_id("search").tap()
    field = page.get_by_test_id("search-input")
    await expect(field).to_be_focused()
    await field.press_sequentially("座頭鯨")
    hit = page.locator(f"[data-testid=search-hit][data-message-id='{old}']")
    await expect(hit.locator("mark")).to_have_text("座头鲸")
    await expect(page.get_by_test_id("found-count")).to_contain_text("1 条消息")
    await hit.tap()
    found = page.locator(f"[data-message-id='{old}']")
    await expect(found).to_be_in_viewport()
    await until(page, f"({_MARKED})().join() === '座头鲸'")
    await expect(found.get_by_test_id("version-label")).to_have_text("1/2")
    await expect(page.get_by_test_id("find-count")).to_have_text("1/1")
    await page.get_by_test_id("chat-back").tap()
    await expect(hit).to_be_visible()
    await expect(field).to_have_value("座頭鯨")


async def test_finding_in_a_chat(phone_page: Page, server: Server):
    """By its menu: the newest place first, then those before it, however far; put away, nothing is marked."""
    page = phone_page
    await open_new_chat(page)
    chat = chat_id(page)
    ids = said(server, chat, exchanges(300))
    await page.reload()
    await expect(body(last_reply(page))).to_contain_text("第299天")
    await page.get_by_test_id("chat-menu").tap()
    await page.get_by_test_id("menu-find").tap()
    field = page.get_by_test_id("find-input")
    await expect(field).to_be_focused()
    await field.press_sequentially('"on day 7"')
    await expect(page.get_by_test_id("find-count")).to_have_text("1/1")
    await expect(page.locator(f"[data-message-id='{ids[14]}']")).to_be_in_viewport()
    await until(page, f"({_MARKED})().join() === 'on day 7'")
    await field.fill("第29天")
    await expect(page.get_by_test_id("find-count")).to_have_text("2/2")
    await expect(page.locator(f"[data-message-id='{ids[59]}']")).to_be_in_viewport()
    await page.get_by_test_id("search-previous").tap()
    await expect(page.locator(f"[data-message-id='{ids[58]}']")).to_be_in_viewport()
    await expect(page.get_by_test_id("find-count")).to_have_text("1/2")
    await field.press("Shift+Enter")
    await expect(page.get_by_test_id("find-count")).to_have_text("2/2")
    await field.press("Escape")
    await expect(page.get_by_test_id("find-bar")).to_be_hidden()
    await until(page, f"({_MARKED})().length === 0")
    await expect(messages(page).first).to_be_visible()


async def test_the_keys_of_the_search(tab: Page, server: Server):
    """Ctrl+K, arrows through the hits, Enter opens, Escape leaves; filters, and no hit in plain words."""
    page = tab
    await open_new_chat(page)
    said(server, chat_id(page), [("user", "企鹅住在南极"), ("assistant", "企鹅也住在动物园")])
    await page.keyboard.press("Control+K")
    field = page.get_by_test_id("search-input")
    await expect(field).to_be_focused()
    await field.fill("企鹅")
    hits = page.locator("[data-testid=search-hit][data-message-id]")
    await expect(hits).to_have_count(2)
    await field.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(hits.first).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await expect(field).to_be_focused()
    await page.get_by_test_id("filter-pinned").click()
    await expect(page.get_by_test_id("search-none")).to_be_visible()
    await page.get_by_test_id("filters-clear").click()
    await expect(hits).to_have_count(2)
    await field.fill("没有这样的词")
    await expect(page.get_by_test_id("search-none")).to_contain_text("没有这样的词")
    await field.fill("南极")
    await expect(hits).to_have_count(1)
    await field.press("Enter")
    await expect(page.get_by_test_id("chat-title")).to_be_visible()
    await page.keyboard.press("Control+K")
    await expect(field).to_have_value("南极")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("chat-title")).to_be_visible()
