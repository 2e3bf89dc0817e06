"""Guests are this server's own: tokens are signed, and one network brings so many an hour."""

import pytest

from oreai.bootstrap import Services, build
from oreai.services.accounts.guest_tokens import GuestTokens
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.throttle import SlowDown
from tests.conftest import settings_for

CAFE = "203.0.113.0/24"


async def test_a_token_is_known_again_in_every_process(services_on_each: Services):
    """Two processes agree on the key: what one has signed the other knows."""
    one, other = (GuestTokens(services_on_each.database) for _ in range(2))
    assert await other.is_ours(await one.new())
    assert await one.is_ours(await other.new())


async def test_a_made_up_token_is_nobodys(services: Services):
    """A thousand tokens of the right form, and one with a single sign changed, are not ours."""
    own = await services.guest_tokens.new()
    changed = own[:5] + ("A" if own[5] != "A" else "B") + own[6:]
    for token in (changed, own + "A", "", "é" * 43, *(new_token() for _ in range(1000))):
        assert not await services.guest_tokens.is_ours(token)


async def test_a_session_from_before_is_known(services: Services):
    """A guest whose token was made before tokens were signed stays who they are."""
    old = new_token()
    await services.accounts.enter(old, "zh")
    assert await services.guest_tokens.is_ours(old)


async def test_one_network_brings_so_many_guests_an_hour(sqlite_url: str):
    """Of fifty fresh browsers of one network five become guests; known ones and other networks come in."""
    services = build(settings_for(sqlite_url, OREAI_GUESTS_AN_HOUR=5))
    tokens, refused = [new_token() for _ in range(50)], 0
    for token in tokens:
        try:
            await services.accounts.enter(token, "zh", network=CAFE)
        except SlowDown:
            refused += 1
    assert refused == 45
    await services.accounts.enter(tokens[0], "zh", network=CAFE)
    await services.accounts.enter(new_token(), "zh", network="198.51.100.0/24")
    with pytest.raises(SlowDown):
        await services.accounts.enter(new_token(), "zh", network=CAFE)
    services.database.close()
