"""Everybody's accounts as the owner sees and changes them, on each database."""

import asyncio

import pytest
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.models import Attachment, User, UserRole, now
from oreai.services.accounts.roles import GUEST, LastOwner
from oreai.services.owner.audit import Actor, Audit
from oreai.services.owner.users import BadQuota, NoName, NoSuchUser, SeveralUsers, UserDirectory
from tests.services.accounts.test_sign_in import guest, signed_up

LIN = Actor("林")


@pytest.fixture
def directory(services_on_each: Services) -> UserDirectory:
    return UserDirectory(services_on_each.database)


async def test_sums_are_told_and_no_text(services_on_each: Services, directory: UserDirectory):
    """Ada's chats, messages and the bytes of her pictures; of nobody else's."""
    services = services_on_each
    _, ada = await signed_up(services, "Ada")
    await signed_up(services, "Tom")
    chat = (await services.chats.rows(ada))[0]
    await services.conversation.send_message(ada, chat.id, "Kyoto?", "a")

    def attach(session: Session) -> None:
        session.add_all(
            [
                Attachment(user_id=ada, file="f", kind="image", media_type="image/png", bytes=700)
                for _ in range(2)
            ]
        )

    await services.database.write(attach)
    row = await directory.show(ada)
    assert (row.name, row.role, row.messages, row.attachment_bytes) == ("Ada", "user", 2, 1400)
    assert row.chats == len(await services.chats.rows(ada))
    assert "Kyoto" not in repr(row)


async def test_people_come_before_guests_page_by_page(services_on_each: Services, directory: UserDirectory):
    """And can be looked for by a part of their name, in which % and _ are only signs."""
    _, visitor = await guest(services_on_each)
    for name in ("Ada", "Ada_B", "Tom"):
        await signed_up(services_on_each, name)
    page = await directory.page(count=3)
    assert (page.total, [row.role for row in page.rows]) == (4, ["user"] * 3)
    (last,) = (await directory.page(start=3)).rows
    assert (last.id, last.name, last.role) == (visitor.user_id, "", GUEST)
    found = await directory.page("da_")
    assert ([row.name for row in found.rows], found.total) == (["Ada_B"], 1)
    assert (await directory.page("%")).total == 0


async def test_somebody_is_found_by_what_they_are_called(
    services_on_each: Services, directory: UserDirectory
):
    """The sign-in name in any case, the id, the name they are shown by; two of a name by their ids."""
    _, lin = await signed_up(services_on_each, "Lin Kyoto")
    assert [await directory.find(word) for word in ("LIN kyoto", lin)] == [lin, lin]
    ids = set()
    for _ in range(2):
        _, visitor = await guest(services_on_each)
        ids.add(visitor.user_id)

        def call(session: Session, user_id: str = visitor.user_id) -> None:
            session.get_one(User, user_id).name = "Eva"

        await services_on_each.database.write(call)
    with pytest.raises(SeveralUsers) as several:
        await directory.find("Eva")
    assert set(several.value.ids) == ids
    with pytest.raises(NoSuchUser):
        await directory.find("Kyoto")


async def test_one_owner_is_always_left(services_on_each: Services, directory: UserDirectory):
    """Two who leave in the same moment cannot both; nor can the last one delete the account."""
    owners = []
    for name in ("Ada", "Tom"):
        _, user_id = await signed_up(services_on_each, name)
        await directory.set_role(LIN, user_id, UserRole.OWNER)
        owners.append(user_id)
    leave = [directory.set_role(LIN, one, UserRole.USER) for one in owners]
    ends = await asyncio.gather(*leave, return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["LastOwner", "NoneType"]
    left = owners[[type(end).__name__ for end in ends].index("LastOwner")]
    with pytest.raises(LastOwner):
        await services_on_each.account_deletion.ask(left)


async def test_a_guest_cannot_own_a_server(services_on_each: Services, directory: UserDirectory):
    """They could not come back."""
    _, visitor = await guest(services_on_each)
    with pytest.raises(NoName):
        await directory.set_role(LIN, visitor.user_id, UserRole.OWNER)


async def test_a_quota_has_bounds(services_on_each: Services, directory: UserDirectory):
    """None below nought, none that no column holds; what was asked for is written down."""
    _, ada = await signed_up(services_on_each, "Ada")
    await directory.set_quota(LIN, ada, 5)
    await directory.grant(LIN, ada, 10)
    for wrong in (-1, 10**12):
        with pytest.raises(BadQuota):
            await directory.set_quota(LIN, ada, wrong)
    assert (await directory.show(ada)).calls_limit == 15
    acts = await Audit(services_on_each.database).newest()
    assert {(act.actor, act.act, act.user_name, act.detail) for act in acts if act.user_id == ada} == {
        ("林", "quota", "Ada", "1000 -> 5"),
        ("林", "quota", "Ada", "5 -> 15"),
    }
    assert acts[0].at <= now()
