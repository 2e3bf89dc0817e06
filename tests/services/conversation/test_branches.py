"""A branch has everything of the chat and of its messages that is not its own to begin with."""

import pytest
from sqlmodel import SQLModel

from oreai.bootstrap import Services
from oreai.models import Chat, Message, new_id
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation import branches
from oreai.services.replies.start import StillReplying
from tests.talking import say, settled, stored, until_said
from tests.upstream import Reply, Upstream, rate_limited

CASES = [(Chat, branches._NOT_OF_THE_CHAT), (Message, branches._NOT_OF_A_MESSAGE)]


@pytest.mark.parametrize(("table", "besides"), CASES, ids=["chat", "message"])
def test_what_is_not_copied_is_a_column(table: type[SQLModel], besides: frozenset[str]):
    """Every other one is copied, so a new column is, unless somebody names it here."""
    assert besides <= set(table.model_fields)


async def test_a_reply_that_has_to_wait_waits_in_the_branch_too(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """With its pause, the reason and all that was noted of it."""
    provider.enqueue(rate_limited(9))
    view = await say(services, lin, chat, "去几天？")
    branch = await services.branches.branch(lin.user_id, view.messages[-1].id)
    [_, before], [_, copy] = await stored(services, chat), await stored(services, branch)
    assert (copy.retry_after_s, copy.error_kind, copy.finished_at) == (9, "rate_limited", before.finished_at)
    kept = set(Message.model_fields) - branches._NOT_OF_A_MESSAGE
    assert {name: getattr(copy, name) for name in kept} == {name: getattr(before, name) for name in kept}


async def test_a_message_in_another_branch_is_reached(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """Lin says it differently, and is led back to the first answer: all versions up to it are chosen."""
    first = await say(services, lin, chat, "去几天？")
    question, answer = first.messages
    await services.conversation.edit(lin.user_id, question.id, "去几周？", new_id())
    second = await settled(services, lin, chat)
    await services.branches.reach(lin.user_id, answer.id)
    view = await services.chat_views.view(lin.user_id, chat)
    assert [message.id for message in view.messages] == [question.id, answer.id]
    await services.branches.reach(lin.user_id, second.messages[-1].id)
    view = await services.chat_views.view(lin.user_id, chat)
    assert [message.id for message in view.messages] == [message.id for message in second.messages]


async def test_no_branch_is_chosen_below_a_running_reply(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """What stands on the screen is reached as ever; another branch waits until the reply has ended."""
    question, answer = (await say(services, lin, chat, "去几天？")).messages
    provider.enqueue(Reply(tokens=("先", "想想"), silent_after=1))
    await services.conversation.edit(lin.user_id, question.id, "去几周？", new_id())
    running = await until_said(services, lin, chat, "先")
    await services.branches.reach(lin.user_id, running)
    with pytest.raises(StillReplying):
        await services.branches.reach(lin.user_id, answer.id)
