"""Attachments come in a few at a time: of each user, and of all of them together."""

import asyncio

import pytest

from oreai.services.attachments import upload as image_uploads
from oreai.services.attachments.kind import LONGEST_FILE
from oreai.services.attachments.upload import AttachmentUploads, TooManyUploads
from tests.waiting import soon


class Comings:
    """Uploads that stay under way until they are let finish."""

    def __init__(self, most_of_one: int):
        self.inside: list[str] = []
        self._uploads = AttachmentUploads(most_of_one)
        self._finish = asyncio.Event()

    async def one_of(self, user: str, size: int = 1, network: str = "") -> None:
        async with self._uploads.room(user, size, network):
            self.inside.append(user)
            await self._finish.wait()
            self.inside.remove(user)

    def finish(self) -> None:
        self._finish.set()


async def test_one_user_has_so_many_places():
    """The next is refused at once; others have places of their own, and one that is free is taken again."""
    comings = Comings(2)
    running = [asyncio.create_task(comings.one_of(user)) for user in ("mei", "mei", "tom")]
    assert await soon(lambda: len(comings.inside) == 3)
    with pytest.raises(TooManyUploads):
        await comings.one_of("mei")
    comings.finish()
    await asyncio.gather(*running)
    await comings.one_of("mei")


async def test_two_who_send_slowly_leave_room_for_others():
    """Each holds what one user may hold, with as many attachments as they like; Ada waits for nobody."""
    comings = Comings(4)
    slow = [
        asyncio.create_task(comings.one_of(user, LONGEST_FILE)) for user in ("mei", "tom") for _ in range(4)
    ]
    assert await soon(lambda: sorted(comings.inside) == ["mei", "mei", "tom", "tom"])
    ada = asyncio.create_task(comings.one_of("ada", LONGEST_FILE))
    assert await soon(lambda: "ada" in comings.inside)
    comings.finish()
    await asyncio.gather(*slow, ada)


async def test_a_network_leaves_room_for_other_networks():
    """However many users it brings, half of all room is not theirs."""
    comings = Comings(4)
    users = [f"guest {number}" for number in range(10)]
    many = [asyncio.create_task(comings.one_of(user, LONGEST_FILE, "192.0.2.0/24")) for user in users]
    assert await soon(lambda: len(comings.inside) == 6)
    ada = asyncio.create_task(comings.one_of("ada", LONGEST_FILE, "198.51.100.0/24"))
    assert await soon(lambda: "ada" in comings.inside)
    assert len(comings.inside) == 7
    comings.finish()
    await asyncio.gather(*many, ada)


async def test_all_together_have_so_much_room(monkeypatch: pytest.MonkeyPatch):
    """Who comes later waits, and gets the room of one that has gone, also of one that broke off."""
    monkeypatch.setattr(image_uploads, "MOST_BYTES", 2)
    comings = Comings(4)
    running = [asyncio.create_task(comings.one_of(user)) for user in ("mei", "tom")]
    assert await soon(lambda: comings.inside == ["mei", "tom"])
    late = asyncio.create_task(comings.one_of("ada"))
    running[0].cancel()
    assert await soon(lambda: comings.inside == ["mei", "tom", "ada"])
    comings.finish()
    await asyncio.gather(*running, late, return_exceptions=True)


async def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch):
    """After a while they are told, and what they held is free again."""
    monkeypatch.setattr(image_uploads, "MOST_BYTES", 1)
    monkeypatch.setattr(image_uploads, "WAIT_SECONDS", 0.1)
    comings = Comings(4)
    running = asyncio.create_task(comings.one_of("mei"))
    assert await soon(lambda: comings.inside == ["mei"])
    with pytest.raises(TooManyUploads):
        await comings.one_of("tom")
    comings.finish()
    await running
    await comings.one_of("tom")
