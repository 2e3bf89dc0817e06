"""Shutting users out, letting them in again, and helping back in who has lost the password."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from oreai.bootstrap import Services
from oreai.models import LoginSession, ResetLink, UserRole, now
from oreai.services.accounts.api_tokens import NoSuchToken, TokenForm
from oreai.services.accounts.deletion import GRACE
from oreai.services.accounts.device_links import LinkIsOver
from oreai.services.accounts.passwords import WeakPassword
from oreai.services.accounts.registration import WrongNameOrPassword
from oreai.services.accounts.reset_links import GOOD_FOR, NoPassword
from oreai.services.accounts.roles import Disabled, LastOwner
from oreai.services.accounts.visitors import NobodyThere
from oreai.services.owner.audit import COMMAND_LINE
from tests.services.accounts.test_sign_in import LAPTOP, PASSWORD, PHONE, guest, signed_up

NEW = "錦市場の朝ごはん"


async def test_who_is_shut_out_has_no_way_in(services_on_each: Services):
    """Neither session, password, code, device link nor token; let in again, the lasting ones are good."""
    services = services_on_each
    token, ada = await signed_up(services, "Ada")
    (code, *_), link = await services.recovery_codes.make(ada), await services.device_links.make(ada)
    program = await services.api_tokens.make(ada, TokenForm("script", ["chat"], 30))
    await services.user_access.disable(COMMAND_LINE, ada)
    with pytest.raises(NobodyThere):
        await services.accounts.known(token)
    browser, _ = await guest(services)
    for way in (
        services.sign_in.sign_in(browser, "Ada", PASSWORD, PHONE),
        services.recovery_codes.sign_in(browser, code, PHONE),
    ):
        with pytest.raises(Disabled):
            await way
    with pytest.raises(LinkIsOver):
        await services.device_links.sign_in(browser, link, PHONE)
    with pytest.raises(WrongNameOrPassword):
        await services.sign_in.sign_in(browser, "Ada", "guessed by Tom", PHONE)
    with pytest.raises(NoSuchToken):
        await services.api_tokens.owner(program, "chat")
    await services.user_access.enable(COMMAND_LINE, ada)
    assert (await services.api_tokens.owner(program, "chat")).user_id == ada
    assert (await services.recovery_codes.sign_in(browser, code, PHONE)).user_id == ada


async def test_a_deleted_account_goes_unless_it_is_let_in_again(services_on_each: Services):
    """In thirty days, with all that is theirs; the last owner cannot be deleted or shut out."""
    services = services_on_each
    _, ada = await signed_up(services, "Ada")
    _, tom = await signed_up(services, "Tom")
    for one in (ada, tom):
        await services.user_access.delete(COMMAND_LINE, one)
    await services.user_access.enable(COMMAND_LINE, tom)
    assert await services.account_deletion.sweep(now() + GRACE) == 1
    assert [row.id for row in (await services.directory.page()).rows] == [tom]
    await services.directory.set_role(COMMAND_LINE, tom, UserRole.OWNER)
    for act in (services.user_access.delete, services.user_access.disable):
        with pytest.raises(LastOwner):
            await act(COMMAND_LINE, tom)
    acts = {(act.act, act.user_name) for act in await services.audit.newest()}
    assert acts >= {("delete", "Ada"), ("delete", "Tom"), ("enable", "Tom"), ("role", "Tom")}


async def test_a_link_to_a_new_password(services_on_each: Services):
    """Once, of two at the same moment; it signs in here and out elsewhere, and its secret is not kept."""
    services = services_on_each
    token, ada = await signed_up(services, "Ada")
    secret = await services.user_access.reset_link(COMMAND_LINE, ada)
    browser, _ = await guest(services)
    with pytest.raises(WeakPassword):
        await services.reset_links.use(browser, secret, "Ada", PHONE)
    uses = [services.reset_links.use(browser, secret, NEW, device) for device in (PHONE, LAPTOP)]
    ends = await asyncio.gather(*uses, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["LinkIsOver", "SignedIn"]
    with pytest.raises(NobodyThere):
        await services.accounts.known(token)
    assert (await services.sign_in.sign_in(browser, "Ada", NEW, PHONE)).user_id == ada
    note = await services.reset_links.note(ada)
    assert note
    assert note.was_used

    def hashes(session: Session) -> str:
        return str(session.exec(select(ResetLink)).all()) + str(session.exec(select(LoginSession)).all())

    assert secret not in await services.database.read(hashes)
    assert secret not in str(await services.audit.newest())


async def test_a_link_is_over_after_a_day_and_by_the_next_one(services_on_each: Services):
    """A guest has no password, and gets none."""
    services = services_on_each
    _, ada = await signed_up(services, "Ada")
    first = await services.user_access.reset_link(COMMAND_LINE, ada)
    second = await services.user_access.reset_link(COMMAND_LINE, ada)
    browser, visitor = await guest(services)
    with pytest.raises(LinkIsOver):
        await services.reset_links.use(browser, first, NEW, PHONE)
    past = update(ResetLink).values(expires_at=now() - timedelta(seconds=1))
    await services.database.write(lambda session: session.exec(past))
    with pytest.raises(LinkIsOver):
        await services.reset_links.use(browser, second, NEW, PHONE)
    with pytest.raises(NoPassword):
        await services.user_access.reset_link(COMMAND_LINE, visitor.user_id)
    assert timedelta(hours=24) == GOOD_FOR
