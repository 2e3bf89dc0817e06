"""Files of assets/js by themselves, in the browser: what no screen can show."""

from playwright.async_api import Page

from tests.browser.screens import open_chats

FORGETS = """async () => {
    const { textStore } = await import('/js/text_store.js');
    for (const name of ['one', 'one~', 'other', 'other~', 'shown']) textStore.take(name, 0, '东寺');
    textStore.subscribe('shown', () => {});
    textStore.keep(new Set(['one']));
    return ['one', 'one~', 'other', 'other~', 'shown'].filter(name => textStore.text(name));
}"""


async def test_the_texts_of_other_chats_are_let_go(tab: Page):
    """The open chat's stay, with what was thought, and what is still shown."""
    await open_chats(tab)
    assert await tab.evaluate(FORGETS) == ["one", "one~", "shown"]
