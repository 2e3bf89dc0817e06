"""A chat whose model, or its provider, is not there any more: it says so, and offers the default one."""

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import MessageView
from oreai.services.models.settings import ChatSettings
from tests.talking import say, settled
from tests.upstream import Upstream, refusal

GONE = refusal(404, "The model `nara-8b` does not exist.", code="model_not_found")
KYOTO = ChatSettings("kyoto-7b", "Kyoto", {"temperature": 0.2})
NARA = ChatSettings("nara-8b", numbers={"temperature": 0.2})


async def answered(services: Services, who: Visitor, chat: str, text: str) -> MessageView:
    return (await say(services, who, chat, text)).messages[-1]


@pytest.mark.parametrize("chosen", [KYOTO, NARA], ids=["provider", "model"])
async def test_one_touch_leaves_what_is_gone_for_the_default_model(
    services: Services, lin: Visitor, chat: str, provider: Upstream, chosen: ChatSettings
):
    """Nobody else is asked until Lin says so; then the chat stays with the default, and keeps the rest."""
    await services.chat_settings.save(lin.user_id, chat, chosen, "")
    provider.enqueue(GONE)
    failed = await answered(services, lin, chat, "去哪里？")
    assert (failed.error_kind, failed.can_retry, failed.can_use_default) == ("model_gone", True, True)
    provider.forget()
    await services.conversation.retry(lin.user_id, failed.id, by_default_model=True)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.status, shown.version, shown.can_use_default) == ("complete", 2, False)
    assert [request.model for request in provider.requests] == ["gpt-3.5-turbo-16k"]
    kept, _ = await services.chat_settings.read(lin.user_id, chat)
    assert kept == ChatSettings(numbers={"temperature": 0.2})


async def test_the_default_model_is_no_way_out_of_itself(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Where it is the default one that is gone, nothing is offered that would fail the same way."""
    provider.enqueue(GONE)
    failed = await answered(services, lin, chat, "去哪里？")
    assert (failed.error_kind, failed.can_use_default) == ("model_gone", False)


async def test_a_stranger_changes_no_chats_model(
    services: Services, lin: Visitor, ada: Visitor, chat: str, provider: Upstream
):
    """Ada knows the message's id, and Lin's chat stays with what it has chosen."""
    await services.chat_settings.save(lin.user_id, chat, KYOTO, "")
    failed = await answered(services, lin, chat, "去哪里？")
    with pytest.raises(NoSuchMessage):
        await services.conversation.retry(ada.user_id, failed.id, by_default_model=True)
    assert (await services.chat_settings.read(lin.user_id, chat))[0] == KYOTO
