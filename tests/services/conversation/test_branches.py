"""A branch has everything of the chat and of its messages that is not its own to begin with."""

import pytest
from sqlmodel import SQLModel

from oreai.bootstrap import Services
from oreai.models import Chat, Message
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation import branches
from tests.talking import say, stored
from tests.upstream import Upstream, rate_limited

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
