"""Signing in with another provider, a real little one: only its word, to this browser, counts."""

from collections.abc import Iterator
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from oreai.bootstrap import Services
from oreai.services.accounts.devices import Device
from oreai.services.accounts.identities import BY_HEADER, Person
from oreai.services.accounts.oidc import Oidc, OidcFailed, OidcSettings
from oreai.services.accounts.session_token import new_token
from tests.sign_in_provider import SignInProvider

PHONE = Device("Chrome", "Android")


@pytest.fixture
def provider() -> Iterator[SignInProvider]:
    with SignInProvider() as running:
        yield running


def oidc(provider: SignInProvider, secret: str = "a secret") -> Oidc:
    back = "https://chat.example.org/api/oidc/back"
    return Oidc(OidcSettings(provider.issuer, "oreai", secret, back))


async def test_a_person_comes_back_as_themselves(provider: SignInProvider):
    """By the provider's own name for them; the secret goes in a header, never in an address."""
    ours = oidc(provider)
    leaving = await ours.leave()
    assert "a+secret" not in leaving.address
    person = await ours.come_back(provider.approve(leaving.address), leaving.flow)
    assert person == Person(provider.issuer, "mei-7", "美")
    assert provider.authorization.startswith("Basic ")


async def test_a_public_client_has_no_secret(provider: SignInProvider):
    """PKCE alone holds it."""
    ours = oidc(provider, secret="")
    leaving = await ours.leave()
    await ours.come_back(provider.approve(leaving.address), leaving.flow)
    assert provider.authorization == ""


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another client"},
        {"nonce": "of another question"},
        {"exp": 1},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
    ],
)
async def test_a_token_that_is_not_for_this_question_is_refused(
    provider: SignInProvider, claims: dict[str, Any]
):
    """Another issuer, audience, nonce; an old one; nobody."""
    ours = oidc(provider)
    leaving = await ours.leave()
    answer = provider.approve(leaving.address)
    provider.claims = claims
    with pytest.raises(OidcFailed):
        await ours.come_back(answer, leaving.flow)


async def test_a_token_of_another_key_is_refused(provider: SignInProvider):
    """It bears the right key's name."""
    ours = oidc(provider)
    leaving = await ours.leave()
    answer = provider.approve(leaving.address)
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    with pytest.raises(OidcFailed):
        await ours.come_back(answer, leaving.flow)


@pytest.mark.parametrize(
    ("answer", "flow"),
    [
        ({"state": "of somebody else"}, {}),
        ({"iss": "https://evil.example"}, {}),
        ({"code": ""}, {}),
        ({}, {"state": ""}),
        ({}, {"verifier": "another one"}),
    ],
)
async def test_an_answer_to_another_browser_is_refused(
    provider: SignInProvider, answer: dict[str, str], flow: dict[str, str]
):
    """State, issuer, code and verifier have to fit together."""
    ours = oidc(provider)
    leaving = await ours.leave()
    given = provider.approve(leaving.address)
    with pytest.raises(OidcFailed):
        await ours.come_back(given | answer, leaving.flow | flow)


async def test_a_provider_that_is_away_is_said_so():
    """At the first step already."""
    with SignInProvider() as gone:
        ours = oidc(gone)
    with pytest.raises(OidcFailed):
        await ours.leave()


async def test_the_guest_becomes_the_person(services_on_each: Services):
    """With all their chats; on another device the same person is the same user; nobody else is."""
    services = services_on_each
    mei, tom = Person("https://login.example", "mei-7", "美"), Person("https://login.example", "TOM")
    token = new_token()
    guest = await services.accounts.enter(token, "zh")
    first = await services.identities.sign_in(token, mei, PHONE)
    assert first.user_id == guest.user_id
    assert (await services.accounts.account(first.user_id)).name == "美"
    other = new_token()
    await services.accounts.enter(other, "zh")
    second = await services.identities.sign_in(other, mei, PHONE)
    assert second.user_id == first.user_id
    third = await services.identities.sign_in(second.token, tom, PHONE)
    assert third.user_id != first.user_id
    assert await services.identities.is_of(third.token, tom)
    for stranger in (mei, Person("https://login.example", "tom"), Person(BY_HEADER, "TOM")):
        assert not await services.identities.is_of(third.token, stranger)
