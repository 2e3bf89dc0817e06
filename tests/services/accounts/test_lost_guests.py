"""Guests whom nothing leads back to their chats any more: those go, after thirty days."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col

from oreai.bootstrap import Services
from oreai.models import LoginSession, now
from oreai.services.accounts.session_token import SESSION_DAYS, new_token
from oreai.services.accounts.visitors import Visitor

OVER = timedelta(days=SESSION_DAYS + 1)
GRACE = timedelta(days=30)
LONG_AGO = now() - OVER


async def whose_session_is_over(services: Services) -> Visitor:
    """A guest with eleven chats whose only session was over long ago, and is forgotten."""
    visitor = await services.accounts.enter(new_token(), "zh")
    over = (
        update(LoginSession).where(col(LoginSession.user_id) == visitor.user_id).values(expires_at=LONG_AGO)
    )
    await services.database.write(lambda session: session.exec(over))
    await services.accounts.sweep()
    return visitor


async def test_a_lost_guest_goes_with_everything_thirty_days_later(services_on_each: Services):
    """Lin's session is over, Ada's is not: Lin's chats go, not before their days, and Ada's stay."""
    services, moment = services_on_each, now() + timedelta(days=1)
    lin = await whose_session_is_over(services)
    ada = await services.accounts.enter(new_token(), "en")
    assert await services.account_deletion.sweep_guests(moment) == 1
    assert await services.account_deletion.sweep_guests(moment) == 0
    assert await services.account_deletion.sweep(moment + GRACE - timedelta(hours=1)) == 0
    assert len(await services.chats.rows(lin.user_id)) == 11
    assert await services.account_deletion.sweep(moment + GRACE) == 1
    assert await services.chats.rows(lin.user_id) == []
    assert len(await services.chats.rows(ada.user_id)) == 11


async def test_who_can_still_come_back_stays(services: Services):
    """Lin wrote down recovery codes before the browser was lost."""
    lin = await whose_session_is_over(services)
    await services.recovery_codes.make(lin.user_id)
    assert await services.account_deletion.sweep_guests(now() + OVER) == 0


async def test_who_was_just_here_is_not_lost(services: Services):
    """Between a new user and their first session there may be a moment."""
    await whose_session_is_over(services)
    assert await services.account_deletion.sweep_guests(now()) == 0
