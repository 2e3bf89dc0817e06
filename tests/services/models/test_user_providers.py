"""Providers that users add: their own key, their own models, nobody else's, and no call counted."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from oreai.bootstrap import Services, build
from oreai.models import ModelCapabilities, UserProvider, now
from oreai.repositories import users
from oreai.services.accounts.deletion import GRACE
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.provider_form import BadProviderForm, ProviderForm
from oreai.services.models.settings import ChatSettings, NamedModel
from oreai.services.models.user_providers import (
    MOST,
    NoSuchProvider,
    NotAllowed,
    ProviderNameTaken,
    TooManyProviders,
    TryOut,
)
from oreai.services.requests.build import ModelRequests
from tests.services.accounts.test_sign_in import guest, signed_up
from tests.talking import lines, model_names, say, settled, stored
from tests.upstream import Reply, Upstream, html_page, no_such_key, refusal, server_error

KEY = "sk-of-lin-and-nobody-else-9f3c"
CHOSEN = ChatSettings(model="kyoto-7b", provider="🔑 Kyoto")


@pytest.fixture
def kyoto() -> Iterator[Upstream]:
    """Lin's own provider."""
    with Upstream() as upstream:
        upstream.models = ["kyoto-7b", "nara-8b"]
        yield upstream


@pytest.fixture
def house(database_url: str, kyoto: Upstream, serve, tmp_path: Path) -> Services:
    """A server whose owner lets people have providers of their own, Kyoto by http."""
    where = kyoto.url.removeprefix("http://").removesuffix("/v1")
    file = str(tmp_path / "oreai.secret")
    return serve(database_url, OREAI_USER_PROVIDERS=True, OREAI_USER_ENDPOINTS=where, OREAI_SECRET_FILE=file)


@pytest.fixture
async def lin(house: Services) -> Visitor:
    """Lin, who has signed up."""
    return await house.accounts.known((await signed_up(house))[0])


def form(kyoto: Upstream, **changes: str) -> ProviderForm:
    return ProviderForm(**{"name": "Kyoto", "base_url": kyoto.url, "key": KEY, **changes})


async def left(services: Services, who: Visitor) -> int:
    return (await services.allowances.of(who.user_id)).left


async def test_a_chat_is_answered_by_its_users_own_provider(
    house: Services, lin: Visitor, kyoto: Upstream, provider: Upstream
):
    """With their key, at no cost, by any process; the list shows the key's end and when it was used."""
    await house.user_providers.add(lin.user_id, form(kyoto))
    chat = await house.chats.open_free(lin.user_id, "zh")
    await house.chat_settings.save(lin.user_id, chat, CHOSEN, "")
    kyoto.enqueue(Reply("三十三间堂"), server_error("The kitchen is on fire."))
    assert lines(await say(house, lin, chat, "去哪里？"))[-1] == ("assistant", "三十三间堂", "complete")
    other = build(house.settings)
    assert lines(await say(other, lin, chat, "还有呢？"))[-1][2] == "failed"
    other.database.close()
    assert {request.headers["authorization"] for request in kyoto.requests} == {f"Bearer {KEY}"}
    assert (len(provider.requests), await left(house, lin)) == (0, 1000)
    assert (await stored(house, chat))[1].provider == "🔑 Kyoto"
    [view] = await house.user_providers.list(lin.user_id)
    assert (view.name, view.last_four, bool(view.used_at)) == ("Kyoto", "9f3c", True)
    assert KEY not in str(view)


async def test_who_has_no_call_left_still_asks_their_own(house: Services, lin: Visitor, kyoto: Upstream):
    """And only that one: the next chat with the server's is refused as ever."""

    def spend_all(session: Session) -> None:
        users.get(session, lin.user_id).calls_used = 1000

    await house.database.write(spend_all)
    await house.user_providers.add(lin.user_id, form(kyoto))
    chat = await house.chats.open_free(lin.user_id, "zh")
    assert lines(await say(house, lin, chat, "去哪里？"))[-1][2] == "failed"
    await house.chat_settings.save(lin.user_id, chat, CHOSEN, "")
    assert lines(await say(house, lin, chat, "去哪里？"))[-1][2] == "complete"


async def test_another_model_may_be_asked_for_one_reply(
    house: Services, lin: Visitor, kyoto: Upstream, provider: Upstream
):
    """Beside the server's answer, which costs a call, one by one's own, which costs none."""
    await house.user_providers.add(lin.user_id, form(kyoto))
    chat = await house.chats.open_free(lin.user_id, "zh")
    view = await say(house, lin, chat, "去哪里？")
    reply_id = view.messages[-1].id
    await house.model_versions.ask(lin.user_id, reply_id, NamedModel("nara-8b", "🔑 Kyoto"))
    await settled(house, lin, chat)
    assert [r.model for r in kyoto.requests] == ["nara-8b"]
    assert (len(provider.requests), await left(house, lin)) == (1, 999)
    compared = await house.model_versions.compared(lin.user_id, reply_id)
    assert {one.name for one in compared} == {"gpt-3.5-turbo-16k", "nara-8b"}


async def test_nobody_else_sees_or_uses_it(
    house: Services, lin: Visitor, kyoto: Upstream, provider: Upstream
):
    """Not in Ada's list; who only knows its name finds no such model; they neither try nor delete it."""
    provider_id = await house.user_providers.add(lin.user_id, form(kyoto))
    ada = await house.accounts.known((await signed_up(house, "Ada"))[0])
    assert sorted(await model_names(house, lin.user_id)) == ["gpt-3.5-turbo-16k", "kyoto-7b", "nara-8b"]
    assert await house.models.providers(ada.user_id) == ["127.0.0.1"]
    assert await model_names(house, ada.user_id) == ["gpt-3.5-turbo-16k"]
    chat = await house.chats.open_free(ada.user_id, "zh")
    await house.chat_settings.save(ada.user_id, chat, CHOSEN, "")
    asked = len(kyoto.requests)
    await say(house, ada, chat, "去哪里？")
    assert (await stored(house, chat))[-1].error_kind == "model_gone"
    with pytest.raises(NoSuchProvider):
        await house.user_providers.try_out(ada.user_id, provider_id)
    await house.user_providers.delete(ada.user_id, provider_id)
    assert len(await house.user_providers.list(lin.user_id)) == 1
    assert len(kyoto.requests) == asked
    assert provider.requests == []


async def test_the_key_lies_locked_and_bound_to_its_row(house: Services, lin: Visitor, kyoto: Upstream):
    """In no column in the clear; moved to another user, or to another address, it does not open."""
    await house.user_providers.add(lin.user_id, form(kyoto))
    _, ada_id = await signed_up(house, "Ada")

    def steal(session: Session) -> dict:
        row = session.exec(select(UserProvider)).one()
        stolen = row.model_dump() | {"id": "0" * 24, "user_id": ada_id}
        nara = {"id": "1" * 24, "name": "Nara", "user_id": lin.user_id, "base_url": "https://nara.example/v1"}
        session.add(UserProvider(**stolen))
        session.add(UserProvider(**stolen | nara))
        return row.model_dump()

    assert KEY not in str(await house.database.write(steal))
    [of_ada] = await house.user_providers.sources(ada_id)
    of_lin = {source.name: source for source in await house.user_providers.sources(lin.user_id)}
    of_kyoto, of_nara = of_lin["🔑 Kyoto"], of_lin["🔑 Nara"]
    assert (of_kyoto.credentials.key, of_kyoto.is_unreadable) == (KEY, False)
    assert [(one.credentials.key, one.is_unreadable) for one in (of_ada, of_nara)] == [(None, True)] * 2


async def test_a_lost_secret_asks_for_the_key_again(
    house: Services, lin: Visitor, kyoto: Upstream, provider: Upstream
):
    """Nothing else breaks: the other chats go on, and the key can be added anew."""
    provider_id = await house.user_providers.add(lin.user_id, form(kyoto))
    house.settings.secret_path.unlink()
    assert await house.user_providers.try_out(lin.user_id, provider_id) == TryOut(error_kind="key_unreadable")
    chat = await house.chats.open_free(lin.user_id, "zh")
    await house.chat_settings.save(lin.user_id, chat, CHOSEN, "")
    await say(house, lin, chat, "去哪里？")
    assert (await stored(house, chat))[-1].error_kind == "key_unreadable"
    await house.chat_settings.save(lin.user_id, chat, ChatSettings(), "")
    assert lines(await say(house, lin, chat, "去哪里？"))[-1][2] == "complete"
    await house.user_providers.delete(lin.user_id, provider_id)
    anew = await house.user_providers.add(lin.user_id, form(kyoto))
    assert await house.user_providers.try_out(lin.user_id, anew) == TryOut(models=2)


async def test_guests_and_where_the_owner_says_no(house: Services, kyoto: Upstream, serve, lin: Visitor):
    """Nothing is added; what was there is not asked any more, and nothing is free for its name."""
    _, somebody = await guest(house)
    assert not await house.user_providers.may_add(somebody.user_id)
    with pytest.raises(NotAllowed):
        await house.user_providers.add(somebody.user_id, form(kyoto))
    await house.user_providers.add(lin.user_id, form(kyoto))
    strict = serve(house.settings.database_url)
    assert not await strict.user_providers.may_add(lin.user_id)
    with pytest.raises(NotAllowed):
        await strict.user_providers.add(lin.user_id, form(kyoto, name="Nara"))
    chat = await strict.chats.open_free(lin.user_id, "zh")
    await strict.chat_settings.save(lin.user_id, chat, CHOSEN, "")
    await say(strict, lin, chat, "去哪里？")
    assert (await stored(strict, chat))[-1].error_kind == "model_gone"
    assert kyoto.requests == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 41),
        ("name", "a\x07b"),
        ("base_url", "http://kyoto.example/v1"),
        ("base_url", "https://lin:pw@kyoto.example/v1"),
        ("base_url", "https://kyoto.example/" + "v" * 500),
        ("key", "sk-with space"),
        ("key", "密钥"),
        ("key", "k" * 501),
        ("models", "m" * 201),
        ("models", ",".join(f"m{n}" for n in range(51))),
    ],
)
async def test_what_cannot_be_is_refused_by_its_field(
    house: Services, lin: Visitor, kyoto: Upstream, field: str, value: str
):
    """And nothing is stored."""
    with pytest.raises(BadProviderForm) as refused:
        await house.user_providers.add(lin.user_id, form(kyoto, **{field: value}))
    assert refused.value.field == field
    assert await house.user_providers.list(lin.user_id) == []


async def test_what_is_pasted_is_tidied(house: Services, lin: Visitor, kyoto: Upstream):
    """A bearer as documentation shows it, spaces, models one a line, a key too short to show its end."""
    await house.user_providers.add(lin.user_id, form(kyoto, key=" Bearer short ", models="b, a\n，b"))
    [view] = await house.user_providers.list(lin.user_id)
    assert (view.last_four, list(view.models)) == ("", ["b", "a"])
    [source] = await house.user_providers.sources(lin.user_id)
    assert source.credentials.key == "short"
    assert await model_names(house, lin.user_id) == ["b", "a"]


async def test_ten_and_each_name_once(house: Services, lin: Visitor, kyoto: Upstream):
    """Also where they are added in the same moment."""
    added = [house.user_providers.add(lin.user_id, form(kyoto, name=f"N{n}")) for n in range(MOST + 3)]
    outcomes = await asyncio.gather(*added, return_exceptions=True)
    assert sum(isinstance(one, TooManyProviders) for one in outcomes) == 3
    first, other, *_ = await house.user_providers.list(lin.user_id)
    await house.user_providers.delete(lin.user_id, first.id)
    with pytest.raises(ProviderNameTaken):
        await house.user_providers.add(lin.user_id, form(kyoto, name=other.name.lower()))


async def test_a_test_tells_what_is_wrong(house: Services, lin: Visitor, kyoto: Upstream):
    """By the list of models; where there is none, by a word of the one that is named."""
    provider_id = await house.user_providers.add(lin.user_id, form(kyoto))
    named = await house.user_providers.add(lin.user_id, form(kyoto, name="Named", models="kyoto-7b"))

    async def tried(one: str) -> tuple[int, str]:
        found = await house.user_providers.try_out(lin.user_id, one)
        return found.models, found.error_kind

    assert await tried(provider_id) == (2, "")
    kyoto.models = None
    assert await tried(provider_id) == (0, "refused")
    assert await tried(named) == (0, "")
    assert kyoto.requests[-1].body["max_tokens"] == 16
    kyoto.enqueue(no_such_key())
    assert await tried(named) == (0, "own_key_refused")
    kyoto.enqueue(html_page(), refusal(403, "Quota.", code="insufficient_quota"))
    assert [await tried(named) for _ in range(2)] == [(0, "own_not_json"), (0, "own_key_used_up")]


async def test_what_a_users_provider_says_is_learned_for_them_alone(
    house: Services, lin: Visitor, kyoto: Upstream
):
    """By the row's own name, and forgotten with it; with the account, too."""
    provider_id = await house.user_providers.add(lin.user_id, form(kyoto))
    chat = await house.chats.open_free(lin.user_id, "zh")
    await house.chat_settings.save(lin.user_id, chat, CHOSEN, "")
    text = "Unsupported parameter: 'top_p' is not supported with this model."
    kyoto.enqueue(refusal(400, text, code="unsupported_parameter", param="top_p"))
    await say(house, lin, chat, "去哪里？")

    def learned(session: Session) -> list[str]:
        return list(session.exec(select(ModelCapabilities.endpoint)))

    assert await house.database.read(learned) == [f"own:{provider_id}"]
    await house.account_deletion.ask(lin.user_id)
    await house.account_deletion.sweep(now() + GRACE + timedelta(hours=1))
    assert await house.database.read(learned) == []
    assert await house.user_providers.list(lin.user_id) == []


async def test_a_free_reply_is_not_made_by_the_server(
    house: Services, lin: Visitor, kyoto: Upstream, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """Who chooses the server's model between sending and asking gets no call for nothing."""
    await house.user_providers.add(lin.user_id, form(kyoto))
    chat = await house.chats.open_free(lin.user_id, "zh")
    await house.chat_settings.save(lin.user_id, chat, CHOSEN, "")
    requests, sent = house.generations._completion._requests, []

    async def switched(*args, **named):
        if not sent:
            sent.append(True)
            await house.chat_settings.save(lin.user_id, chat, ChatSettings(), "")
        return await ModelRequests.build(requests, *args, **named)

    monkeypatch.setattr(requests, "build", switched)
    await say(house, lin, chat, "去哪里？")
    assert (await stored(house, chat))[-1].error_kind == "model_gone"
    assert (provider.requests, await left(house, lin)) == ([], 1000)
