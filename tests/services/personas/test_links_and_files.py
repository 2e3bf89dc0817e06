"""Personas that go from one to another: by a link that can be revoked, and by a file."""

import json
from dataclasses import replace

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat, User
from oreai.provider_settings import USERS_MARK
from oreai.seeds.library import CATEGORY_KEYS
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.form import InvalidPersona
from oreai.services.personas.links import PersonaSharingIsOff
from oreai.services.personas.own import NoSuchPersona
from oreai.services.personas.persona_file import NotAPersonaFile
from oreai.services.personas.variables import MissingValues
from tests.services.personas.test_own import VALUES, guide
from tests.talking import settled
from tests.upstream import Upstream


@pytest.fixture
async def lins(services: Services, lin: Visitor) -> str:
    """The key of Lin's guide."""
    return await services.personas.own.make(lin.user_id, guide())


async def test_who_has_the_link_sees_keeps_and_plays_it(
    services: Services, lin: Visitor, ada: Visitor, lins: str, provider: Upstream
):
    """Ada looks without learning whose it is, begins a chat, and keeps a copy that is hers alone."""
    links = services.personas.links
    token = await links.share(lin.user_id, lins)
    assert await links.share(lin.user_id, lins) == token
    assert len(bytes.fromhex(token)) == 16
    seen = await links.sheet(ada.user_id, token)
    assert (seen.form.system, seen.key, seen.is_own) == (guide().system, "", False)
    assert seen.variables == ["城市", "语言"]
    with pytest.raises(MissingValues):
        await services.persona_chats.begin_from_link(ada.user_id, token)
    chat = await services.persona_chats.begin_from_link(ada.user_id, token, VALUES, "鹿吃什么？")
    assert (await settled(services, ada, chat)).title == "鹿吃什么？"
    assert await services.database.read(lambda session: session.get(Chat, chat).persona_id) is None
    copy = await links.keep(ada.user_id, token)
    await services.personas.own.change(lin.user_id, lins, guide(name="别的"))
    assert (await services.personas.sheet(ada.user_id, "en", copy)).form == guide()
    assert (await links.sheet(lin.user_id, token)).key == lins


async def test_a_model_with_a_key_of_its_makers_stays_with_them(
    services: Services, lin: Visitor, ada: Visitor, provider: Upstream
):
    """Lin's chats ask it; who follows the link sees nothing of it, and has the default one."""
    own = guide(model="kyoto-7b", provider=f"{USERS_MARK}Lin")
    key = await services.personas.own.make(lin.user_id, own)
    links = services.personas.links
    token = await links.share(lin.user_id, key)
    without = replace(own, model="", provider="")
    assert (await links.sheet(ada.user_id, token)).form == replace(without, category="")
    kept = await links.keep(ada.user_id, token)
    assert (await services.personas.sheet(ada.user_id, "en", kept)).form == without
    chat = await services.persona_chats.begin_from_link(ada.user_id, token, VALUES, "鹿吃什么？")
    await settled(services, ada, chat)
    assert provider.requests[0].model == "gpt-3.5-turbo-16k"
    mine = await services.persona_chats.begin_from_link(lin.user_id, token, VALUES)
    settings, _ = await services.chat_settings.read(lin.user_id, mine)
    assert (settings.model, settings.provider) == ("kyoto-7b", f"{USERS_MARK}Lin")


async def test_a_revoked_link_leads_nowhere(services: Services, lin: Visitor, ada: Visitor, lins: str):
    """Nor do an empty or a made-up one, nor that of a persona or an account that is gone."""
    links = services.personas.links
    old = await links.share(lin.user_id, lins)
    await links.revoke(lin.user_id, lins)
    new = await links.share(lin.user_id, lins)
    assert new != old
    await services.personas.own.delete(lin.user_id, lins)
    other = await services.personas.own.make(lin.user_id, guide())
    last = await links.share(lin.user_id, other)
    await services.database.write(lambda session: session.delete(session.get(User, lin.user_id)))
    for token in (old, new, last, "", "pirate", "' OR 1=1 --"):
        assert await links.sheet(ada.user_id, token) is None
        for attempt in (
            links.keep(ada.user_id, token),
            services.persona_chats.begin_from_link(ada.user_id, token),
        ):
            with pytest.raises(NoSuchPersona):
                await attempt


async def test_links_can_be_switched_off(sqlite_url: str, serve, services: Services, lin: Visitor, lins: str):
    """Where the owner of the server wants none, none is made and none is followed."""
    token = await services.personas.links.share(lin.user_id, lins)
    without = serve(sqlite_url, OREAI_SHARING=False)
    assert await without.personas.links.sheet(lin.user_id, token) is None
    with pytest.raises(PersonaSharingIsOff):
        await without.personas.links.share(lin.user_id, lins)
    await without.personas.links.revoke(lin.user_id, lins)


async def test_a_file_comes_in_as_it_went_out(services: Services, lin: Visitor, ada: Visitor, lins: str):
    """Lin's and a built-in one, each field of them."""
    files = services.personas.files
    for key, locale in ((lins, "zh"), ("poet", "zh")):
        _, content = await files.write(lin.user_id, locale, key)
        [brought] = await files.read(ada.user_id, content, CATEGORY_KEYS)
        before, after = [
            (await services.personas.sheet(who, locale, one)).form
            for who, one in ((lin.user_id, key), (ada.user_id, brought))
        ]
        assert vars(before) == vars(after)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"form": "oreai-personas", "version": 2, "personas": []}',
        "[" * 100_000,
        "x" * 200_001,
    ],
)
async def test_another_file_is_refused(services: Services, lin: Visitor, content: str):
    """Whatever it holds, nothing comes of it."""
    with pytest.raises(NotAPersonaFile):
        await services.personas.files.read(lin.user_id, content, CATEGORY_KEYS)


async def test_a_file_with_a_bad_persona_brings_none(services: Services, lin: Visitor, lins: str):
    """The good one beside it waits until the other is put right; one without a name is named."""
    _, content = await services.personas.files.write(lin.user_id, "zh", lins)
    told = json.loads(content)
    told["personas"].append({"name": "", "system": "x"})
    with pytest.raises(InvalidPersona):
        await services.personas.files.read(lin.user_id, json.dumps(told), CATEGORY_KEYS)
    assert [card.key for card in await services.personas.cards(lin.user_id, "zh") if card.is_own] == [lins]
