"""Readers of a link are counted once a day, at no cost for the page they read."""

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from oreai.services.sharing.links import (
    LinkForm,
)
from oreai.services.sharing.views import Views


async def test_a_reader_counts_once_a_day(house: Services, mei: Visitor, tom: Visitor, chat_id: str):
    """Tom looks three times, two strangers once each; what cannot be written waits."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    for _ in range(3):
        await house.shared_reading.read(link.token, tom.user_id)
    for mark in ("a phone in Kyoto", "a laptop in Nara", "a phone in Kyoto"):
        await house.shared_reading.read(link.token, mark=mark)
    assert (await house.shared_links.of_user(mei.user_id))[0].views == 0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("oreai.repositories.sharing.count_views", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            await house.shared_reading.views.write()
    for _ in range(2):
        await house.shared_reading.views.write()
    assert (await house.shared_links.of_user(mei.user_id))[0].views == 3


async def test_who_comes_back_the_next_day_is_counted_again(house: Services, mei: Visitor, chat_id: str):
    """And what is remembered of readers has an end."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    hours = iter([0, 23, 25, 26])
    views = Views(house.database, clock=lambda: next(hours, 27) * 3600.0)
    for _ in range(4):
        views.note(link.id, "a phone in Kyoto")
    await views.write()
    assert (await house.shared_links.of_user(mei.user_id))[0].views == 2
    for number in range(30_000):
        views.note(link.id, str(number))
    assert len(views._seen) == 20_000


async def test_its_owner_is_not_counted_and_is_known(house: Services, mei: Visitor, chat_id: str):
    """Mei looks at her own link."""
    link = await house.shared_links.make(mei.user_id, chat_id, LinkForm())
    assert (await house.shared_reading.read(link.token, mei.user_id)).is_mine
    assert (await house.shared_links.of_user(mei.user_id))[0].views == 0
