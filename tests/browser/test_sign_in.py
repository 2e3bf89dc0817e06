"""An account on the phone: sign up, sign in elsewhere, bring chats along, find back without a password."""

from playwright.async_api import Browser, Page, expect

from oreai.i18n import texts_for
from oreai.services.accounts.session_token import new_token
from tests.browser.screens import (
    PHONE,
    Reader,
    converse,
    hear,
    messages,
    open_chats,
    open_mine,
    open_new_chat,
    say,
)
from tests.running import Server
from tests.upstream import Reply, Upstream

PASSWORD = "三条河原町で待つ"
ZH = texts_for("zh")


def name() -> str:
    """A name nobody has yet."""
    return f"林 {new_token()[:12]}"


async def sign_up(page: Page, who: str) -> None:
    await open_mine(page)
    await page.get_by_test_id("sign-up").click()
    await page.get_by_test_id("sign-up-name").fill(who)
    await page.get_by_test_id("new-password").fill(PASSWORD)
    await page.get_by_test_id("sign-up-submit").click()
    await expect(page.get_by_test_id("account-name")).to_have_text(who)


async def sign_in(page: Page, who: str) -> None:
    await open_mine(page)
    await page.get_by_test_id("sign-in").click()
    await page.get_by_test_id("sign-in-name").fill(who)
    await page.get_by_test_id("sign-in-password").fill(PASSWORD)
    await page.get_by_test_id("sign-in-submit").click()


async def test_a_guest_signs_up_and_keeps_a_draft(newcomer: Reader):
    """Name and password on two fields; what was begun to write is still there."""
    page, who = newcomer.page, name()
    await open_new_chat(page)
    address = page.url
    await page.get_by_test_id("composer").fill("去京都的")
    await expect(page.get_by_test_id("composer")).to_have_value("去京都的")
    await sign_up(page, who)
    await page.goto(address)
    await expect(page.get_by_test_id("composer")).to_have_value("去京都的")


async def test_a_password_everybody_guesses_is_refused_where_it_stands(newcomer: Reader):
    """In words, beside the form; what was typed stays."""
    page, words = newcomer.page, newcomer.words
    await open_mine(page)
    await page.get_by_test_id("sign-up").click()
    await page.get_by_test_id("sign-up-name").fill("Lin")
    await page.get_by_test_id("new-password").fill("12345678")
    await page.get_by_test_id("sign-up-submit").click()
    await expect(page.get_by_text(words.account.password_common)).to_be_visible()
    await expect(page.get_by_test_id("sign-up-name")).to_have_value("Lin")


async def test_guest_chats_come_along(page: Page, chromium: Browser, server: Server):
    """Lin signs in on a laptop with a guest's chat; it is offered, brought, and on the phone at once."""
    who = name()
    await sign_up(page, who)
    await open_chats(page)
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        laptop = await context.new_page()
        await open_new_chat(laptop)
        await converse(laptop, "去京都？")
        await sign_in(laptop, who)
        title = ZH.account.bring_title.replace("{count}", "1")
        await expect(laptop.get_by_role("heading", name=title)).to_be_visible()
        await laptop.get_by_test_id("bring-yes").click()
        await expect(laptop.get_by_test_id("chat-row").filter(has_text="去京都？")).to_be_visible()
        await expect(page.get_by_test_id("chat-row").filter(has_text="去京都？")).to_be_visible()


async def test_a_draft_a_running_reply_and_a_queue_survive_signing_in(
    page: Page, chromium: Browser, server: Server, upstream: Upstream
):
    """The guest's reply ends whole in the account's chat, what waits is said, the draft stands."""
    who = name()
    await sign_up(page, who)
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        laptop = await context.new_page()
        upstream.enqueue(Reply("慢慢说，" * 400, delay_s=0.02), Reply("奈良有鹿。"))
        await open_new_chat(laptop)
        address = laptop.url
        await say(laptop, "慢慢说")
        await expect(laptop.get_by_text("慢慢说，").first).to_be_visible()
        await laptop.get_by_test_id("composer").fill("奈良呢？")
        await laptop.get_by_test_id("composer").press("Enter")
        await expect(laptop.get_by_test_id("queued")).to_have_count(1)
        await laptop.get_by_test_id("composer").fill("还没写完的")
        await sign_in(laptop, who)
        await laptop.get_by_test_id("bring-yes").click()
        await expect(laptop.get_by_test_id("chat-row").first).to_be_visible()
        await laptop.goto(address)
        await expect(laptop.get_by_test_id("composer")).to_have_value("还没写完的")
        slow = messages(laptop).nth(1)
        await expect(slow).to_have_attribute("data-status", "complete", timeout=60_000)
        await expect(slow.get_by_test_id("message-body")).to_have_text("慢慢说，" * 400)
        await hear(laptop, "奈良有鹿。")
        await expect(laptop.get_by_test_id("queued")).to_have_count(0)
        await expect(laptop.get_by_test_id("composer")).to_have_value("还没写完的")


async def test_another_device_is_signed_in_by_a_link(page: Page, chromium: Browser, server: Server):
    """It says what will happen first, and signs in once."""
    await open_new_chat(page)
    await converse(page, "奈良的鹿")
    await open_mine(page)
    await page.get_by_test_id("other-device").click()
    async with page.expect_response("**/api/account/device-link") as answered:
        await page.get_by_test_id("device-link-make").click()
    await expect(page.get_by_test_id("device-qr")).to_be_visible()
    link = (await (await answered.value).json())["link"]
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        tablet = await context.new_page()
        await tablet.goto(link)
        await expect(tablet.get_by_text(ZH.account.link_hint)).to_be_visible()
        await tablet.get_by_test_id("link-accept").click()
        await expect(tablet.get_by_test_id("chat-row").filter(has_text="奈良的鹿")).to_be_visible()


async def test_a_code_leads_back_without_a_password(page: Page, chromium: Browser, server: Server):
    """Shown once; not there any more after a reload."""
    who = name()
    await sign_up(page, who)
    await page.get_by_test_id("recovery-codes").click()
    await page.get_by_test_id("recovery-make").click()
    code = await page.get_by_test_id("codes").locator("li").first.inner_text()
    await page.reload()
    await page.get_by_test_id("recovery-codes").click()
    await expect(page.get_by_text(ZH.account.recovery_left.replace("{left}", "8"))).to_be_visible()
    await expect(page.get_by_text(code)).to_have_count(0)
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        tablet = await context.new_page()
        await tablet.goto("/login")
        await tablet.get_by_test_id("lost-password").click()
        await tablet.get_by_test_id("sign-in-code").fill(code.upper())
        await tablet.get_by_test_id("sign-in-code-submit").click()
        await tablet.get_by_test_id("chat-row").first.wait_for()
        await open_mine(tablet)
        await expect(tablet.get_by_test_id("account-name")).to_have_text(who)


async def test_a_lost_phone_is_signed_out_from_the_laptop(page: Page, chromium: Browser, server: Server):
    """Both are listed; the other one is ended, and is a new guest at its next page."""
    who = name()
    await sign_up(page, who)
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=server.url) as context:
        laptop = await context.new_page()
        await sign_in(laptop, who)
        await laptop.get_by_test_id("chat-row").first.wait_for()
        await open_mine(laptop)
        await laptop.get_by_test_id("sessions").click()
        await expect(laptop.get_by_test_id("session")).to_have_count(2)
        await laptop.get_by_test_id("session-end").click()
        await expect(laptop.get_by_test_id("session")).to_have_count(1)
    await open_mine(page)
    await expect(page.get_by_test_id("account-name")).to_have_text(ZH.account.guest)


async def test_signing_out_leaves_nothing_of_the_account(page: Page):
    """The list is a guest's."""
    await open_new_chat(page)
    await converse(page, "秘密")
    await sign_up(page, name())
    await page.get_by_test_id("sign-out").click()
    await page.get_by_test_id("chat-row").first.wait_for()
    await open_mine(page)
    await expect(page.get_by_test_id("account-name")).to_have_text(ZH.account.guest)
    await open_chats(page)
    await expect(page.get_by_text("秘密")).to_have_count(0)
