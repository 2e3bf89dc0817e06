"""Folders: a chat is in one, its instructions go with every request, and nobody reaches another's."""

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.chats.folders import (
    LONGEST_FOLDER_NAME,
    LONGEST_INSTRUCTIONS,
    MOST_FOLDERS,
    FolderChoice,
    NoFolderName,
    NoSuchFolder,
    TooManyFolders,
)
from oreai.services.chats.rows import FolderRow
from oreai.services.models.chat_models import OverWindow
from tests.talking import say
from tests.upstream import Upstream

NARA = "每次都先说鹿，再说寺。"


async def folder_of(services: Services, chat_id: str) -> str | None:
    return await services.database.read(lambda session: session.get(Chat, chat_id).folder_id)


async def names(services: Services, who: Visitor) -> list[str]:
    return [folder.name for folder in (await services.chats.listed(who.user_id)).folders]


async def test_a_chat_is_moved_and_the_list_tells(services_on_each: Services):
    """Into a folder, into another one, into none; a folder without chats is there all the same."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    kyoto = await services.chats.folders.create(lin.user_id, " 京都\n之旅 ", [chat])
    nara = await services.chats.folders.create(lin.user_id, "奈良")
    listed = await services.chats.listed(lin.user_id)
    assert [(folder.id, folder.name) for folder in listed.folders] == [(kyoto, "京都 之旅"), (nara, "奈良")]
    assert [row.folder for row in listed.rows if row.id == chat] == [kyoto]
    assert await services.chats.folders.move(lin.user_id, [chat], nara) == [chat]
    assert await folder_of(services, chat) == nara
    await services.chats.folders.move(lin.user_id, [chat], "")
    assert await folder_of(services, chat) is None


async def test_a_chat_knows_where_it_is_and_where_it_may_go(services: Services, lin: Visitor, ada: Visitor):
    """For its own menu, where no list is; to Ada it says nothing."""
    chat = await services.chats.open_free(lin.user_id, "zh")
    folders = services.chats.folders
    assert await folders.choice(lin.user_id, chat) == FolderChoice([], "")
    kyoto = await folders.create(lin.user_id, "京都", [chat])
    nara = await folders.create(lin.user_id, "奈良")
    named = [FolderRow(kyoto, "京都"), FolderRow(nara, "奈良")]
    assert await folders.choice(lin.user_id, chat) == FolderChoice(named, kyoto)
    with pytest.raises(NoSuchChat):
        await folders.choice(ada.user_id, chat)


async def test_chats_outlive_their_folder(services_on_each: Services):
    """Also one that is archived, and one in the trash: none of them names a folder that is gone."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh")
    samples = [row.id for row in await services.chats.rows(lin.user_id)][:3]
    folder = await services.chats.folders.create(lin.user_id, "京都", samples)
    await services.chats.archive(lin.user_id, [samples[0]], True)
    await services.trash.put(lin.user_id, samples[1])
    await services.chats.folders.delete(lin.user_id, folder)
    assert await names(services, lin) == []
    assert [await folder_of(services, chat) for chat in samples] == [None] * 3
    with pytest.raises(NoSuchFolder):
        await services.chats.folders.view(lin.user_id, folder)


async def test_its_instructions_go_before_the_chats_own(services: Services, lin: Visitor, provider: Upstream):
    """With every request of its chats, counted, told by Details; a chat that leaves is told no more."""
    chat = await services.chats.open_from_persona(lin.user_id, "zh", "poet")
    own = await services.database.read(lambda session: session.get(Chat, chat).system)
    before = await services.chat_views.view(lin.user_id, chat)
    folder = await services.chats.folders.create(lin.user_id, "奈良", [chat])
    await services.chats.folders.change(lin.user_id, folder, "奈良", f"  {NARA} ")
    within = await services.chat_views.view(lin.user_id, chat)
    assert within.context_usage.used > before.context_usage.used
    view = await say(services, lin, chat, "去哪里？")
    assert provider.requests[-1].messages[0] == {"role": "system", "content": f"{NARA}\n\n{own}"}
    told = await services.details.of(lin.user_id, view.messages[-1].id)
    assert told.turns[0].content == f"{NARA}\n\n{own}"
    await services.chats.folders.move(lin.user_id, [chat], "")
    await say(services, lin, chat, "还有呢？")
    assert provider.requests[-1].messages[0]["content"] == own


async def test_a_message_that_fits_only_without_them_is_refused(services: Services, lin: Visitor, chat: str):
    """They are part of what a window holds."""
    _, model = await services.models.in_chat(lin.user_id, chat)
    text = "鹿" * (model.room_beside(0) // 2)
    while True:
        try:
            await services.models.measured(lin.user_id, chat, text + "鹿" * 100)
        except OverWindow:
            break
        text += "鹿" * 100
    folder = await services.chats.folders.create(lin.user_id, "奈良", [chat])
    await services.chats.folders.change(lin.user_id, folder, "奈良", "寺" * LONGEST_INSTRUCTIONS)
    with pytest.raises(OverWindow):
        await services.models.measured(lin.user_id, chat, text)


async def test_a_new_chat_lands_in_the_folder_that_is_shown(services: Services, lin: Visitor, ada: Visitor):
    """Also the empty one of before; in a folder of Ada's it cannot land."""
    folder = await services.chats.folders.create(lin.user_id, "京都")
    foreign = await services.chats.folders.create(ada.user_id, "Osaka")
    chat = await services.chats.open_free(lin.user_id, "zh", folder)
    assert await folder_of(services, chat) == folder
    assert await services.chats.open_free(lin.user_id, "zh", foreign) == chat
    assert await folder_of(services, chat) is None


async def test_another_ones_folders_do_not_exist(services: Services, lin: Visitor, ada: Visitor, chat: str):
    """Neither to be read, changed or deleted, nor to be put into; nor can Ada move Lin's chat."""
    folder = await services.chats.folders.create(lin.user_id, "京都", [chat])
    own = await services.chats.folders.create(ada.user_id, "Osaka")
    adas = await services.chats.open_free(ada.user_id, "en")
    for attempt in (
        services.chats.folders.view(ada.user_id, folder),
        services.chats.folders.change(ada.user_id, folder, "Mine", "Mine"),
        services.chats.folders.delete(ada.user_id, folder),
        services.chats.folders.move(ada.user_id, [adas], folder),
    ):
        with pytest.raises(NoSuchFolder):
            await attempt
    with pytest.raises(NoSuchChat):
        await services.chats.folders.move(ada.user_id, [chat], own)
    await services.chats.folders.create(ada.user_id, "Kobe", [chat])
    assert await folder_of(services, chat) == folder
    assert await names(services, lin) == ["京都"]


async def test_names_instructions_and_their_number_are_bounded(services: Services, lin: Visitor):
    """A blank name is refused, a long one is cut, and the list of folders stays a list."""
    for blank in ("", " \n "):
        with pytest.raises(NoFolderName):
            await services.chats.folders.create(lin.user_id, blank)
    folder = await services.chats.folders.create(lin.user_id, "鹿" * 99)
    await services.chats.folders.change(lin.user_id, folder, "寺" * 99, "寺" * (LONGEST_INSTRUCTIONS + 9))
    view = await services.chats.folders.view(lin.user_id, folder)
    assert (len(view.name), len(view.instructions)) == (LONGEST_FOLDER_NAME, LONGEST_INSTRUCTIONS)
    for number in range(MOST_FOLDERS - 1):
        await services.chats.folders.create(lin.user_id, str(number))
    with pytest.raises(TooManyFolders):
        await services.chats.folders.create(lin.user_id, "一个太多")


async def test_a_branch_stays_in_the_folder(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """It goes on where the other one was."""
    folder = await services.chats.folders.create(lin.user_id, "京都", [chat])
    view = await say(services, lin, chat, "去哪里？")
    branch = await services.branches.branch(lin.user_id, view.messages[-1].id)
    assert await folder_of(services, branch) == folder
