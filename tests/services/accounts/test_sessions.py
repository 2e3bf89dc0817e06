"""Sessions: which browsers are signed in, for how long, and what ends with them."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import select

from oreai.bootstrap import Services
from oreai.models import LoginSession, now
from oreai.services.accounts.device_links import LinkIsOver
from oreai.services.accounts.identities import BY_HEADER, Person
from oreai.services.accounts.registration import WrongNameOrPassword
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.sessions import NotSignedIn
from tests.services.accounts.test_sign_in import LAPTOP, PASSWORD, PHONE, guest, signed_up


async def test_a_new_password_signs_every_other_browser_out(services_on_each: Services):
    """Only the one where it was changed stays, with a new token."""
    services = services_on_each
    phone, user_id = await signed_up(services)
    token, _ = await guest(services)
    laptop = (await services.sign_in.sign_in(token, "林", PASSWORD, LAPTOP)).token
    changed = await services.sign_in.change_password(user_id, laptop, "another long one", LAPTOP)
    assert (await services.accounts.known(changed.token)).user_id == user_id
    for old in (phone, laptop):
        assert (await services.accounts.enter(old)).user_id != user_id
    with pytest.raises(WrongNameOrPassword):
        await services.sign_in.sign_in(new_token(), "林", PASSWORD, LAPTOP)


async def test_sessions_are_listed_and_ended(services_on_each: Services):
    """Lin sees both browsers, the own one first, and ends the other; a stranger's cannot be ended."""
    services = services_on_each
    phone, user_id = await signed_up(services)
    laptop = (await services.sign_in.sign_in((await guest(services))[0], "林", PASSWORD, LAPTOP)).token
    here, there = await services.sessions.list(user_id, laptop)
    assert (here.device, here.network, here.is_this) == ("Firefox · Linux", "198.51.100.0/24", True)
    assert (there.device, there.is_this) == ("Chrome · Android", False)
    _, stranger = await guest(services)
    await services.sessions.end(stranger.user_id, there.id)
    assert (await services.accounts.known(phone)).user_id == user_id
    await services.sessions.end(user_id, there.id)
    assert [view.id for view in await services.sessions.list(user_id, laptop)] == [here.id]
    await services.sessions.sign_out(laptop)
    assert await services.sessions.list(user_id, laptop) == []


async def test_a_session_nobody_uses_ends(services: Services):
    """After ninety days for an account, never for a guest, on a second device neither."""
    phone, user_id = await signed_up(services)
    token, visitor = await guest(services)
    secret = await services.device_links.make(visitor.user_id)
    linked = (await services.device_links.sign_in(new_token(), secret, LAPTOP)).token
    long_ago = update(LoginSession).values(last_seen_at=now() - timedelta(days=91))
    await services.database.write(lambda session: session.exec(long_ago))
    with pytest.raises(NotSignedIn):
        await services.sessions.require_proof(phone)
    assert not await services.guest_tokens.is_known(phone)
    assert (await services.accounts.enter(phone)).user_id != user_id
    assert await services.accounts.enter(token) == visitor
    assert await services.accounts.enter(linked) == visitor


async def test_a_visit_makes_no_account_s_session_longer(services: Services):
    """However often it is used, four hundred days after signing in it is over."""
    phone, user_id = await signed_up(services)
    ends = select(LoginSession.expires_at).where(LoginSession.user_id == user_id)
    before = await services.database.read(lambda session: session.exec(ends).one())
    a_day_ago = update(LoginSession).values(last_seen_at=now() - timedelta(days=2))
    await services.database.write(lambda session: session.exec(a_day_ago))
    assert (await services.accounts.enter(phone)).user_id == user_id
    assert await services.database.read(lambda session: session.exec(ends).one()) == before
    over = update(LoginSession).values(expires_at=now())
    await services.database.write(lambda session: session.exec(over))
    assert (await services.accounts.enter(phone)).user_id != user_id


async def test_who_is_named_by_a_proxy_comes_back_as_themselves(services: Services):
    """After a hundred days too: the session is over, so the next page begins another one of theirs."""
    mei = Person(BY_HEADER, "mei", "mei")
    before = await services.identities.sign_in(new_token(), mei, PHONE)
    assert await services.identities.is_of(before.token, mei)
    long_ago = update(LoginSession).values(last_seen_at=now() - timedelta(days=100))
    await services.database.write(lambda session: session.exec(long_ago))
    assert not await services.identities.is_of(before.token, mei)
    assert (await services.identities.sign_in(before.token, mei, PHONE)).user_id == before.user_id


async def test_signing_out_everywhere_ends_a_device_link_too(services_on_each: Services):
    """Whoever has read it over Lin's shoulder comes too late: by signing out, or by a new password."""
    services = services_on_each
    phone, user_id = await signed_up(services)
    secret = await services.device_links.make(user_id)
    await services.sessions.end_others(user_id, phone)
    with pytest.raises(LinkIsOver):
        await services.device_links.sign_in(new_token(), secret, LAPTOP)
    secret = await services.device_links.make(user_id)
    await services.sign_in.change_password(user_id, phone, "another long one", PHONE)
    with pytest.raises(LinkIsOver):
        await services.device_links.sign_in(new_token(), secret, LAPTOP)
