"""How much of a conversation its notes take in, when they are written, and how long they may become."""

from collections.abc import Callable

from oreai.bootstrap import Services
from oreai.llm.client import ChatTurn
from oreai.models import Role
from oreai.services.accounts.session_token import new_token
from oreai.services.requests.context import Turn
from oreai.services.requests.summaries import _foldable, _halved
from tests.long_chats import exchanges, write_turns
from tests.services.requests.test_long_conversation import asks_for_summary
from tests.talking import say
from tests.upstream import Upstream
from tests.waiting import soon

BUDGET = 1000


def turns(*tokens: int) -> list[Turn]:
    """A user's turn, a reply, and so on, of these tokens."""
    roles = (Role.USER, Role.ASSISTANT)
    return [Turn(roles[at % 2], count) for at, count in enumerate(tokens)]


def test_notes_are_written_once_three_quarters_are_full():
    """At 750 of 1,000 tokens there is room yet; with one token more there is a piece to fold."""
    assert _foldable(turns(*[50] * 15), BUDGET) == 0
    assert _foldable(turns(*[50] * 14, 51), BUDGET) > 0


def test_less_than_half_stays_in_full():
    """Whole exchanges leave until at most 450 of 1,000 tokens stay, and no more of them than that takes."""
    talk = turns(*[50] * 20)
    until = _foldable(talk, BUDGET)
    assert talk[until].role == Role.USER
    assert sum(turn.tokens for turn in talk[until:]) == 400
    talk = turns(*[25] * 40)
    assert sum(turn.tokens for turn in talk[_foldable(talk, BUDGET) :]) == 450


def test_a_text_too_long_for_notes_keeps_both_its_ends():
    """What is left out stood in the middle: it begins with its subject and ends with the newest."""
    task = ChatTurn("system", "Notes, please")
    halved = _halved([task, ChatTurn("user", "早" * 100 + "晚" * 100)])
    assert halved == [task, ChatTurn("user", "早" * 50 + "\n…\n" + "晚" * 50)]


async def test_notes_take_an_eighth_of_a_small_window(
    serve: Callable[..., Services], sqlite_url: str, provider: Upstream
):
    """Of 4,000 tokens 500, so that there is room for what they stand beside."""
    services = serve(sqlite_url, OREAI_CONTEXT_TOKENS=4000, OREAI_MAX_TOKENS=400)
    lin = await services.accounts.enter(new_token(), "zh")
    chat = await services.chats.open_free(lin.user_id, "zh")
    await services.database.write(lambda session: write_turns(session, chat, exchanges(60, words=2)))
    await say(services, lin, chat, "再说一天")
    assert await soon(lambda: any(asks_for_summary(request) for request in provider.requests))
    asked = next(request for request in provider.requests if asks_for_summary(request))
    assert asked.body["max_tokens"] == 500
