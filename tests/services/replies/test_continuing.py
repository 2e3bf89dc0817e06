"""A reply that ended early goes on in the same message, from what it has said."""

import pytest

from oreai.bootstrap import Services
from oreai.i18n import texts_for
from oreai.models import User
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.replies.start import StillReplying
from tests.talking import give_name, lines, row, say, send, settled, stored, until_said, watched
from tests.upstream import Reply, Upstream, server_error

FIRST_HALF = Reply(tokens=("第一天🚃京都，",), finish="length")
WHOLE = "第一天🚃京都，第二天奈良。"


@pytest.fixture
async def half(services: Services, lin: Visitor, chat: str, provider: Upstream) -> str:
    """A reply that was cut at max_tokens; its id."""
    provider.enqueue(FIRST_HALF)
    view = await say(services, lin, chat, "怎么玩？")
    assert view.messages[-1].can_continue
    return view.messages[-1].id


async def test_it_grows_where_it_ended(
    services: Services, lin: Visitor, chat: str, provider: Upstream, half: str
):
    """The model is sent its own half and asked to go on; the message becomes whole, and stays one."""
    provider.enqueue(Reply("第二天奈良。", first_delay_s=0.7))
    assert await services.conversation.continue_reply(lin.user_id, half) == half
    assert await watched(services, lin, chat) == WHOLE
    view = await settled(services, lin, chat)
    assert lines(view) == [("user", "怎么玩？", "complete"), ("assistant", WHOLE, "complete")]
    assert not view.messages[-1].can_continue
    kept = await row(services, half)
    assert (kept.content, kept.finish_reason, kept.error_kind) == (WHOLE, "stop", None)
    assert len(await stored(services, chat)) == 2
    assert provider.requests[-1].messages == [
        {"role": "user", "content": "怎么玩？"},
        {"role": "assistant", "content": "第一天🚃京都，"},
        {"role": "user", "content": texts_for("zh").instructions.go_on},
    ]


async def test_the_request_to_go_on_is_never_part_of_the_chat(
    services: Services, lin: Visitor, chat: str, provider: Upstream, half: str
):
    """What Lin says next is sent after the whole reply."""
    provider.enqueue(Reply("第二天奈良。"))
    await services.conversation.continue_reply(lin.user_id, half)
    await settled(services, lin, chat)
    await say(services, lin, chat, "谢谢")
    said = [turn["content"] for turn in provider.requests[-1].messages]
    assert said == ["怎么玩？", WHOLE, "谢谢"]


async def test_a_stopped_reply_can_go_on(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """Lin has changed their mind."""
    provider.enqueue(Reply(tokens=("第一天🚃京都，", "停"), silent_after=1), Reply("第二天奈良。"))
    await send(services, lin, chat, "怎么玩？")
    reply_id = await until_said(services, lin, chat, "京都")
    with pytest.raises(StillReplying):
        await services.conversation.continue_reply(lin.user_id, reply_id)
    await services.conversation.stop(lin.user_id, reply_id)
    await services.conversation.continue_reply(lin.user_id, reply_id)
    assert lines(await settled(services, lin, chat))[-1] == ("assistant", WHOLE, "complete")


async def test_failing_to_go_on_loses_nothing(
    services: Services, lin: Visitor, chat: str, provider: Upstream, half: str
):
    """The half stays, the reason is told, the call is given back, and another try brings the rest."""
    before = await services.allowances.of(lin.user_id)
    provider.enqueue(server_error("Busy."), Reply("第二天奈良。"))
    await services.conversation.continue_reply(lin.user_id, half)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.content, shown.status, shown.provider_message) == ("第一天🚃京都，", "failed", "Busy.")
    assert await services.allowances.of(lin.user_id) == before
    await services.conversation.continue_reply(lin.user_id, half)
    whole = (await settled(services, lin, chat)).messages[-1]
    assert (whole.content, whole.status, whole.error_kind) == (WHOLE, "complete", "")


async def test_going_on_costs_a_call(
    services: Services, lin: Visitor, chat: str, provider: Upstream, half: str
):
    """With none left the half stays as it is, and nobody is asked."""
    asked = len(provider.requests)
    await give_name(services, lin)
    await services.database.write(lambda session: setattr(session.get(User, lin.user_id), "calls_limit", 0))
    await services.conversation.continue_reply(lin.user_id, half)
    shown = (await settled(services, lin, chat)).messages[-1]
    assert (shown.content, shown.status, shown.error_kind) == ("第一天🚃京都，", "failed", "quota_used_up")
    assert len(provider.requests) == asked


async def test_what_is_done_or_has_been_answered_does_not_go_on(
    services: Services, lin: Visitor, chat: str, provider: Upstream, half: str
):
    """Neither an older reply, nor a complete one, nor Lin's own words."""
    view = await say(services, lin, chat, "谢谢")
    for message in view.messages:
        with pytest.raises(NoSuchMessage):
            await services.conversation.continue_reply(lin.user_id, message.id)
    assert [message.id for message in view.messages][1] == half
