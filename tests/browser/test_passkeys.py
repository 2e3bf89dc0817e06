"""Passkeys, with an authenticator that Chromium plays: added, used to sign in, renamed, removed."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from oreai.i18n import texts_for
from tests.browser.screens import PHONE, open_mine
from tests.browser.test_sign_in import name, sign_up
from tests.running import Server

ZH = texts_for("zh").account
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
async def named(chromium: Browser, server: Server) -> AsyncIterator[BrowserContext]:
    """A phone that knows OreAI by a name: browsers take no passkeys for an address of numbers."""
    url = server.url.replace("127.0.0.1", "localhost")
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=url) as context:
        yield context


async def authenticator(page: Page) -> None:
    """A fingerprint reader that always says yes."""
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


async def touch_and_reload(page: Page, test_id: str) -> None:
    """Touch what lets the page load anew once the server has answered."""
    if not await page.get_by_test_id(test_id).is_visible():
        await page.get_by_test_id("passkeys").click()
    async with page.expect_event("load"):
        await page.get_by_test_id(test_id).click()


async def test_a_passkey_is_added_and_signs_in(named: BrowserContext):
    """No password is asked for; removed, it opens nothing any more."""
    page, who = await named.new_page(), name()
    await authenticator(page)
    await sign_up(page, who)
    await touch_and_reload(page, "passkey-add")
    await expect(page.get_by_test_id("account-name")).to_have_text(who)
    await page.get_by_test_id("passkeys").click()
    await expect(page.get_by_test_id("passkey")).to_have_count(1)
    await expect(page.get_by_test_id("passkey-name")).to_have_value("Chrome · Linux")

    await page.get_by_test_id("sign-out").click()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
    await page.goto("/login")  # the name field offers it, and the reader says yes at once
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
    await open_mine(page)
    await expect(page.get_by_test_id("account-name")).to_have_text(who)

    await touch_and_reload(page, "passkey-remove")
    await expect(page.get_by_test_id("account-name")).to_have_text(who)
    await page.get_by_test_id("passkeys").click()
    await expect(page.get_by_test_id("passkey")).to_have_count(0)
    await page.get_by_test_id("sign-out").click()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
    await page.goto("/login")
    await page.get_by_test_id("passkey-sign-in").click()
    await expect(page.get_by_text(ZH.passkey_refused)).to_be_visible()


async def test_a_passkey_is_shown_at_a_touch(named: BrowserContext):
    """Where the browser offers none in the name field."""
    page, who = await named.new_page(), name()
    await page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    await authenticator(page)
    await sign_up(page, who)
    await touch_and_reload(page, "passkey-add")
    await page.get_by_test_id("sign-out").click()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()
    await page.goto("/login")
    await page.get_by_test_id("passkey-sign-in").click()
    await expect(page.get_by_test_id("chat-row").first).to_be_visible()


async def test_at_an_address_of_numbers_none_are_offered(page: Page):
    """Browsers would refuse them."""
    await sign_up(page, name())
    await expect(page.get_by_test_id("passkeys")).to_have_count(0)
    await page.goto("/login")
    await expect(page.get_by_test_id("sign-in-name")).to_be_visible()
    await expect(page.get_by_test_id("passkey-sign-in")).to_have_count(0)
