"""The pages around signing in, for every reader: nothing for axe, nothing too small, nothing too wide."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from oreai.services.accounts.session_token import new_token
from tests.browser.looks import LOOKS, SMALL, flaws, looked_at
from tests.browser.screens import Reader, converse, open_mine, open_new_chat
from tests.browser.test_sign_in import sign_in, sign_up
from tests.running import Server
from tests.upstream import Upstream

WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(params=LOOKS)
async def look(
    request: pytest.FixtureRequest, chromium: Browser, server: Server, upstream: Upstream
) -> AsyncIterator[Reader]:
    """A newcomer in each language and each theme, at a name that browsers take passkeys for."""
    url = server.url.replace("127.0.0.1", "localhost")
    async with looked_at(request.param, chromium, url) as reader:
        yield reader


async def seen(page: Page) -> list[str]:
    """What is wrong with the screen as it stands."""
    wide = ["wider than the phone"] if await page.evaluate(WIDER) else []
    return [*await flaws(page), *await page.evaluate(SMALL), *wide]


async def unfold(page: Page) -> None:
    """Open every panel of my page, with codes, a link and a token in them."""
    for fold in await page.locator("details.more-ways > summary").all():
        await fold.click()
    await page.get_by_test_id("device-link-make").click()
    await expect(page.get_by_test_id("device-qr")).to_be_visible()
    await page.get_by_test_id("recovery-make").click()
    await expect(page.get_by_test_id("codes")).to_be_visible()


async def test_the_pages_of_signing_in(look: Reader):
    """Signing up and in with the way for who has lost their password, a link that is over, refusals."""
    page, found = look.page, {}
    await page.goto("/signup")
    await page.get_by_test_id("sign-up-name").wait_for()
    found["sign up"] = await seen(page)
    await page.get_by_test_id("sign-up-name").fill("Lin")
    await page.get_by_test_id("new-password").fill("12345678")
    await page.get_by_test_id("sign-up-submit").click()
    await expect(page.get_by_text(look.words.account.password_common)).to_be_visible()
    found["refused"] = await seen(page)
    await page.goto("/login")
    await page.get_by_test_id("lost-password").click()
    await expect(page.get_by_test_id("sign-in-code")).to_be_visible()
    found["sign in"] = await seen(page)
    await page.goto("/link#of-nobody")
    await expect(page.get_by_test_id("link-accept")).to_be_visible()
    found["link"] = await seen(page)
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}


async def test_my_page_with_all_its_panels(look: Reader):
    """As a guest, then as somebody with two sessions; and the question about the guest's chats."""
    page, found, who = look.page, {}, f"Lin {new_token()[:12]}"
    await open_mine(page)
    await unfold(page)
    found["guest"] = await seen(page)
    await sign_up(page, who)
    await page.context.clear_cookies()
    await open_new_chat(page)
    await converse(page, "Kyoto?")
    await sign_in(page, who)
    await expect(page.get_by_test_id("bring-yes")).to_have_text(look.words.account.bring_yes)
    found["bring"] = await seen(page)
    await page.get_by_test_id("bring-yes").click()
    await page.get_by_test_id("chat-row").first.wait_for()
    await open_mine(page)
    await unfold(page)
    await expect(page.get_by_test_id("session")).to_have_count(2)
    found["somebody"] = await seen(page)
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}
