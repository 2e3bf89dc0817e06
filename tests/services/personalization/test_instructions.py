"""Custom instructions: in every request of their user, once, before the chat's own; nowhere else."""

import json

import pytest

from oreai.bootstrap import Services
from oreai.models import User
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.settings import ChatSettings
from oreai.services.personalization.instructions import LONGEST, Instructions, InstructionsTooLong
from oreai.services.requests.system_text import NO_ROOM, SENT
from oreai.services.transfer.account_file import account_file
from tests.services.accounts.test_sign_in import LAPTOP, PASSWORD, guest, signed_up
from tests.services.queueing import Talk
from tests.talking import say, stored
from tests.upstream import Request, Upstream
from tests.waiting import soon

ABOUT, STYLE = "我住在京都，教高中物理。", "先说结论，再讲理由。"
GUIDE = "你是京都的向导。"


async def newest_reply(services: Services, chat: str) -> str:
    return (await stored(services, chat))[-1].id


def system_of(request: Request) -> str:
    return "".join(turn["content"] for turn in request.messages if turn["role"] == "system")


async def test_they_go_once_before_the_chats_own(talk_on_each: Talk, provider: Upstream):
    """Below words that say whose they are; the sheet of what was sent shows them to the letter."""
    house, who, chat = talk_on_each.services, talk_on_each.lin, talk_on_each.chat
    await house.chat_settings.save(who.user_id, chat, ChatSettings(), GUIDE)
    await house.instructions.save(who.user_id, f"  {ABOUT}\n", STYLE)
    await say(house, who, chat, "去哪里？")
    await say(house, who, chat, "然后呢？")
    system = system_of(provider.requests[-1])
    assert system.index(ABOUT) < system.index(STYLE) < system.index(GUIDE)
    assert [system.count(part) for part in (ABOUT, STYLE, GUIDE)] == [1, 1, 1]
    view = await house.details.of(who.user_id, await newest_reply(house, chat))
    assert view.turns[0].content == system
    assert view.record.instructions == SENT


async def test_they_are_counted(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """The meter of a chat knows them before the next message goes."""
    before = (await services.chat_views.view(lin.user_id, chat)).context_usage.used
    await services.instructions.save(lin.user_id, ABOUT, STYLE)
    after = (await services.chat_views.view(lin.user_id, chat)).context_usage.used
    assert 20 < after - before < 100
    await say(services, lin, chat, "好")
    view = await services.details.of(lin.user_id, await newest_reply(services, chat))
    assert view.turns[0].tokens > 20


async def test_switched_off_they_stay_at_home(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """And are kept: switched on again, they go."""
    await services.instructions.save(lin.user_id, ABOUT, "")
    await services.instructions.switch(lin.user_id, is_on=False)
    await say(services, lin, chat, "去哪里？")
    assert provider.requests[-1].messages[0]["role"] == "user"
    assert await services.instructions.read(lin.user_id) == Instructions(ABOUT, "", is_on=False)
    await services.instructions.switch(lin.user_id, is_on=True)
    await say(services, lin, chat, "然后呢？")
    assert ABOUT in system_of(provider.requests[-1])


async def test_nobody_elses_chat_has_them(services: Services, lin: Visitor, ada: Visitor, provider: Upstream):
    """Ada's model hears nothing of Lin."""
    await services.instructions.save(lin.user_id, ABOUT, STYLE)
    chat = await services.chats.open_free(ada.user_id, ada.locale)
    await say(services, ada, chat, "Where to?")
    assert ABOUT not in str(provider.requests[-1].messages)
    assert await services.instructions.read(ada.user_id) == Instructions()


async def test_a_longer_text_is_refused(services: Services, lin: Visitor):
    """And nothing of it is kept; exactly as long as may be is."""
    await services.instructions.save(lin.user_id, ABOUT, STYLE)
    with pytest.raises(InstructionsTooLong) as refused:
        await services.instructions.save(lin.user_id, "短", "长" * (LONGEST + 1))
    assert refused.value.length == LONGEST + 1
    assert await services.instructions.read(lin.user_id) == Instructions(ABOUT, STYLE)
    await services.instructions.save(lin.user_id, "", "长" * LONGEST)


async def test_a_small_window_goes_without(
    services: Services, serve, lin: Visitor, chat: str, provider: Upstream
):
    """They never take more than a quarter of a request, nor the room of a message; the sheet says so."""
    small = serve(services.settings.database_url, OREAI_CONTEXT_TOKENS=1000, OREAI_MAX_TOKENS=200)
    await small.instructions.save(lin.user_id, "京都" * 300, "")
    await say(small, lin, chat, "去哪里？")
    assert provider.requests[-1].messages == [{"role": "user", "content": "去哪里？"}]
    told = await small.details.of(lin.user_id, await newest_reply(small, chat))
    assert told.record.instructions == NO_ROOM
    await small.instructions.save(lin.user_id, ABOUT, "")
    full = "go" + " go" * 780
    await say(small, lin, chat, full)
    [request] = [asked for asked in provider.requests if asked.messages[-1]["content"] == full]
    assert ABOUT not in str(request.messages)


async def test_a_guests_come_along_unless_the_account_has_its_own(services_on_each: Services):
    """With the chats that are brought; what the account has said itself stays, and the guest keeps theirs."""
    house = services_on_each
    _, lin = await signed_up(house)
    for about, kept in ((ABOUT, Instructions()), ("另一个人", Instructions("另一个人", STYLE))):
        token, visitor = await guest(house)
        await house.chats.open_free(visitor.user_id, "zh")
        await house.instructions.save(visitor.user_id, about, STYLE)
        here = (await house.sign_in.sign_in(token, "林", PASSWORD, LAPTOP)).token
        assert await house.bring_along.bring(here)
        assert await house.instructions.read(lin) == Instructions(ABOUT, STYLE)
        assert await house.instructions.read(visitor.user_id) == kept


async def test_no_title_is_made_of_them(serve, sqlite_url: str, provider: Upstream):
    """A request beside the conversation carries nothing of its user."""
    titling = serve(sqlite_url, OREAI_TITLES=True)
    lin = await titling.accounts.enter(new_token(), "zh")
    await titling.instructions.save(lin.user_id, ABOUT, STYLE)
    await say(titling, lin, await titling.chats.open_free(lin.user_id, "zh"), "去哪里？")
    assert await soon(lambda: len(provider.requests) == 2)
    assert [ABOUT in str(request.messages) for request in provider.requests] == [True, False]


async def test_they_are_in_the_export_and_go_with_the_account(services_on_each: Services):
    """`account.json` has them; the user's row takes them along when it goes."""
    house = services_on_each
    lin = await house.accounts.enter(new_token(), "zh-CN")
    await house.instructions.save(lin.user_id, ABOUT, STYLE)
    known = json.loads(await house.database.read(lambda session: account_file(session, lin.user_id)))
    assert known["custom_instructions"] == {"on": True, "about": ABOUT, "how_to_answer": STYLE}
    await house.database.write(lambda session: session.delete(session.get_one(User, lin.user_id)))
    assert await house.instructions.read(lin.user_id) == Instructions()
