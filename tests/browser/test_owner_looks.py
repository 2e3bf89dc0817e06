"""The owner's page with all there can be on it: nothing for axe, nothing too small, nothing too wide."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Page, ViewportSize, expect
from sqlmodel import Session

from oreai.columns import new_id, now
from oreai.models import Invitation, ModelCapabilities, User, UserRole
from oreai.services.accounts.session_token import new_token
from tests.browser.given import given
from tests.browser.screens import Reader
from tests.browser.test_account_looks import look, seen
from tests.browser.test_owner import own
from tests.running import Server

__all__ = ["look"]

LONG = "Wolfeschlegelsteinhausenbergerdorff-Überlandverkehrsgesellschaft"
TALL: ViewportSize = {"width": 390, "height": 4200}


COUNTED: dict[str, Any] = {"locale": "zh", "calls_limit": 1000}


def everybody(session: Session) -> None:
    """People of each role, what a provider was learned of, an invitation for somebody with a long name."""
    people = [
        User(**COUNTED, name="林小满", role=UserRole.OWNER, calls_used=812),
        User(**COUNTED, name=LONG, calls_used=1000),
        User(**COUNTED, name="Ada", role=UserRole.DISABLED, delete_at=now() + timedelta(days=12)),
        User(**COUNTED),
    ]
    learned = ModelCapabilities(
        endpoint=f"https://{'very-' * 12}long.example.org/v1",
        model=f"桂花-{new_token()[:6]}",
        context_limit=32_000,
        factor=1.25,
        refused="temperature top_p",
        learned_at=now(),
    )
    invitation = Invitation(token_hash=new_id(), note=LONG, uses_left=3, expires_at=now() + timedelta(days=7))
    session.add_all([*people, learned, invitation])


async def unfold(page: Page) -> None:
    """Open everything about everybody who is shown."""
    for user in await page.get_by_test_id("owner-user-name").all():
        await user.click()
    for delete in await page.get_by_test_id("user-delete").all():
        await delete.click()


async def keep_picture(page: Page, name: str) -> None:
    """Where somebody wants to look at it."""
    if folder := os.environ.get("OREAI_SCREENSHOTS"):
        before = page.viewport_size
        await page.set_viewport_size(TALL)
        await page.evaluate("document.querySelector('main').scrollTop = 0")
        await page.screenshot(path=Path(folder) / f"{name}.png")
        assert before
        await page.set_viewport_size(before)


async def test_the_owners_page(look: Reader, server: Server):
    """As it is opened; unfolded, with a refusal, a link that is shown once and a message to all."""
    page, found, words = look.page, {}, look.words.owner
    await own(look, server)
    given(server, everybody)
    await page.goto("/owner")
    await expect(page.get_by_test_id("owner-user").first).to_be_visible()
    await expect(page.get_by_test_id("owner-provider")).not_to_contain_text(words.provider_waiting)
    found["opened"] = await seen(page)
    theme = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
    await keep_picture(page, f"owner-{look.locale}-{theme}")
    await page.get_by_test_id("users-words").fill(LONG[:12])
    await page.get_by_test_id("users-search").click()
    await expect(page.get_by_test_id("owner-user").first).to_contain_text(LONG)
    await unfold(page)
    row = page.get_by_test_id("owner-user").first
    await row.get_by_test_id("user-quota").fill("many")
    await row.get_by_test_id("user-quota-save").click()
    await expect(row).to_contain_text(words.bad_quota)
    await row.get_by_test_id("user-quota").fill("+500")
    await row.get_by_test_id("user-quota-save").click()
    await expect(page.get_by_test_id("owner-act").first).to_contain_text("1000 → 1500")
    await page.get_by_test_id("invite-make").click()
    await expect(page.get_by_test_id("token-shown")).to_be_visible()
    await page.get_by_test_id("message-text").fill("22:00 🔧 " * 20)
    await page.get_by_test_id("message-show").click()
    await expect(page.get_by_test_id("announcement")).to_be_visible()
    found["unfolded"] = await seen(page)
    await keep_picture(page, f"owner-unfolded-{look.locale}-{theme}")
    await page.get_by_test_id("message-withdraw").click()
    await expect(page.get_by_test_id("announcement")).to_have_count(0)
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}
