"""A record stays true though messages of its conversation were deleted, brought back, or forgotten since."""

from datetime import timedelta

import pytest

from oreai.bootstrap import Services
from oreai.models import now
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from tests.talking import say
from tests.upstream import Request, Upstream


async def replies(services: Services, who: Visitor, chat: str) -> list[str]:
    """The ids of the chat's replies, as far as they are shown."""
    view = await services.chat_views.view(who.user_id, chat)
    return [message.id for message in view.messages if message.role == "assistant"]


async def tells(services: Services, who: Visitor, reply: str, request: Request) -> None:
    """The reply's sheet shows this request."""
    view = await services.details.of(who.user_id, reply)
    assert [{"role": turn.role, "content": turn.content} for turn in view.turns] == request.messages


async def test_before_and_after_a_deletion(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """The earlier request still shows the deleted message, the later one does not, also after an undo."""
    await say(services, lin, chat, "去哪里？")
    prompt = (await say(services, lin, chat, "去几天？")).messages[2].id
    await services.deletions.delete(lin.user_id, prompt)
    await say(services, lin, chat, "带什么？")
    everything = list(zip(await replies(services, lin, chat), provider.requests, strict=True))
    assert [len(request.messages) for _, request in everything] == [1, 3, 3]
    for _ in range(2):
        for reply, request in everything:
            await tells(services, lin, reply, request)
        await services.deletions.restore(lin.user_id, prompt)
        await say(services, lin, chat, "下雨呢？")
        everything.append(((await replies(services, lin, chat))[-1], provider.requests[-1]))
        await services.deletions.delete(lin.user_id, prompt)


async def test_of_a_request_that_began_after_the_deleted_message(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A deleted message that stands before all that went is no part of the record."""
    first = (await say(services, lin, chat, "去哪里？")).messages
    for message in first:
        await services.deletions.delete(lin.user_id, message.id)
    reply = (await say(services, lin, chat, "带什么？")).messages[-1].id
    assert (await services.details.of(lin.user_id, reply)).record.deleted == []
    await services.deletions.restore(lin.user_id, first[0].id)
    await tells(services, lin, reply, provider.requests[-1])


async def test_words_that_were_forgotten_are_told_as_none(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Their turn is there, with its tokens, and empty; a deleted reply itself tells nothing."""
    prompt, reply = (await say(services, lin, chat, "去哪里？")).messages
    await services.deletions.delete(lin.user_id, prompt.id)
    await services.deletions.sweep(before=now() + timedelta(days=1))
    [turn] = (await services.details.of(lin.user_id, reply.id)).turns
    assert (turn.role, turn.content, turn.tokens > 0) == ("user", "", True)
    await services.deletions.delete(lin.user_id, reply.id)
    with pytest.raises(NoSuchMessage):
        await services.details.of(lin.user_id, reply.id)
