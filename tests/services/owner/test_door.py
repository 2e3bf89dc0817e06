"""Who may come in: the first owner by a code, others by the rules and by invitations; on each database."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from oreai.bootstrap import Services
from oreai.models import Invitation, UserRole, now
from oreai.services.accounts.identities import Person
from oreai.services.accounts.invitations import InvitationIsOver
from oreai.services.accounts.registration import Registration
from oreai.services.accounts.server_rules import InvitationNeeded, SignUpClosed
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import GuestsAreOff
from oreai.services.owner.audit import COMMAND_LINE, Actor
from oreai.services.owner.invitations import BadInvitation, InvitationForm
from oreai.services.owner.server import BadAnnouncement
from oreai.services.owner.set_up import WrongSetUpCode
from oreai.services.owner.users import NoName
from tests.services.accounts.test_sign_in import LAPTOP, PASSWORD, PHONE, guest, signed_up

LIN = Actor("林")


async def sign_up(services: Services, name: str, invitation: str = "") -> str:
    """Somebody signs up; their id."""
    token, _ = await guest(services)
    form = Registration(name, PASSWORD, invitation=invitation)
    return (await services.sign_in.sign_up(token, form, PHONE)).user_id


async def test_the_first_owner_comes_by_a_code(services_on_each: Services):
    """Of two servers that start each code is good, however it is typed; of two people one is the owner."""
    services = services_on_each
    codes = [services.set_up.new_code() for _ in range(2)]
    assert len(set(codes)) == 2
    people = [await sign_up(services, name) for name in ("Ada", "Tom")]
    _, visitor = await guest(services)
    with pytest.raises(NoName):
        await services.set_up.claim(visitor.user_id, codes[0])
    with pytest.raises(WrongSetUpCode):
        await services.set_up.claim(people[0], "0000-0000-0000-0000-0000-0000-0000")
    typed = [codes[0].upper().replace("0", "O"), codes[1].replace("-", " ")]
    claims = [services.set_up.claim(one, code) for one, code in zip(people, typed, strict=True)]
    ends = await asyncio.gather(*claims, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["NoneType", "WrongSetUpCode"]
    assert not await services.set_up.is_open()
    assert services.set_up.new_code() == ""


async def test_signing_up_follows_the_rule(services_on_each: Services):
    """Closed to all, then open to who was invited: with the role and quota that the invitation gives."""
    services = services_on_each
    await services.server_acts.set_sign_up(LIN, "closed")
    form = InvitationForm("for Ada and Tom", uses=2, role=UserRole.OWNER, calls_limit=50)
    token = await services.owners_invitations.make(LIN, form)
    with pytest.raises(SignUpClosed):
        await sign_up(services, "Ada", token)
    await services.server_acts.set_sign_up(LIN, "invite")
    with pytest.raises(InvitationNeeded):
        await sign_up(services, "Ada")
    with pytest.raises(InvitationIsOver):
        await sign_up(services, "Ada", "made up")
    assert await services.invitations.invited_by(token) == "林"
    ada = await services.directory.show(await sign_up(services, "Ada", token))
    assert (ada.role, ada.calls_limit) == ("owner", 50)
    ends = await asyncio.gather(
        *(sign_up(services, name, token) for name in ("Tom", "Eva")), return_exceptions=True
    )
    assert sum(isinstance(end, InvitationIsOver) for end in ends) == 1, "two people, and no third"
    await services.server_acts.set_sign_up(LIN, "open")
    assert await sign_up(services, "Ben")


async def test_an_invitation_ends(services_on_each: Services):
    """By its day, or by being taken back; its token is nowhere to be read again."""
    services = services_on_each
    over, revoked = [await services.owners_invitations.make(LIN, InvitationForm(note)) for note in "ab"]
    views = {view.note: view for view in await services.owners_invitations.list()}
    assert over not in repr(views)
    assert await services.owners_invitations.revoke(LIN, views["b"].id)
    assert not await services.owners_invitations.revoke(LIN, views["b"].id)
    past = update(Invitation).values(expires_at=now() - timedelta(seconds=1))
    await services.database.write(lambda session: session.exec(past))
    for token in (over, revoked):
        with pytest.raises(InvitationIsOver):
            await services.invitations.invited_by(token)
    assert await services.invitations.sweep() == 1
    for wrong in (InvitationForm(uses=0), InvitationForm(days=9999), InvitationForm(calls_limit=-1)):
        with pytest.raises(BadInvitation):
            await services.owners_invitations.make(LIN, wrong)


async def test_without_guests_nobody_is_made(services_on_each: Services):
    """Who was one keeps the chats, and brings them along; others sign people in all the same."""
    services = services_on_each
    token, before = await guest(services)
    await services.server_acts.set_guests(LIN, False)
    await services.server_acts.set_sign_up(LIN, "closed")
    for known in (token, new_token()):
        with pytest.raises(GuestsAreOff):
            await services.accounts.enter(known, "zh-CN")
    with pytest.raises(GuestsAreOff):
        await services.accounts.known(token)
    assert (await services.directory.page()).total == 1
    person = await services.identities.sign_in(new_token(), Person("https://login", "eva", "Eva"), PHONE)
    assert (await services.accounts.known(person.token)).user_id == person.user_id
    await services.server_acts.set_sign_up(LIN, "open")
    signed_in = await services.sign_in.sign_up(token, Registration("林", PASSWORD), LAPTOP)
    assert signed_in.user_id == before.user_id
    assert (await services.accounts.enter(signed_in.token)).user_id == before.user_id


async def test_a_message_to_all_has_bounds_and_an_end(services_on_each: Services):
    """It is there as typed until it is withdrawn or its hours are over; each act is written down."""
    services = services_on_each
    for text, hours in (("", 4), ("長" * 501, 4), ("Kyoto", 5)):
        with pytest.raises(BadAnnouncement):
            await services.server_acts.announce(LIN, text, hours)
    await services.server_acts.announce(LIN, " 今晚 22 点维护 <b>\n", 4)
    announcement = (await services.rules.current()).announcement
    assert announcement
    assert announcement.text == "今晚 22 点维护 <b>"
    assert timedelta(hours=3) < announcement.ends_at - now() <= timedelta(hours=4)
    await services.server_acts.withdraw(LIN)
    assert (await services.rules.current()).announcement is None
    acts = [(act.actor, act.act) for act in await services.audit.newest()]
    assert acts == [("林", "withdraw"), ("林", "announcement")]
    assert COMMAND_LINE.name == ""


async def test_who_signs_up_loses_nothing_to_a_bad_invitation(services_on_each: Services):
    """The name is free still, the guest is who they were."""
    services = services_on_each
    token, before = await guest(services)
    with pytest.raises(InvitationIsOver):
        await services.sign_in.sign_up(token, Registration("Ada", PASSWORD, invitation="over"), PHONE)
    assert await services.accounts.known(token) == before
    assert (await signed_up(services, "Ada"))[1]
