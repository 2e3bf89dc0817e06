"""A diagram of hundreds of edges holds no page up: it stays code until a reader wants it drawn."""

from playwright.async_api import expect

from tests.browser.screens import Reader, converse, messages, open_new_chat
from tests.upstream import Reply, Upstream

EDGES = "\n".join(f"n{at} --> n{at * 7 % 150}" for at in range(299))
LARGE = f"```mermaid\ngraph TD\n{EDGES}\n```"
SMALL = "```mermaid\ngraph TD\nKyoto --> Nara\n```"
_LONGEST_PAUSE = """() => new Promise(done => {
  let longest = 0, last = performance.now()
  const ends = last + 1500
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    now < ends ? setTimeout(look) : done(longest)
  }
  look()
})"""


async def test_a_large_diagram_is_drawn_when_it_is_wanted(newcomer: Reader, upstream: Upstream):
    """The page answers meanwhile; a small one beside it is drawn at once."""
    page, words = newcomer.page, newcomer.words.markdown
    upstream.enqueue(Reply(tokens=(LARGE,)), Reply(SMALL))
    await open_new_chat(page)
    await converse(page, "画图")
    reply = messages(page).last
    await expect(reply).to_contain_text(words.diagram_large)
    assert await page.evaluate(_LONGEST_PAUSE) < 500
    await expect(reply.locator(".diagram")).to_have_count(0)
    await reply.get_by_test_id("diagram-draw").click()
    await expect(reply.locator(".diagram img")).to_have_count(1)
    await expect(reply.get_by_test_id("diagram-draw")).to_have_count(0)
    await converse(page, "小一点")
    await expect(messages(page).last.locator(".diagram img")).to_have_count(1)
