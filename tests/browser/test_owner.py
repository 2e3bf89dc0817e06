"""The owner's page on a phone, in both languages: from the row on Me to a message on every page."""

import os
from pathlib import Path

from playwright.async_api import expect
from sqlmodel import Session, select

from oreai.columns import now
from oreai.i18n import fill
from oreai.models import ModelCapabilities, User, UserRole
from oreai.services.accounts.session_token import new_token
from tests.browser.given import given
from tests.browser.screens import Reader, open_mine
from tests.running import Server
from tests.upstream import Upstream

PASSWORD = "三条河原町で待つ"
_CHOICES_FIT = "[...document.querySelectorAll('.choices')].every(one => one.scrollWidth <= one.clientWidth)"


async def own(reader: Reader, server: Server) -> str:
    """The reader signs up and is made an owner; their name."""
    name = f"Lin {new_token()[:10]}"
    await reader.page.goto("/signup")
    await reader.page.get_by_test_id("sign-up-name").fill(name)
    await reader.page.get_by_test_id("new-password").fill(PASSWORD)
    await reader.page.get_by_test_id("sign-up-submit").click()
    await expect(reader.page.get_by_test_id("account-name")).to_have_text(name)

    def make_owner(session: Session) -> None:
        session.exec(select(User).where(User.name == name)).one().role = UserRole.OWNER

    given(server, make_owner)
    return name


def learn(session: Session) -> None:
    session.add(
        ModelCapabilities(
            endpoint=f"http://127.0.0.1:9/{'v' * 80}",
            model="桂花-32k",
            context_limit=32_000,
            factor=1.25,
            refused="temperature top_p",
            learned_at=now(),
        )
    )


async def see_providers(reader: Reader, upstream: Upstream) -> None:
    """One answers; what was learned of a model is forgotten by a touch, and that is written down."""
    page, words = reader.page, reader.words.owner
    row = page.get_by_test_id("owner-provider")
    await expect(row.get_by_test_id("provider-answer")).to_have_text(fill(words.provider_works, count=1))
    upstream.models = ["a", "b"]
    await page.get_by_test_id("providers-ask").click()
    await expect(row.get_by_test_id("provider-answer")).to_have_text(fill(words.provider_works, count=2))
    learned = page.get_by_test_id("learned").filter(has_text="桂花-32k")
    await expect(learned).to_contain_text("temperature, top_p")
    await learned.scroll_into_view_if_needed()
    if folder := os.environ.get("OREAI_SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"learned-{reader.locale}.png")
    await learned.get_by_test_id("learned-forget").click()
    await expect(learned).to_have_count(0)
    await expect(page.get_by_test_id("owner-act").first).to_contain_text(words.acts["forget"])


async def test_the_page_of_an_owner(newcomer: Reader, server: Server, upstream: Upstream):
    """Found on Me by owners; a quota, an invitation, a message to all, providers; each written down."""
    page, words = newcomer.page, newcomer.words.owner
    await open_mine(page)
    await expect(page.get_by_test_id("to-owner")).to_have_count(0)
    name = await own(newcomer, server)
    given(server, learn)
    await open_mine(page)
    await page.get_by_test_id("to-owner").click()
    await page.get_by_test_id("users-words").fill(name)
    await page.get_by_test_id("users-search").click()
    row = page.get_by_test_id("owner-user")
    await expect(row).to_have_count(1)
    await row.get_by_test_id("owner-user-name").click()
    await row.get_by_test_id("user-quota").fill("+500")
    await row.get_by_test_id("user-quota-save").click()
    await expect(row).to_contain_text("1500")
    await page.get_by_test_id("invite-note").fill("Ada")
    await page.get_by_test_id("invite-make").click()
    await expect(page.get_by_test_id("token-shown")).to_contain_text("/signup?invite=")
    await expect(page.get_by_test_id("invitation").first).to_contain_text("Ada")
    text = page.get_by_test_id("message-text")
    await page.evaluate("document.querySelector('[data-testid=message-text]').maxLength = 2000")
    await text.fill("🔧" * 501)
    await page.get_by_test_id("message-show").click()
    await expect(page.get_by_test_id("owner-message")).to_contain_text(words.bad_message)
    await expect(text).to_have_value("🔧" * 501)
    await text.fill("22:00 🔧")
    await page.get_by_test_id("message-show").click()
    await expect(page.get_by_test_id("announcement")).to_contain_text("22:00 🔧")
    await expect(text).to_have_value("")
    await expect(page.get_by_test_id("owner-act").first).to_contain_text(words.acts["announcement"])
    await see_providers(newcomer, upstream)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert await page.evaluate(_CHOICES_FIT), "each answer stands within its group"
    if folder := os.environ.get("OREAI_SCREENSHOTS"):
        await page.emulate_media(color_scheme="dark")
        for panel in ("owner-users", "owner-door", "owner-providers", "owner-learned"):
            await page.get_by_test_id(panel).scroll_into_view_if_needed()
            await page.screenshot(path=Path(folder) / f"{panel}-{newcomer.locale}.png")
    await page.get_by_test_id("announcement-close").click()
    await expect(page.get_by_test_id("announcement")).to_have_count(0)
    await page.goto("/")
    await expect(page.get_by_test_id("announcement")).to_have_count(0)
    await page.goto("/owner")
    await page.get_by_test_id("message-withdraw").click()
    await expect(page.get_by_test_id("message-withdraw")).to_have_count(0)
