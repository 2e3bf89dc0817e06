"""How a screen is looked at: in each language and theme, by axe, and by how large its targets are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.browser.screens import PHONE, Reader

LOCALES = {"zh": "zh-CN", "en": "en-GB"}
LOOKS = [f"{locale}-{theme}" for locale, theme in product(LOCALES, ("light", "dark"))]
SMALL = """() => [...document.querySelectorAll('a, button, textarea, input, select, summary, [role=tab]')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('p, li, td, [inert]'))
    .map(e => [e.dataset.testid || e.outerHTML.slice(0, 90),
        (e.closest('label') ?? e).getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 43.9 || box.height < 43.9))
    .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
"What is too small for a finger, by its name."


@asynccontextmanager
async def looked_at(look: str, chromium: Browser, url: str) -> AsyncIterator[Reader]:
    """A newcomer's tab in one of `LOOKS`, who does not like things to move.

    Args:
        look: a language and a theme, such as `zh-dark`.
        chromium: the browser.
        url: of the server.
    """
    locale, theme = look.split("-")
    async with await chromium.new_context(
        viewport=PHONE,
        locale=LOCALES[locale],
        color_scheme="dark" if theme == "dark" else "light",
        base_url=url,
        reduced_motion="reduce",
    ) as context:
        yield Reader(locale, await context.new_page())


async def flaws(page: Page) -> list[str]:
    """What axe says against this screen."""
    found = (await Axe().run(page)).response["violations"]
    return [f"{flaw['id']}: {node['html'][:200]}" for flaw in found for node in flaw["nodes"]]
