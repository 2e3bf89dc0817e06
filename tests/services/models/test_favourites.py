"""The models a user comes back to: starred ones and the last used."""

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.favourites import MOST_FAVOURITES, ModelName, NoModelName, TooManyFavourites
from oreai.services.models.settings import ChatSettings
from tests.talking import say
from tests.upstream import Upstream, server_error

DEER = ModelName("Kyoto", "nara-8b")
RIVER = ModelName("Kyoto", "kamo-1b")


async def star(services: Services, who: Visitor, name: ModelName, wanted: bool = True) -> list[ModelName]:
    return list(await services.favourites.star(who.user_id, name.provider, name.model, wanted=wanted))


async def test_a_star_is_kept_until_it_is_taken_away(services_on_each: Services):
    """In the order of starring; twice is once; a stranger's are her own."""
    services = services_on_each
    lin, ada = [await services.accounts.enter(letter * 43, "zh-CN") for letter in "la"]
    await star(services, lin, DEER)
    await star(services, lin, RIVER)
    assert await star(services, lin, RIVER) == [DEER, RIVER]
    assert await services.favourites.of(lin.user_id) == [DEER, RIVER]
    assert await services.favourites.of(ada.user_id) == []
    assert await star(services, lin, DEER, wanted=False) == [RIVER]
    assert await star(services, lin, DEER, wanted=False) == [RIVER]


async def test_one_too_many_is_refused_and_the_others_stay(services: Services, lin: Visitor):
    """Nothing falls out without a word; one that is there already may be starred again."""
    names = [ModelName("Kyoto", f"model-{at}") for at in range(MOST_FAVOURITES)]
    for name in names:
        await star(services, lin, name)
    with pytest.raises(TooManyFavourites):
        await star(services, lin, DEER)
    await star(services, lin, names[-1])
    assert await services.favourites.of(lin.user_id) == names


@pytest.mark.parametrize(("provider", "model"), [("Kyoto", ""), ("Kyoto", "m" * 201), ("K" * 61, "nara-8b")])
async def test_what_no_model_is_called_gets_no_star(
    services: Services, lin: Visitor, provider: str, model: str
):
    """Longer than its column, or nothing at all."""
    with pytest.raises(NoModelName):
        await star(services, lin, ModelName(provider, model))
    assert await services.favourites.of(lin.user_id) == []


async def test_the_last_used_models_are_those_that_answered(
    services: Services, lin: Visitor, ada: Visitor, chat: str, provider: Upstream
):
    """The newest first, each once, five at the most; a failed reply uses nothing, and Ada has none."""
    for model in ("a", "b", "c", "d", "e", "f", "b"):
        await services.chat_settings.save(lin.user_id, chat, ChatSettings(model=model), "")
        await say(services, lin, chat, "去哪里？")
    provider.enqueue(server_error("The kitchen is on fire."))
    await services.chat_settings.save(lin.user_id, chat, ChatSettings(model="broken"), "")
    await say(services, lin, chat, "去哪里？")
    used = await services.favourites.last_used(lin.user_id)
    assert [name.model for name in used] == ["b", "f", "e", "d", "c"]
    assert {name.provider for name in used} == {(await services.models.providers(lin.user_id))[0]}
    assert await services.favourites.last_used(ada.user_id) == []
