"""A draft is kept for the next device, and gone once it has been sent."""

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.conversation import LONGEST_MESSAGE
from tests.talking import say
from tests.upstream import Upstream


async def draft(services: Services, who: Visitor, chat: str) -> str:
    return (await services.chat_views.view(who.user_id, chat)).draft


async def test_a_draft_is_kept_and_gone_once_it_is_sent(services_on_each: Services, provider: Upstream):
    """What was begun on the phone stands on the laptop, until it is said."""
    services = services_on_each
    lin = await services.accounts.enter("l" * 43, "zh-CN")
    chat = await services.chats.open_free(lin.user_id, "zh")
    await services.drafts.keep(lin.user_id, chat, "去京都还是🦌")
    assert await draft(services, lin, chat) == "去京都还是🦌"
    await say(services, lin, chat, "去京都还是🦌")
    assert await draft(services, lin, chat) == ""


async def test_an_emptied_draft_is_none(services: Services, lin: Visitor, chat: str):
    """Blank is empty; a text beyond the limit leaves the earlier one alone."""
    assert await services.drafts.keep(lin.user_id, chat, "去哪里")
    assert not await services.drafts.keep(lin.user_id, chat, "长" * (LONGEST_MESSAGE + 1))
    assert await draft(services, lin, chat) == "去哪里"
    await services.drafts.keep(lin.user_id, chat, "  \n")
    assert await draft(services, lin, chat) == ""


async def test_a_strangers_draft_is_nobodys(services: Services, lin: Visitor, ada: Visitor, chat: str):
    """Ada cannot write into Lin's box."""
    with pytest.raises(NoSuchChat):
        await services.drafts.keep(ada.user_id, chat, "hi")
    assert await draft(services, lin, chat) == ""
