"""What Discover shows: every built-in persona, in the reader's language, under its categories."""

import pytest

from oreai.bootstrap import Services
from oreai.seeds import library
from oreai.services.accounts.visitors import Visitor


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_all_personas_are_shown_in_order(services_on_each: Services, locale: str):
    """The cards are the library's personas with all their texts."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, locale)
    cards = await services.personas.cards(lin.user_id, locale)
    for card, seed in zip(cards, library.personas(), strict=True):
        text = seed.texts[locale]
        assert (card.key, card.icon, card.name) == (seed.key, seed.icon, text.name)
        assert (card.description, card.is_own) == (text.description, False)
        assert sorted(card.categories) == sorted(seed.categories)


async def test_the_tabs_come_in_their_order(services: Services):
    """热门 first, 健康 last."""
    assert await services.personas.category_keys() == list(library.CATEGORY_KEYS)


async def test_one_card_is_found_by_its_key(services: Services, ada: Visitor):
    """The dialog shows what the card promised; a key that is not there is nothing."""
    sheet = await services.personas.sheet(ada.user_id, "en", "poet")
    [listed] = [card for card in await services.personas.cards(ada.user_id, "en") if card.key == "poet"]
    assert (sheet.form.name, sheet.form.icon) == (listed.name, listed.icon)
    [seed] = [one for one in library.personas() if one.key == "poet"]
    assert (sheet.form.system, sheet.variables) == (seed.texts["en"].system, [])
    assert list(sheet.form.questions) == seed.texts["en"].questions.split("\n")
    assert await services.personas.sheet(ada.user_id, "en", "pirate") is None
