"""Passkeys on the server: what a browser may belong to, and answers that answer nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from webauthn.helpers import bytes_to_base64url

from oreai.bootstrap import Services
from oreai.services.accounts.devices import Device
from oreai.services.accounts.passkeys import PasskeyRefused, Site, site_of
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.services.accounts.authenticator import Authenticator

HERE = Site("localhost", "http://localhost:3000")


@pytest.mark.parametrize(
    ("public_url", "asked", "site"),
    [
        ("", "http://localhost:3000", HERE),
        ("", "http://127.0.0.1:3000", None),
        ("", "https://chat.example.org", None),  # a passkey is for ever: only a set name counts
        (
            "https://chat.example.org",
            "http://127.0.0.1:3000",
            Site("chat.example.org", "https://chat.example.org"),
        ),
        ("https://chat.example.org:8443/x", "", Site("chat.example.org", "https://chat.example.org:8443")),
        ("http://chat.example.org", "", None),
        ("https://[2001:db8::1]", "", None),
        ("http://localhost:3000", "", HERE),
    ],
)
def test_passkeys_belong_to_a_name(public_url: str, asked: str, site: Site | None):
    """Under TLS, or on this very machine."""
    assert site_of(public_url, asked) == site


def answer(challenge: Any, **others: Any) -> dict[str, Any]:
    """What a browser could send for this challenge, with nothing right in it."""
    told = bytes_to_base64url(json.dumps({"challenge": challenge, "type": "webauthn.get"}).encode())
    return {"id": "x", "rawId": "x", "type": "public-key", "response": {"clientDataJSON": told}, **others}


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"response": None},
        {"response": {"clientDataJSON": "%%%"}},
        {"response": {"clientDataJSON": bytes_to_base64url(b"[]")}},
        answer(None),
        answer(1),
        answer("x" * 10_000),
        answer("unknown"),
    ],
)
async def test_what_answers_no_challenge_is_refused(services: Services, lin: Visitor, shown: dict[str, Any]):
    """However it is shaped."""
    token = new_token()
    await services.passkeys.ask(token, HERE)
    with pytest.raises(PasskeyRefused):
        await services.passkeys.sign_in(token, HERE, shown, Device())
    with pytest.raises(PasskeyRefused):
        await services.passkeys.add(lin.user_id, token, HERE, shown, "phone")


async def test_a_challenge_is_of_one_browser(services: Services, lin: Visitor):
    """Shown by another one it is none; of its own browser, an unknown passkey is refused."""
    token = new_token()
    asked = json.loads(await services.passkeys.ask(token, HERE))
    for browser in (new_token(), token):
        with pytest.raises(PasskeyRefused):
            await services.passkeys.sign_in(browser, HERE, answer(asked["challenge"]), Device())


async def challenge_to_add(services: Services, who: Visitor, token: str) -> str:
    return json.loads(await services.passkeys.ask_for_new(who.user_id, token, HERE))["challenge"]


async def challenge_to_show(services: Services, token: str) -> str:
    return json.loads(await services.passkeys.ask(token, HERE))["challenge"]


async def test_only_what_a_proof_was_asked_for_adds_a_passkey(services_on_each: Services):
    """Anybody may ask for a challenge to sign in; at an unlocked phone it would add a stranger's key."""
    services, token = services_on_each, new_token()
    lin = await services.accounts.enter(token, "zh")
    phone = Authenticator(HERE)
    for unproven in (await challenge_to_show(services, token), bytes_to_base64url(b"made up" * 5)):
        with pytest.raises(PasskeyRefused):
            await services.passkeys.add(lin.user_id, token, HERE, phone.made(unproven), "stranger")
    assert await services.passkeys.list(lin.user_id) == []
    proven = await challenge_to_add(services, lin, token)
    with pytest.raises(PasskeyRefused):
        await services.passkeys.sign_in(token, HERE, phone.shown(proven), Device())
    await services.passkeys.add(lin.user_id, token, HERE, phone.made(proven), "phone")
    assert [one.name for one in await services.passkeys.list(lin.user_id)] == ["phone"]
    with pytest.raises(PasskeyRefused):  # it is used up
        await services.passkeys.add(lin.user_id, token, HERE, phone.made(proven), "again")


async def test_a_passkey_opens_for_its_key_alone(services_on_each: Services):
    """Not for another key, another page's answer, or a count that has fallen: somebody has copied it."""
    services, token = services_on_each, new_token()
    lin = await services.accounts.enter(token, "zh")
    phone, copied = Authenticator(HERE), Authenticator(HERE)
    made = phone.made(await challenge_to_add(services, lin, token))
    await services.passkeys.add(lin.user_id, token, HERE, made, "phone")
    laptop = new_token()
    shown = phone.shown(await challenge_to_show(services, laptop), count=7)
    assert (await services.passkeys.sign_in(laptop, HERE, shown, Device())).user_id == lin.user_id
    wrong: list[Callable[[str], dict[str, Any]]] = [
        lambda challenge: copied.shown(challenge, count=8),
        lambda challenge: phone.shown(challenge, count=8, origin="https://evil.example"),
        lambda challenge: phone.shown(challenge, count=6),
    ]
    for answer_to in wrong:
        thief = new_token()
        challenge = await challenge_to_show(services, thief)
        with pytest.raises(PasskeyRefused):
            await services.passkeys.sign_in(thief, HERE, answer_to(challenge), Device())


async def test_a_strangers_passkey_does_not_exist(services: Services, lin: Visitor):
    """Neither to be renamed nor to be removed; an unknown id changes nothing."""
    await services.passkeys.rename(lin.user_id, "none", "phone")
    await services.passkeys.remove(lin.user_id, "none")
    assert await services.passkeys.list(lin.user_id) == []
