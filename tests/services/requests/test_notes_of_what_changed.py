"""While the model writes its notes something of what they tell changes: they are written anew."""

from collections.abc import Awaitable, Callable

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.visitors import Visitor
from tests.long_chats import exchanges, write_turns
from tests.services.requests.test_long_conversation import LIMIT, asks_for_summary, remembered
from tests.talking import say
from tests.upstream import Reply, Request, Upstream
from tests.waiting import soon

GONE = "第3天去哪里？"
CHANGES: dict[str, Callable[[Services, str, str], Awaitable[object]]] = {
    "deleted": lambda services, user, message: services.deletions.delete(user, message),
    "reworded": lambda services, user, message: services.conversation.revise(user, message, "算了"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_notes_of_what_is_no_more_are_not_kept(
    services: Services, lin: Visitor, chat: str, provider: Upstream, change
):
    """The first notes, begun before the change, are thrown away; the ones that are kept never saw it."""

    def notes() -> list[Request]:
        return [request for request in provider.requests if asks_for_summary(request)]

    def answer(asked: Request) -> Reply:
        if not asks_for_summary(asked):
            return Reply("好。")
        return Reply("旧", first_delay_s=2) if len(notes()) == 1 else Reply("新")

    provider.tokens_limit, provider.fallback = LIMIT, answer
    ids = await services.database.write(lambda session: write_turns(session, chat, exchanges(60, words=8)))
    await say(services, lin, chat, "再说一天")
    assert await soon(lambda: len(notes()) == 1)
    assert GONE in notes()[0].messages[1]["content"], "it must be told for this test to mean anything"
    await change(services, lin.user_id, ids[6])
    assert (await remembered(services, lin, chat)).summary == "新"
    assert GONE not in notes()[-1].messages[1]["content"]
