"""When the files of pictures go by themselves, and that another database's never do."""

import os
import time
from pathlib import Path

import pytest

from oreai.bootstrap import Services
from oreai.migrations import migrate
from oreai.models import new_id, now
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments.store import MOST_WAITING, NoSuchAttachment
from tests.pictures import picture
from tests.talking import settled, stored
from tests.upstream import Upstream


@pytest.fixture
async def trip(house: Services, mei: Visitor, provider: Upstream) -> str:
    """A chat in which Mei has shown one picture."""
    chat = await house.chats.open_free(mei.user_id, mei.locale)
    shown = (await house.attachments.add(mei.user_id, picture())).id
    await house.conversation.send_message(mei.user_id, chat, "看", new_id(), [shown])
    await settled(house, mei, chat)
    return chat


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.mark.usefixtures("trip")
async def test_a_database_without_pictures_sweeps_none(house: Services, folder: Path, tmp_path: Path, serve):
    """One that was opened by mistake on the same folder has no say: those of the right one stay."""
    [file] = files(folder)
    os.utime(file, (time.time() - 400 * 24 * 60 * 60,) * 2)
    wrong = f"sqlite:///{tmp_path / 'wrong.db'}"
    migrate(wrong)
    await serve(wrong, OREAI_IMAGES_FOLDER=str(folder)).attachments.sweep()
    assert files(folder) == [file]


async def test_only_so_many_wait_to_be_sent(house: Services, mei: Visitor, trip: str, folder: Path):
    """The one that has waited longest makes room for the next; what was sent is not counted."""
    waiting = [
        (await house.attachments.add(mei.user_id, picture(40 + n, 40))).id for n in range(MOST_WAITING + 1)
    ]
    assert len(files(folder)) == MOST_WAITING + 1
    with pytest.raises(NoSuchAttachment):
        await house.attachments.open(mei.user_id, waiting[0])
    for attachment in waiting[1:]:
        assert (await house.attachments.open(mei.user_id, attachment))[1]
    assert (await house.chat_views.view(mei.user_id, trip)).messages[0].attachments


async def test_a_deleted_message_loses_its_pictures_in_the_end(
    house: Services, mei: Visitor, trip: str, folder: Path
):
    """Their files go when its words are forgotten, also the last one of all."""
    [prompt, _] = await stored(house, trip)
    await house.deletions.delete(mei.user_id, prompt.id)
    await house.deletions.sweep()
    assert len(files(folder)) == 1
    await house.deletions.sweep(before=now())
    assert files(folder) == []
