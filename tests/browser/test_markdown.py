"""A reply's markdown: it grows without flicker, and nothing in it runs or is fetched by itself."""

import threading

from playwright.async_api import Page, expect

from tests.browser.screens import body, converse, last_reply, open_new_chat, say
from tests.upstream import Reply, Upstream

TOUR = """**三天**慢慢走：

1. 清水寺
2. 岚山

| 项目 | 预算 |
| --- | --- |
| 住宿 | 1200 |

```python
print("京都")
```

[官网](https://kyoto.example/)"""

HOSTILE = """<script>document.title = 'taken'</script>
<img src=x onerror="document.title = 'taken'">
<iframe srcdoc="<script>parent.document.title = 'taken'</script>"></iframe>

[点我](javascript:document.title='taken')

<svg><a><animate attributeName="href" values="javascript:document.title='taken'"/></a></svg>"""


async def test_a_reply_is_shown_as_it_is_meant(page: Page, upstream: Upstream):
    """Lists, tables, code in colours, and links that open elsewhere."""
    upstream.enqueue(Reply(TOUR))
    await open_new_chat(page)
    await converse(page, "去京都三天")
    reply = body(last_reply(page))
    await expect(reply.locator("strong")).to_have_text("三天")
    await expect(reply.locator("ol li")).to_have_text(["清水寺", "岚山"])
    await expect(reply.locator("td").last).to_have_text("1200")
    await expect(reply.locator("pre .hljs-string")).to_have_text('"京都"')
    link = reply.locator("a")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


async def test_half_written_markdown_is_completed(page: Page, upstream: Upstream):
    """Bold that has not ended is bold, a fence that has not closed is code without colours."""
    upstream.enqueue(Reply(tokens=("先去**清水",), until=threading.Event()))
    await open_new_chat(page)
    await say(page, "去哪里？")
    await expect(body(last_reply(page)).locator("strong")).to_have_text("清水")
    await page.get_by_test_id("stop").click()
    upstream.enqueue(Reply(tokens=("看：\n\n```python\nprint(1)",), until=threading.Event()))
    await say(page, "代码呢？")
    code = body(last_reply(page)).locator("pre code")
    await expect(code).to_have_text("print(1)")
    await expect(code.locator("span")).to_have_count(0)


async def test_a_number_alone_is_shown_after_a_moment(page: Page, upstream: Upstream):
    """It may become an item; where nothing follows it is the answer, before the reply has ended."""
    upstream.enqueue(Reply(tokens=("42",), until=threading.Event()))
    await open_new_chat(page)
    await say(page, "六乘七？")
    await expect(body(last_reply(page))).to_have_text("42")
    await page.get_by_test_id("stop").click()


async def test_a_table_of_a_thousand_rows_is_whole_after_a_reload(page: Page, upstream: Upstream):
    """It comes over several frames, the last rows first; in the end all stand there in their order."""
    rows = [f"第 {number} 站" for number in range(1, 1001)]
    upstream.enqueue(Reply("| 站 |\n| --- |\n" + "\n".join(f"| {row} |" for row in rows)))
    await open_new_chat(page)
    await converse(page, "全部车站")
    await expect(body(last_reply(page)).locator("td")).to_have_text(rows)
    await page.reload()
    await expect(body(last_reply(page)).locator("td")).to_have_text(rows)


async def test_nothing_hostile_runs(page: Page, upstream: Upstream):
    """Scripts, handlers, frames and javascript: links are harmless text, or not there."""
    upstream.enqueue(Reply(HOSTILE))
    await open_new_chat(page)
    await converse(page, "你好")
    reply = body(last_reply(page))
    await expect(reply).to_contain_text("点我")
    for element in ("script", "iframe", "img", "svg", "[href^='javascript']"):
        await expect(reply.locator(element)).to_have_count(0)
    assert "taken" not in await page.title()


async def test_a_picture_waits_for_the_reader(page: Page, upstream: Upstream):
    """No server of strangers hears of Lin before she touches the picture."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    upstream.enqueue(Reply("看：![清水寺](https://pictures.example/kiyomizu.png)"))
    await open_new_chat(page)
    await converse(page, "有照片吗？")
    closed = body(last_reply(page)).get_by_role("button", name="清水寺")
    await expect(closed).to_be_visible()
    assert not any("pictures.example" in url for url in asked)
    await closed.click()
    await expect(body(last_reply(page)).locator("img")).to_have_count(1)


async def test_a_picture_that_may_not_be_shown_is_not_offered(page: Page, upstream: Upstream):
    """Without TLS the page's own policy keeps it out: its words are shown."""
    upstream.enqueue(Reply("看：![清水寺](http://pictures.example/kiyomizu.png)"))
    await open_new_chat(page)
    await converse(page, "有照片吗？")
    await expect(body(last_reply(page)).locator("p")).to_have_text("看：清水寺")
    await expect(body(last_reply(page)).get_by_role("button")).to_have_count(0)
