"""A stranger calls the handlers of list and trash with Lin's ids and with nonsense: nothing of hers moves."""

import pytest

from oreai.states.chat_actions import ChatActions
from oreai.states.chats import ChatsState
from oreai.states.trash import TrashState
from tests.running import Server
from tests.states.conftest import SECRET, Home, Stored
from tests.states.test_abuse import NONSENSE, can_chat, is_well
from tests.states.wire import Wire

HANDLERS = {
    ChatsState.resend_rows: (),
    ChatsState.ask: ("question",),
    ChatActions.rename_chat: ("chat_id", "title"),
    ChatActions.pin_chat: ("chat_id", "pinned"),
    ChatActions.delete_chat: ("chat_id",),
    ChatActions.delete_open_chat: ("chat_id",),
    ChatActions.undo_delete: (),
    ChatActions.withdraw_offer: (),
    ChatActions.look_at_chat: ("chat_id",),
    TrashState.follow_trash: (),
    TrashState.restore_chat: ("chat_id",),
    TrashState.ask_to_destroy: ("chat_id",),
    TrashState.keep_chat: (),
    TrashState.destroy_chat: (),
}


async def test_every_handler_with_lins_ids(lin: Home, stranger: Wire, stored: Stored, server: Server):
    """Her chats keep their names, pins and places, in the list and in the trash; her words stay hers."""
    await lin.wire.call(ChatActions.delete_chat, chat_id=lin.belongings(stored)[2][3][0])
    await lin.wire.settle()
    before = lin.belongings(stored)
    assert any(stored("SELECT 1 FROM chat WHERE user_id = ? AND deleted_at IS NOT NULL", lin.user_id))
    for handler, names in HANDLERS.items():
        for row in before[2]:
            await stranger.call(handler, **dict.fromkeys(names, row[0]))
        await stranger.call(handler, **dict.fromkeys(names, lin.user_id))
    await stranger.settle()
    assert lin.belongings(stored) == before
    assert SECRET not in stranger.said
    assert is_well(server)
    assert await can_chat(stranger, stored)


@pytest.mark.parametrize("name", ["deleted_id", "asked_id"])
async def test_forged_vars_bring_nothing_back_and_destroy_nothing(
    lin: Home, stranger: Wire, stored: Stored, name: str
):
    """The built-in setters put Lin's id where an undo or a confirmation reads it: still not theirs."""
    before = lin.belongings(stored)
    for state in (ChatActions, TrashState):
        forged = {"var_name": name, "value": lin.chat}
        await stranger.send(f"{state.get_full_name()}.setvar", forged)
    await stranger.call(ChatActions.undo_delete)
    await stranger.call(TrashState.destroy_chat)
    await stranger.settle()
    assert lin.belongings(stored) == before


async def test_nonsense_of_every_kind(stranger: Wire, lin: Home, stored: Stored, server: Server):
    """Each argument of each handler gets each wrong value: the server answers on, for all."""
    before = lin.belongings(stored)
    for handler, names in HANDLERS.items():
        for value in NONSENSE if names else [None]:
            await stranger.call(handler, **dict.fromkeys(names, value))
        await stranger.call(handler, **dict.fromkeys(names, "x"), surprise="!")
    await stranger.settle()
    assert is_well(server)
    assert lin.belongings(stored) == before
    assert await can_chat(stranger, stored)


@pytest.mark.parametrize("name", ["_delete", "_show", "_send"])
async def test_helpers_are_no_handlers(lin: Home, stranger: Wire, stored: Stored, name: str):
    """What is not meant as an event cannot be called as one."""
    before = lin.belongings(stored)
    for state in (ChatActions, ChatsState, TrashState):
        await stranger.send(f"{state.get_full_name()}.{name}", {"chat_id": lin.chat, "rows": []})
    await stranger.settle()
    assert lin.belongings(stored) == before
