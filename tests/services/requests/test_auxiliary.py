"""What the model is asked beside the conversation, for titles and summaries: it may think, not for ever."""

import pytest

from oreai.bootstrap import Services
from oreai.llm.client import ChatTurn
from oreai.llm.errors import Empty
from oreai.models import Purpose
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.capabilities import CapabilityStore
from oreai.services.requests import auxiliary
from oreai.services.requests.auxiliary import AuxiliaryRequests
from oreai.services.usage.charges import Account, Charges
from oreai.services.usage.ledger import Ledger
from oreai.services.usage.limits import Limits
from tests.upstream import Reply, Upstream
from tests.waiting import soon


async def answer(services: Services, lin: Visitor, chat: str) -> str:
    _, model = await services.models.in_chat(lin.user_id, chat)
    account = Account(lin.user_id, Purpose.TITLE, chat)
    charges = Charges(services.database, Ledger(Limits()))
    aside = AuxiliaryRequests(services.models, CapabilityStore(services.database), charges)
    return await aside.ask(account, model, [ChatTurn("user", "Which title?")], max_tokens=32, temperature=0)


@pytest.mark.parametrize(
    "reply",
    [
        Reply("京都赏樱", reasoning=("先想想",)),
        Reply(tokens=tuple("<think>先想想</think>\n京都赏樱")),
        Reply(tokens=tuple("先想想</think>京都赏樱")),
    ],
    ids=["apart", "in tags", "only closed"],
)
async def test_thinking_is_no_part_of_the_answer(
    services: Services, lin: Visitor, chat: str, provider: Upstream, reply: Reply
):
    """In whatever form it comes: no title and no summary holds any of it."""
    provider.enqueue(reply)
    assert await answer(services, lin, chat) == "京都赏樱"


async def test_nothing_but_thinking_is_no_answer(
    services: Services, lin: Visitor, chat: str, provider: Upstream
):
    """A title is then what the first words are."""
    provider.enqueue(Reply("<think>先想想"))
    with pytest.raises(Empty):
        await answer(services, lin, chat)


async def test_an_answer_without_an_end_is_let_go(
    services: Services, lin: Visitor, chat: str, provider: Upstream, monkeypatch: pytest.MonkeyPatch
):
    """In words or in thoughts: the provider is hung up on."""
    monkeypatch.setattr(auxiliary, "_LONGEST", 50)
    provider.enqueue(
        Reply(tokens=("京",) * 99, silent_after=99), Reply("", reasoning=("想",) * 99, silent_after=99)
    )
    assert [len(await answer(services, lin, chat)) for _ in range(2)] == [51, 0]
    assert await soon(lambda: provider.closed_early == 2)
