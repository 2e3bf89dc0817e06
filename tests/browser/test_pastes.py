"""A long text that is pasted stands folded above the box, and is sent with what is written in it."""

from playwright.async_api import Page, expect

from oreai.services.models.chat_models import LONGEST_MESSAGE
from tests.browser.screens import body, chat_id, hear, messages, open_chats, open_new_chat
from tests.browser.traffic import Traffic
from tests.upstream import Upstream

NOTES = "\n".join(f"第 {day} 天：清水寺、祇园、岚山，晚上在鸭川边散步。" for day in range(1, 60))
LETTER = "亲爱的阿达：" + "京都下雨了。" * 300
_PASTE = """(box, text) => {
    const clipboard = new DataTransfer();
    clipboard.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
    if (box.dispatchEvent(event)) box.setRangeText(text);
}"""


async def paste(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").evaluate(_PASTE, text)


async def begin(page: Page, text: str = "") -> None:
    """An empty chat, with this in the box."""
    await open_new_chat(page)
    await page.get_by_test_id("composer").fill(text)


async def test_a_long_paste_is_folded_and_sent_whole(open_tab: Page, upstream: Upstream):
    """Lin asks about her notes: the box stays small, and the model gets the question with every line."""
    await begin(open_tab, "帮我排一下行程")
    await paste(open_tab, NOTES)
    await expect(open_tab.get_by_test_id("paste")).to_contain_text(f"{len(NOTES):,}")
    await expect(open_tab.get_by_test_id("composer")).to_have_value("帮我排一下行程")
    await open_tab.get_by_test_id("composer").press("Enter")
    await hear(open_tab)
    assert upstream.requests[0].messages[-1]["content"] == f"帮我排一下行程\n\n{NOTES}"
    await expect(open_tab.get_by_test_id("paste")).to_have_count(0)


async def test_a_paste_alone_can_be_sent(open_tab: Page, upstream: Upstream):
    """Nothing needs to be written beside it."""
    await begin(open_tab)
    await paste(open_tab, LETTER)
    await expect(open_tab.get_by_test_id("paste")).to_have_count(1)
    await open_tab.get_by_test_id("send").click()
    await hear(open_tab)
    assert upstream.requests[0].messages[-1]["content"] == LETTER


async def test_a_paste_past_the_limit_is_refused_with_its_size(page: Page, upstream: Upstream):
    """A whole library, three megabytes: it stands in the box with its size, and nothing of it is sent."""
    traffic = Traffic(page)
    await page.clock.install()
    await begin(page, "总结一下")
    await paste(page, "京都下雨了。" * 200_000)
    await expect(page.get_by_test_id("refusal")).to_contain_text("1,200,006")
    await expect(page.get_by_test_id("refusal")).to_contain_text(f"{LONGEST_MESSAGE:,}")
    await page.get_by_test_id("send").click()
    await page.get_by_test_id("composer").press("Enter")
    await page.clock.fast_forward(2500)  # longer than a draft waits to be told
    await page.reload()
    await expect(page.get_by_test_id("refusal")).to_contain_text("1,200,006")
    assert max(map(len, traffic.sent)) < 50_000
    await page.get_by_test_id("paste-remove").click()
    await expect(page.get_by_test_id("refusal")).to_have_count(0)
    await page.get_by_test_id("send").click()
    await hear(page)
    assert upstream.requests[0].messages[-1]["content"] == "总结一下"


async def test_an_edit_past_the_limit_is_refused_in_its_sheet(open_tab: Page, upstream: Upstream):
    """The words stay in the sheet, and can be made shorter there."""
    await begin(open_tab, "去京都")
    await open_tab.get_by_test_id("send").click()
    await hear(open_tab)
    await messages(open_tab).first.get_by_test_id("message-edit").click()
    box = open_tab.get_by_test_id("edit-box").locator("visible=true")
    await box.fill("京" * (LONGEST_MESSAGE + 1))
    await open_tab.get_by_test_id("edit-save").locator("visible=true").click()
    await expect(open_tab.get_by_test_id("refusal")).to_contain_text(f"{LONGEST_MESSAGE + 1:,}")
    await box.fill("去奈良")
    await expect(open_tab.get_by_test_id("refusal")).to_have_count(0)
    await box.press("Control+Enter")
    await expect(body(messages(open_tab).first)).to_have_text("去奈良")
    await hear(open_tab)


async def test_a_family_in_a_folded_paste_is_whole(open_tab: Page):
    """The line that shows how it begins ends before a family that does not fit."""
    await begin(open_tab)
    await paste(open_tab, "家" * 115 + "👨‍👩‍👧‍👦" * 200)
    await expect(open_tab.get_by_test_id("paste").locator("span > span")).to_have_text("家" * 115)
    await open_tab.get_by_test_id("paste-remove").click()


async def test_a_short_paste_stays_in_the_box(open_tab: Page):
    """What one would have typed is not folded."""
    await begin(open_tab)
    await paste(open_tab, "清水寺、祇园、岚山")
    await expect(open_tab.get_by_test_id("composer")).to_have_value("清水寺、祇园、岚山")
    await expect(open_tab.get_by_test_id("paste")).to_have_count(0)


async def test_a_paste_can_be_unfolded_or_left_out(open_tab: Page):
    """One text goes into the box, to be changed there; the other is not sent after all."""
    await begin(open_tab, "看看这个")
    await paste(open_tab, NOTES)
    await paste(open_tab, LETTER)
    await expect(open_tab.get_by_test_id("paste")).to_have_count(2)
    await open_tab.get_by_test_id("paste-remove").last.click()
    await expect(open_tab.get_by_test_id("paste")).to_have_count(1)
    await open_tab.get_by_test_id("paste-unfold").click()
    await expect(open_tab.get_by_test_id("composer")).to_have_value(f"看看这个\n\n{NOTES}")
    await expect(open_tab.get_by_test_id("composer")).to_be_focused()
    await expect(open_tab.get_by_test_id("paste")).to_have_count(0)
    await open_tab.get_by_test_id("composer").fill("")


async def test_a_folded_paste_survives_a_reload_and_another_chat(open_tab: Page):
    """It belongs to the draft: it is there again, folded, after a reload and after a look elsewhere."""
    await begin(open_tab, "帮我排一下行程")
    await paste(open_tab, NOTES)
    here = chat_id(open_tab)
    await open_tab.reload()
    await expect(open_tab.get_by_test_id("paste")).to_have_count(1)
    await open_chats(open_tab)
    await open_tab.get_by_test_id("chat-row").last.click()
    await expect(open_tab.get_by_test_id("composer")).to_have_value("")
    await expect(open_tab.get_by_test_id("paste")).to_have_count(0)
    await open_tab.goto(f"/chat/{here}")
    await expect(open_tab.get_by_test_id("composer")).to_have_value("帮我排一下行程")
    await open_tab.get_by_test_id("paste-remove").click()
    await open_tab.get_by_test_id("composer").fill("")


async def test_a_long_prompt_is_folded_in_the_conversation(open_tab: Page):
    """A bubble shows its beginning; a touch shows the rest, another folds it again."""
    await begin(open_tab)
    await paste(open_tab, NOTES)
    await open_tab.get_by_test_id("send").click()
    await hear(open_tab)
    said, more = messages(open_tab).first, open_tab.get_by_test_id("show-all")
    folded = (await said.bounding_box())["height"]
    await more.click()
    await expect(more).to_have_attribute("aria-expanded", "true")
    whole = (await said.bounding_box())["height"]
    await more.click()
    await expect(more).to_have_attribute("aria-expanded", "false")
    assert folded < 400
    assert whole > 1000
    assert (await said.bounding_box())["height"] == folded
