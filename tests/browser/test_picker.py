"""`/` in an empty box offers what a chat can begin with: questions to ask, and the assistants."""

from playwright.async_api import Locator, Page, expect

from oreai.seeds.library import personas
from tests.browser.screens import Reader, body, chat_id, converse, hear, last_reply, messages, open_new_chat
from tests.browser.traffic import Traffic
from tests.upstream import Reply, Upstream

OPENING = Reply("请出题，我来当你的对手。")


def box(page: Page) -> Locator:
    return page.get_by_test_id("composer")


def options(page: Page) -> Locator:
    return page.get_by_test_id("picker-option")


async def begin(page: Page, text: str) -> None:
    """An empty chat, with this in the box."""
    await open_new_chat(page)
    await box(page).fill("")
    await expect(box(page)).to_have_value("")
    await box(page).press_sequentially(text)


async def test_a_slash_offers_questions_and_every_assistant(regular: Reader):
    """Behind the slash stand this chat's questions and all personas, named in the reader's language."""
    page, words = regular.page, regular.words
    await begin(page, "/")
    await options(page).nth(3).wait_for()
    questions = words.chats.free_questions.splitlines()
    await expect(options(page)).to_have_count(len(questions) + len(personas()))
    await expect(options(page).first).to_have_text(questions[0])
    await expect(page.get_by_test_id("picker")).to_have_attribute(
        "aria-label", words.composer.picker_personas
    )
    names = await options(page).locator("b").all_inner_texts()
    assert set(names[len(questions) :]) == {persona.texts[regular.locale].name for persona in personas()}


async def test_the_chosen_assistant_speaks_in_a_blank_chat(open_tab: Page, upstream: Upstream):
    """Lin narrows the list and chooses by Enter; she stays where she is, and the chat plays the persona."""
    upstream.enqueue(OPENING)
    await begin(open_tab, "/辩手")
    await options(open_tab).first.wait_for()
    here = chat_id(open_tab)
    await expect(options(open_tab)).to_have_count(1)
    await box(open_tab).press("Enter")
    await hear(open_tab, OPENING.text)
    assert chat_id(open_tab) == here
    await expect(box(open_tab)).to_have_value("")
    await expect(open_tab.get_by_test_id("chat-title")).to_contain_text("辩手")
    assert upstream.requests[0].messages[0]["role"] == "system"


async def test_in_a_chat_with_messages_an_assistant_gets_a_chat_of_its_own(
    open_tab: Page, upstream: Upstream
):
    """What has been said stays as it is: the persona begins elsewhere, by a touch on its line."""
    await begin(open_tab, "")
    await converse(open_tab, "周末去哪里？")
    before = chat_id(open_tab)
    upstream.enqueue(OPENING)
    await box(open_tab).press_sequentially("/辩手")
    await options(open_tab).first.click()
    await expect(body(last_reply(open_tab))).to_have_text(OPENING.text)
    assert chat_id(open_tab) != before
    await expect(messages(open_tab)).to_have_count(1)


async def test_a_question_goes_into_the_box(open_tab: Page):
    """It can be changed before it is sent; arrows walk through the list, and the focus stays in the box."""
    await begin(open_tab, "/")
    await options(open_tab).nth(3).wait_for()
    await box(open_tab).press("ArrowDown")
    second = await options(open_tab).nth(1).inner_text()
    await expect(options(open_tab).nth(1)).to_have_attribute("aria-selected", "true")
    active = await box(open_tab).get_attribute("aria-activedescendant")
    assert active == await options(open_tab).nth(1).get_attribute("id")
    await box(open_tab).press("Enter")
    await expect(box(open_tab)).to_have_value(second)
    await expect(box(open_tab)).to_be_focused()
    await expect(messages(open_tab)).to_have_count(0)


async def test_escape_leaves_the_slash_to_the_writer(open_tab: Page, upstream: Upstream):
    """After Escape the list stays away, and a text that begins with a slash can be sent."""
    await begin(open_tab, "/辩")
    await options(open_tab).first.wait_for()
    await box(open_tab).press("Escape")
    await expect(options(open_tab)).to_have_count(0)
    await box(open_tab).press_sequentially("论")
    await expect(options(open_tab)).to_have_count(0)
    await box(open_tab).press("Enter")
    await hear(open_tab)
    assert upstream.requests[0].messages[-1]["content"] == "/辩论"


async def test_a_path_is_no_search(open_tab: Page, upstream: Upstream):
    """/etc/hosts is a text like any other: nothing is offered, Enter sends it."""
    await begin(open_tab, "/etc/hosts 是什么？")
    await expect(options(open_tab)).to_have_count(0)
    await box(open_tab).press("Enter")
    await hear(open_tab)
    assert upstream.requests[0].messages[-1]["content"] == "/etc/hosts 是什么？"


async def test_the_enter_that_ends_a_composition_in_safari_chooses_nothing(open_tab: Page):
    """Safari tells of that Enter after the composition, with key code 229: the list stays as it is."""
    await begin(open_tab, "/辩")
    await options(open_tab).first.wait_for()
    await box(open_tab).dispatch_event("keydown", {"key": "Enter", "code": "Enter", "keyCode": 229})
    await box(open_tab).press_sequentially("手")
    await expect(options(open_tab)).to_have_count(1)
    await expect(box(open_tab)).to_have_value("/辩手")
    await expect(messages(open_tab)).to_have_count(0)


async def test_the_personas_are_asked_for_once(tab: Page):
    """When the list opens; narrowing it is the browser's own work."""
    traffic = Traffic(tab)
    await begin(tab, "")
    traffic.sent.clear()
    await box(tab).press_sequentially("/辩手")
    await options(tab).first.wait_for()
    assert len([event for event in traffic.events if "load_personas" in event]) == 1
