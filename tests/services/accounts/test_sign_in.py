"""From guest to account and back in: names, passwords, codes, links, sessions, and chats that come along."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from oreai.bootstrap import Services
from oreai.models import Attempt, DeviceLink, LoginSession, now
from oreai.services.accounts.deletion import GRACE
from oreai.services.accounts.device_links import LinkIsOver
from oreai.services.accounts.devices import Device
from oreai.services.accounts.names import BadName, NameTaken
from oreai.services.accounts.recovery import CODES, WrongCode
from oreai.services.accounts.registration import AlreadySignedUp, Registration, WrongNameOrPassword
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.sessions import NotSignedIn, ProofNeeded
from oreai.services.accounts.throttle import SlowDown
from oreai.services.accounts.visitors import Visitor
from tests.pictures import picture
from tests.talking import say
from tests.upstream import Upstream

PASSWORD = "三条河原町で待つ"
PHONE = Device("Chrome", "Android", "203.0.113.0/24")
LAPTOP = Device("Firefox", "Linux", "198.51.100.0/24")


async def guest(services: Services) -> tuple[str, Visitor]:
    """A browser that has just come in: its token, and who it is."""
    token = new_token()
    return token, await services.accounts.enter(token, "zh-CN")


async def signed_up(services: Services, name: str = "林", email: str = "") -> tuple[str, str]:
    """Somebody with a name and PASSWORD: the token of their browser, and their id."""
    token, _ = await guest(services)
    signed_in = await services.sign_in.sign_up(token, Registration(name, PASSWORD, email), PHONE)
    return signed_in.token, signed_in.user_id


async def test_a_guest_who_signs_up_keeps_everything(services_on_each: Services):
    """The same user with a name, the same chats; the browser's old token opens nothing any more."""
    services = services_on_each
    token, before = await guest(services)
    rows = await services.chats.rows(before.user_id)
    signed_in = await services.sign_in.sign_up(token, Registration("林", PASSWORD), PHONE)
    assert signed_in.user_id == before.user_id
    assert await services.accounts.known(signed_in.token) == before
    assert await services.chats.rows(before.user_id) == rows
    assert (await services.accounts.enter(token, "zh")).user_id != before.user_id


async def test_a_name_signs_in_on_another_device(services_on_each: Services):
    """By the name or the address, in any case and width; the password as it was written."""
    services = services_on_each
    _, user_id = await signed_up(services, "Lin Kyoto", "Lin@Kyoto.example")
    for name in ("Lin Kyoto", "lin  KYOTO ", "ｌｉｎ kyoto", "lin@kyoto.example"):
        token, _ = await guest(services)
        assert (await services.sign_in.sign_in(token, name, PASSWORD, LAPTOP)).user_id == user_id


@pytest.mark.parametrize(("name", "password"), [("林", "something else"), ("nobody", PASSWORD), ("", "")])
async def test_what_is_wrong_is_not_told(services: Services, name: str, password: str):
    """A wrong password and an unknown name sound the same."""
    await signed_up(services)
    token, before = await guest(services)
    with pytest.raises(WrongNameOrPassword):
        await services.sign_in.sign_in(token, name, password, LAPTOP)
    assert await services.accounts.known(token) == before


async def test_a_name_is_there_once(services_on_each: Services):
    """Across names and addresses, and when two take it in the same moment."""
    services = services_on_each
    await signed_up(services, "lin@kyoto.example")
    for form in (
        Registration("LIN@kyoto.example", PASSWORD),
        Registration("Lin", PASSWORD, "lin@kyoto.example"),
    ):
        token, _ = await guest(services)
        with pytest.raises(NameTaken):
            await services.sign_in.sign_up(token, form, LAPTOP)
    tokens = [(await guest(services))[0] for _ in range(2)]
    tries = [services.sign_in.sign_up(token, Registration("Ada", PASSWORD), LAPTOP) for token in tokens]
    ends = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["NameTaken", "SignedIn"]


@pytest.mark.parametrize(
    ("name", "email", "why"),
    [
        ("林" * 65, "", "long"),
        ("  ", "", "short"),
        ("a\u202eb", "", "signs"),
        ("Lin", "no address", "email"),
        ("Lin", "a b@c.example", "email"),
        ("Lin", "@c.example", "email"),
        ("Lin", "a@localhost", "email"),
    ],
)
async def test_a_name_that_cannot_be_read_is_refused(services: Services, name: str, email: str, why: str):
    """And so is an address that is none."""
    token, _ = await guest(services)
    with pytest.raises(BadName) as refused:
        await services.sign_in.sign_up(token, Registration(name, PASSWORD, email), PHONE)
    assert refused.value.why == why


async def test_nobody_signs_up_twice(services: Services):
    """Nor without having been here."""
    token, _ = await signed_up(services)
    with pytest.raises(AlreadySignedUp):
        await services.sign_in.sign_up(token, Registration("Lin 2", PASSWORD), PHONE)
    with pytest.raises(NotSignedIn):
        await services.sign_in.sign_up(new_token(), Registration("Lin 3", PASSWORD), PHONE)


async def test_guessing_becomes_slower_and_never_impossible(services_on_each: Services):
    """After five wrong passwords each next one waits; the right one goes on once the wait is over."""
    services = services_on_each
    _, user_id = await signed_up(services)
    token, _ = await guest(services)
    for _ in range(5):
        with pytest.raises(WrongNameOrPassword):
            await services.sign_in.sign_in(token, "林", "wrong password", LAPTOP)
    for name in ("林", " 林"):
        with pytest.raises(SlowDown) as slow:
            await services.sign_in.sign_in(token, name, PASSWORD, LAPTOP)
        assert 1 <= slow.value.seconds <= 60
    earlier = update(Attempt).values(at=now() - timedelta(seconds=61))
    await services.database.write(lambda session: session.exec(earlier))
    assert (await services.sign_in.sign_in(token, "林", PASSWORD, LAPTOP)).user_id == user_id


async def test_one_network_may_only_try_so_often(services: Services):
    """Five may sign up from one network in an hour; from another one the sixth can."""
    for number in range(5):
        await signed_up(services, f"person {number}")
    token, _ = await guest(services)
    with pytest.raises(SlowDown):
        await services.sign_in.sign_up(token, Registration("person 6", PASSWORD), PHONE)
    assert await services.sign_in.sign_up(token, Registration("person 6", PASSWORD), LAPTOP)


async def test_what_matters_asks_for_the_password_again(services: Services):
    """Ten minutes after it was given; the right one opens for ten more."""
    token, user_id = await signed_up(services)
    assert await services.sessions.require_proof(token) == user_id
    earlier = update(LoginSession).values(proved_at=now() - timedelta(minutes=11))
    await services.database.write(lambda session: session.exec(earlier))
    with pytest.raises(ProofNeeded):
        await services.sessions.require_proof(token)
    with pytest.raises(WrongNameOrPassword):
        await services.sign_in.prove(user_id, "wrong password")
    await services.sign_in.prove(user_id, PASSWORD)
    await services.sessions.prove(token)
    assert await services.sessions.require_proof(token) == user_id
    stranger, visitor = await guest(services)
    assert (
        await services.sessions.require_proof(stranger) == visitor.user_id
    )  # a guest has nothing to prove by
    with pytest.raises(NotSignedIn):
        await services.sessions.require_proof(new_token())


async def test_a_recovery_code_is_good_once(services_on_each: Services):
    """However it is typed; new codes end the old ones; nobody's code opens nothing."""
    services = services_on_each
    _, lin = await guest(services)
    old = await services.recovery_codes.make(lin.user_id)
    codes = await services.recovery_codes.make(lin.user_id)
    assert len(set(codes)) == CODES
    typed = codes[0].upper().replace("-", " ").replace("0", "O").replace("1", "l")
    signed_in = await services.recovery_codes.sign_in(new_token(), typed, LAPTOP)
    assert signed_in.user_id == lin.user_id
    assert await services.recovery_codes.left(lin.user_id) == CODES - 1
    for code in (codes[0], old[0], "", "0000-0000-0000-0000"):
        with pytest.raises(WrongCode):
            await services.recovery_codes.sign_in(new_token(), code, LAPTOP)


async def test_a_link_signs_one_other_device_in(services_on_each: Services):
    """Once, within five minutes, and only the newest one; a guest's as well."""
    services = services_on_each
    _, lin = await guest(services)
    first = await services.device_links.make(lin.user_id)
    secret = await services.device_links.make(lin.user_id)
    tries = [services.device_links.sign_in(new_token(), secret, LAPTOP) for _ in range(3)]
    ends = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["LinkIsOver", "LinkIsOver", "SignedIn"]
    late = await services.device_links.make(lin.user_id)
    await services.database.write(lambda session: session.exec(update(DeviceLink).values(expires_at=now())))
    for over in (first, late, "", "x" * 10_000):
        with pytest.raises(LinkIsOver):
            await services.device_links.sign_in(new_token(), over, LAPTOP)


async def test_a_guests_chats_come_along(services_on_each: Services, provider: Upstream):
    """What the guest wrote, and a picture not sent yet, moves once; untouched samples do not."""
    services = services_on_each
    _, user_id = await signed_up(services)
    token, visitor = await guest(services)
    chat = await services.chats.open_free(visitor.user_id, "zh")
    await say(services, visitor, chat, "去京都？")
    waiting = await services.attachments.add(visitor.user_id, picture())
    here = (await services.sign_in.sign_in(token, "林", PASSWORD, LAPTOP)).token
    assert await services.bring_along.waiting(here) == 1
    brought = await services.bring_along.bring(here)
    assert brought
    assert brought.chats == 1
    assert chat in [row.id for row in await services.chats.rows(user_id)]
    assert chat not in [row.id for row in await services.chats.rows(visitor.user_id)]
    assert await services.attachments.open(user_id, waiting.id)
    assert await services.bring_along.bring(here) is None


async def test_a_guest_may_be_left(services: Services, provider: Upstream):
    """Then nothing moves, and it is not asked again."""
    await signed_up(services)
    token, visitor = await guest(services)
    await say(services, visitor, await services.chats.open_free(visitor.user_id, "zh"), "去京都？")
    here = (await services.sign_in.sign_in(token, "林", PASSWORD, LAPTOP)).token
    await services.bring_along.leave(here)
    assert await services.bring_along.waiting(here) == 0


async def test_an_account_goes_after_thirty_days(services_on_each: Services, provider: Upstream):
    """Signed out at once; then everything of it is deleted, and nothing of anybody else's."""
    services = services_on_each
    token, user_id = await signed_up(services)
    visitor = await services.accounts.known(token)
    await say(services, visitor, await services.chats.open_free(user_id, "zh"), "去京都？")
    _, other = await guest(services)
    await services.account_deletion.ask(user_id)
    assert (await services.accounts.enter(token)).user_id != user_id
    assert await services.account_deletion.sweep(now() + GRACE - timedelta(hours=1)) == 0
    assert await services.account_deletion.sweep(now() + GRACE) == 1
    assert await services.chats.rows(user_id) == []
    assert len(await services.chats.rows(other.user_id)) == 11
    with pytest.raises(WrongNameOrPassword):
        await services.sign_in.sign_in(new_token(), "林", PASSWORD, LAPTOP)


async def test_signing_in_takes_a_deletion_back(services: Services):
    """Within the days of grace."""
    _, user_id = await signed_up(services)
    await services.account_deletion.ask(user_id)
    await services.sign_in.sign_in(new_token(), "林", PASSWORD, LAPTOP)
    assert await services.account_deletion.sweep(now() + GRACE) == 0
    assert len(await services.chats.rows(user_id)) == 11
