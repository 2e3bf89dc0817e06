"""Attachments come in a few at a time: of each user, and of all of them together."""

import asyncio

import pytest

from oreai.services.attachments import upload as image_uploads
from oreai.services.attachments.upload import AttachmentUploads, TooManyUploads
from tests.waiting import soon


class Comings:
    """Uploads that stay under way until they are let finish."""

    def __init__(self, most_of_one: int):
        self.inside: list[str] = []
        self._uploads = AttachmentUploads(most_of_one)
        self._finish = asyncio.Event()

    async def one_of(self, user: str) -> None:
        async with self._uploads.place(user):
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


async def test_all_together_have_so_many_places(monkeypatch: pytest.MonkeyPatch):
    """Who comes later waits, and gets the place of one that has gone, also of one that broke off."""
    monkeypatch.setattr(image_uploads, "_AT_ONCE", 2)
    comings = Comings(4)
    running = [asyncio.create_task(comings.one_of(user)) for user in ("mei", "tom")]
    assert await soon(lambda: comings.inside == ["mei", "tom"])
    late = asyncio.create_task(comings.one_of("ada"))
    running[0].cancel()
    assert await soon(lambda: comings.inside == ["mei", "tom", "ada"])
    comings.finish()
    await asyncio.gather(*running, late, return_exceptions=True)
