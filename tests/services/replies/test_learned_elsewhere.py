"""What one process learns of a model the others know too, and two never write one chat's notes at once."""

from oreai.i18n import texts_for
from tests.long_chats import exchanges, write_turns
from tests.services.replies.conftest import Processes
from tests.talking import say
from tests.upstream import Reply, Request, refuses_parameter
from tests.waiting import soon

LIMIT = 9_000  # characters, which are the tokens of the scripted model


async def test_what_a_model_refuses_is_asked_of_it_by_no_process(processes: Processes):
    """The second one has talked with it before; the first hears the refusal, and both leave it away."""
    two = processes
    await say(two.second, two.lin, two.chat, "你好")
    two.provider.enqueue(refuses_parameter("temperature"))
    await say(two.first, two.lin, two.chat, "去哪里？")
    asked = len(two.provider.requests)
    await say(two.second, two.lin, two.chat, "还有呢？")
    assert len(two.provider.requests) == asked + 1
    assert "temperature" not in two.provider.requests[-1].body


async def test_notes_are_written_by_one_process_at_a_time(processes: Processes):
    """While another one writes them this one does not; afterwards it does."""
    two = processes
    task = texts_for("zh").instructions.summary_task.partition("{words}")[0]

    def asks_for_summary(request: Request) -> bool:
        return request.messages[0]["content"].startswith(task)

    two.provider.tokens_limit = LIMIT
    two.provider.fallback = lambda request: Reply("摘要" if asks_for_summary(request) else "好")
    await two.first.database.write(
        lambda session: write_turns(session, two.chat, exchanges(40, words=8)),
    )
    done = two.second.bus.subscribe(f"summary:{two.chat}", print)
    await say(two.first, two.lin, two.chat, "再说一天")
    assert await soon(lambda: not two.first.generations._background)
    assert not any(map(asks_for_summary, two.provider.requests))
    done()
    await say(two.first, two.lin, two.chat, "再说一天")
    assert await soon(lambda: any(map(asks_for_summary, two.provider.requests)))
