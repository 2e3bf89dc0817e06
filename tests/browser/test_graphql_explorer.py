"""Trying documents out in a browser: where the schema is told, and nowhere else."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, expect

from oreai.i18n import texts_for
from tests.browser.screens import PHONE
from tests.running import Server
from tests.serving import app_on
from tests.upstream import Upstream


@pytest.fixture(scope="module")
def developers(_one_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app that tells its schema."""
    folder = tmp_path_factory.mktemp("developers")
    yield from app_on(_one_upstream, folder, OREAI_GRAPHQL_INTROSPECTION="1")


async def test_a_document_is_tried_out(chromium: Browser, developers: Server, upstream: Upstream):
    """The page has a document that works, the schema, and says what is wrong with another one."""
    async with await chromium.new_context(viewport=PHONE, locale="zh-CN", base_url=developers.url) as context:
        page = await context.new_page()
        await page.goto("/api/graphql")
        await page.get_by_role("button", name=texts_for("zh").api.ask).click()
        await expect(page.get_by_test_id("answer")).to_contain_text('"allCategory"')
        await page.locator("[name=query]").fill("{ nothing }")
        await page.locator("[name=query]").press("Control+Enter")
        await expect(page.get_by_test_id("answer")).to_contain_text("Cannot query field 'nothing'")
        await page.locator("[name=variables]").fill("{")
        await page.locator("[name=variables]").press("Control+Enter")
        await expect(page.get_by_test_id("answer")).to_contain_text("JSON")
        await page.get_by_text(texts_for("zh").api.schema).click()
        await expect(page.get_by_text("type Query {")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


async def test_elsewhere_there_is_no_such_page(chromium: Browser, server: Server):
    """The address answers as it does to a program that has sent no document."""
    async with await chromium.new_context(base_url=server.url) as context:
        answer = await (await context.new_page()).goto("/api/graphql")
        assert answer
        assert answer.status == 400
        assert (await answer.all_headers())["content-type"] == "application/json"
