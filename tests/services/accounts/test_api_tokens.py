"""Personal tokens: made, known again, used, revoked; of a token only its hash is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from oreai.bootstrap import Services
from oreai.models import ApiToken, now
from oreai.services.accounts.api_tokens import (
    MOST,
    BadTokenForm,
    NoSuchToken,
    TokenForm,
    TooManyTokens,
    is_token,
)
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor

FORM = TokenForm("备份脚本", ["chat", "read"], 30)


async def lin_of(services: Services) -> Visitor:
    return await services.accounts.enter(new_token(), "zh-CN")


async def let_expire(services: Services, token_id: str) -> None:
    over = update(ApiToken).filter_by(id=token_id).values(expires_at=now() - timedelta(seconds=1))
    await services.database.write(lambda session: session.connection().execute(over))


async def test_a_token_acts_for_its_owner_within_its_scopes(services_on_each: Services):
    """And no further; the list shows its beginning and when it was used."""
    services = services_on_each
    lin = await lin_of(services)
    token = await services.api_tokens.make(lin.user_id, FORM)
    assert is_token(token)
    owner = await services.api_tokens.owner(token, "graphql", "read")
    assert (owner.user_id, owner.locale, owner.scopes) == (lin.user_id, "zh", ["chat", "read"])
    with pytest.raises(NoSuchToken):
        await services.api_tokens.owner(token, "graphql")
    (view,) = await services.api_tokens.list(lin.user_id)
    assert (view.name, view.beginning) == ("备份脚本", token[:12])
    assert view.used_at
    stored = await services.database.read(lambda session: session.get(ApiToken, view.id).model_dump())
    assert token not in str(stored)


async def test_revoked_expired_and_mistyped_tokens_are_good_for_nothing(services_on_each: Services):
    """A stranger's wish to revoke changes nothing."""
    services = services_on_each
    lin, ada = await lin_of(services), await lin_of(services)
    revoked, expired = [await services.api_tokens.make(lin.user_id, FORM) for _ in range(2)]
    late, early = await services.api_tokens.list(lin.user_id)
    await services.api_tokens.revoke(ada.user_id, early.id)
    assert await services.api_tokens.owner(revoked, "chat")
    await services.api_tokens.revoke(lin.user_id, early.id)
    await let_expire(services, late.id)
    mistyped = expired[:-1] + ("a" if expired[-1] != "a" else "b")
    for token in (revoked, expired, mistyped, "", "oreai_", "oreai_" + "é" * 49, "x" * 9000):
        with pytest.raises(NoSuchToken):
            await services.api_tokens.owner(token, "chat")


async def test_one_user_has_twenty_at_most(services: Services, lin: Visitor):
    """The next one has to wait until one is revoked."""
    for _ in range(MOST):
        await services.api_tokens.make(lin.user_id, FORM)
    with pytest.raises(TooManyTokens):
        await services.api_tokens.make(lin.user_id, FORM)


async def test_an_expired_token_makes_room_and_leaves(services_on_each: Services):
    """It is neither counted nor listed, and the next sweep takes it, and no other."""
    services = services_on_each
    lin = await lin_of(services)
    for _ in range(MOST):
        await services.api_tokens.make(lin.user_id, FORM)
    first, *others = await services.api_tokens.list(lin.user_id)
    await let_expire(services, first.id)
    assert await services.api_tokens.list(lin.user_id) == others
    await services.api_tokens.make(lin.user_id, FORM)
    assert [await services.api_tokens.sweep() for _ in range(2)] == [1, 0]
    assert len(await services.api_tokens.list(lin.user_id)) == MOST


@pytest.mark.parametrize(
    "form", [TokenForm(" ", ["chat"], 30), TokenForm("x", ["root"], 30), TokenForm("x", ["chat"], 31)]
)
async def test_a_token_needs_a_name_a_scope_and_an_end(services: Services, lin: Visitor, form: TokenForm):
    """One that is offered."""
    with pytest.raises(BadTokenForm):
        await services.api_tokens.make(lin.user_id, form)
