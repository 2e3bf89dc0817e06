"""Files of assets/js by themselves, in the browser: what no screen can show."""

from playwright.async_api import Page

from tests.browser.screens import open_chats

FORGETS = """async () => {
    const { textStore } = await import('/js/chat/text_store.js');
    for (const name of ['one', 'one~', 'other', 'other~', 'shown']) textStore.take(name, 0, '东寺');
    textStore.subscribe('shown', () => {});
    textStore.keep(new Set(['one', 'one~']));
    return ['one', 'one~', 'other', 'other~', 'shown'].filter(name => textStore.text(name));
}"""
OLD_MENUS = """async () => {
    document.body.innerHTML = `
        <button id=opener popovertarget=menu>…</button>
        <div id=menu popover><button id=line popovertarget=menu popovertargetaction=hide>…</button></div>`;
    await import('/js/browser/plain_menus.js');
    const menu = document.getElementById('menu');
    const seen = [];
    for (const touched of ['opener', 'opener', 'opener', 'line', 'opener', 'menu']) {
        document.getElementById(touched).click();
        seen.push(menu.classList.contains('opened'));
    }
    return seen;
}"""


async def test_the_texts_of_other_chats_are_let_go(tab: Page):
    """Those that are named stay, as the open chat's, and what is still shown."""
    await open_chats(tab)
    assert await tab.evaluate(FORGETS) == ["one", "one~", "shown"]


async def test_a_menu_opens_without_popovers(tab: Page):
    """Its button opens and closes it, a line of it and a touch beside it close it."""
    await open_chats(tab)
    assert await tab.evaluate(OLD_MENUS) == [True, False, True, False, True, False]


async def test_menus_are_hidden_where_there_are_no_popovers(tab: Page):
    """The styles say so to an old browser; this one cannot be made to forget popovers."""
    await open_chats(tab)
    rules = await tab.evaluate(
        """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText)"""
    )
    assert any("not selector(:popover-open)" in rule and "display: none" in rule for rule in rules)
