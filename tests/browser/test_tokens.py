"""Personal tokens on the phone: made, seen once, listed by their beginning, revoked."""

import httpx
from playwright.async_api import Page, expect

from tests.browser.screens import Reader, open_mine
from tests.running import Server


async def make(page: Page, name: str) -> str:
    """What is shown once."""
    await open_mine(page)
    await page.get_by_test_id("tokens").click()
    await page.get_by_test_id("token-name").fill(name)
    await page.get_by_test_id("token-days").select_option("30")
    await page.get_by_test_id("token-make").click()
    return await page.get_by_test_id("token-shown").inner_text()


async def status_of(server: Server, token: str) -> int:
    """How the server takes a program that comes with it."""
    async with httpx.AsyncClient(
        base_url=server.url, headers={"Authorization": f"Bearer {token}"}
    ) as program:
        return (await program.post("/api/graphql", json={"query": "{ prompt { id } }"})).status_code


async def test_a_token_is_shown_once_and_revoked(newcomer: Reader, server: Server):
    """Lin makes one for a script, which works until it is revoked; a reload shows only its beginning."""
    page, words = newcomer.page, newcomer.words.tokens
    token = await make(page, "备份脚本")
    row = page.get_by_test_id("token")
    await expect(row).to_contain_text("备份脚本")
    await expect(row).to_contain_text("chat graphql")
    await expect(row).to_contain_text(words.never_used)
    assert await status_of(server, token) == 200
    await page.reload()
    await page.get_by_test_id("tokens").click()
    await expect(row).to_contain_text(token[:12] + "…")
    await expect(row).to_contain_text(words.used)
    assert token not in await page.content()
    await page.get_by_test_id("token-revoke").click()
    await expect(row).to_have_count(0)
    assert await status_of(server, token) == 401


async def test_a_token_that_may_do_nothing_is_refused_in_words(newcomer: Reader):
    """Beside the form; the name stays in its field."""
    page = newcomer.page
    await open_mine(page)
    await page.get_by_test_id("tokens").click()
    await page.get_by_test_id("token-name").fill("什么也不做")
    await page.get_by_test_id("token-scope-chat").uncheck()
    await page.get_by_test_id("token-scope-graphql").uncheck()
    await page.get_by_test_id("token-make").click()
    await expect(page.get_by_text(newcomer.words.api.bad_form)).to_be_visible()
    await expect(page.get_by_test_id("token-name")).to_have_value("什么也不做")
