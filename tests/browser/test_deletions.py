"""Deleting a message from the conversation, and having it back at one touch."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.screens import (
    Reader,
    chat_id,
    choose,
    converse,
    last_reply,
    messages,
    open_new_chat,
    transcript,
)
from tests.upstream import Reply, Upstream

_RED = """menu => {
    const line = [...menu.querySelectorAll('button')].at(-1);
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--danger)';
    const [shown, danger] = [line, probe].map(one => getComputedStyle(one).color);
    probe.remove();
    return shown === danger && line.dataset.testid;
}"""
"What stands last in a menu, if it is red."


async def texts(page: Page) -> list[str]:
    return [text for _, text, _ in await transcript(page)]


async def test_deleting_is_red_and_last_in_each_menu(open_tab: Page, upstream: Upstream):
    """In that of a reply and of a chat, so that no finger lands on it by mistake."""
    upstream.enqueue(Reply("春天。"))
    await open_new_chat(open_tab)
    await converse(open_tab, "什么时候去？")
    await last_reply(open_tab).get_by_test_id("message-more").click()
    assert await open_tab.get_by_test_id("message-menu").evaluate(_RED) == "message-delete"
    await open_tab.keyboard.press("Escape")
    await open_tab.get_by_test_id("chat-menu").click()
    await open_tab.get_by_test_id("menu-delete").wait_for()
    assert await open_tab.locator("#chat-menu").evaluate(_RED) == "menu-delete"


async def test_a_message_leaves_and_comes_back_to_its_place(regular: Reader, upstream: Upstream):
    """In both of two tabs, with the focus beside it and then on it; the model is told of what stands."""
    page = regular.page
    upstream.enqueue(Reply("春天。"), Reply("三天。"))
    await open_new_chat(page)
    await converse(page, "什么时候去？")
    await converse(page, "去几天？")
    before = await texts(page)
    other = await page.context.new_page()
    await other.goto(f"/chat/{chat_id(page)}")
    await expect(messages(other)).to_have_count(4)
    await choose(messages(page).nth(1), "message-delete")
    for tab in (page, other):
        await expect(messages(tab)).to_have_count(3)
    offer = page.get_by_test_id("message-deleted")
    await expect(offer).to_contain_text(regular.words.chat.message_deleted)
    await expect(messages(page).nth(1).get_by_test_id("message-copy")).to_be_focused()
    await expect(other.get_by_test_id("message-deleted")).to_have_count(0)
    await page.bring_to_front()  # a tab behind another one draws no frame
    await page.get_by_test_id("message-undo").click()
    for tab in (page, other):
        await expect(messages(tab)).to_have_count(4)
        assert await texts(tab) == before
    await expect(offer).to_have_count(0)
    await expect(messages(page).nth(1).get_by_test_id("message-copy")).to_be_focused()
    await other.close()


async def test_nothing_lies_under_the_offer(open_tab: Page, upstream: Upstream):
    """At the column's end the newest message's actions stand above it, the box one writes in below it."""
    upstream.enqueue(Reply("一行。\n\n" * 40))
    await open_new_chat(open_tab)
    await converse(open_tab, "讲长一点")
    await converse(open_tab, "谢谢")
    await messages(open_tab).nth(2).get_by_test_id("message-delete").click()
    await expect(messages(open_tab)).to_have_count(3)
    await open_tab.locator(".transcript").evaluate("column => { column.scrollTop = column.scrollHeight }")
    offer = await open_tab.get_by_test_id("message-deleted").bounding_box()
    actions = last_reply(open_tab).get_by_test_id("message-more")
    await expect(actions).to_be_in_viewport()
    box = await actions.bounding_box()
    composer = await open_tab.get_by_test_id("composer").bounding_box()
    assert box["y"] + box["height"] <= offer["y"]
    assert offer["y"] + offer["height"] <= composer["y"]


async def test_the_last_one_leaves_an_empty_chat(regular: Reader, upstream: Upstream):
    """The chat's friendly word is back, and with it the way on."""
    page = regular.page
    await open_new_chat(page)
    await converse(page, "你好")
    await choose(last_reply(page), "message-delete")
    await expect(messages(page)).to_have_count(1)
    await messages(page).first.get_by_test_id("message-delete").click()
    await page.get_by_text(regular.words.chat.empty).first.wait_for()
    await converse(page, "再来")
    assert upstream.requests[-1].messages == [{"role": "user", "content": "再来"}]


@pytest.mark.parametrize("reader_touches", ["message-more", "message-copy"])
async def test_the_menu_is_on_the_screen_wherever_it_opens(
    open_tab: Page, upstream: Upstream, reader_touches: str
):
    """Beside its button, whole, and gone after a touch elsewhere."""
    upstream.enqueue(Reply("好。"), Reply("一行。\n\n" * 30))
    await open_new_chat(open_tab)
    await converse(open_tab, "短")
    await converse(open_tab, "长")
    menu = open_tab.get_by_test_id("message-menu")
    # Of the newest, another model is asked among the wishes.
    for reply, lines in ((last_reply(open_tab), 6), (messages(open_tab).nth(1), 7)):
        await reply.get_by_test_id("message-more").click()
        await expect(menu).to_be_in_viewport(ratio=1)
        await expect(menu.get_by_role("button")).to_have_count(lines)
        if reader_touches == "message-copy":
            await open_tab.get_by_test_id("composer").click()
        else:
            await open_tab.keyboard.press("Escape")
        await expect(menu).to_be_hidden()
