"""How replies end, told to those who count; and one name for all that comes of a wish."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from sqlalchemy import update

from oreai import trace
from oreai.bootstrap import Services
from oreai.log import JsonLines, hide_secrets
from oreai.models import User
from oreai.services.accounts.visitors import Visitor
from oreai.services.replies.ended import EndedReply, WritesDown
from tests.conftest import KEY
from tests.talking import give_name, say, send, settled
from tests.upstream import Upstream, server_error


class Counts:
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[EndedReply] = []
        self.refusals = 0

    def ended(self, reply: EndedReply) -> None:
        self.heard.append(reply)

    def refused(self) -> None:
        self.refusals += 1


@pytest.fixture
def counts(services: Services) -> Counts:
    counts = Counts()
    services.generations.observers.add(counts)
    return counts


@pytest.fixture
def log_lines() -> Iterator[StringIO]:
    """OreAI's log as JSON lines."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("oreai")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    hide_secrets()
    yield written
    logger.removeHandler(handler)
    logger.setLevel(before)


async def test_a_reply_and_a_failure_are_told(
    services: Services, lin: Visitor, provider: Upstream, counts: Counts
):
    """With the model, the times and, where it failed, the kind of error."""
    chat = await services.chats.open_free(lin.user_id, lin.locale)
    await say(services, lin, chat, "去哪里？")
    provider.enqueue(server_error("Busy."))
    await say(services, lin, chat, "然后呢？")
    well, badly = counts.heard
    assert (well.status, badly.status, badly.error_kind) == ("complete", "failed", "refused")
    assert well.model == "gpt-3.5-turbo-16k"
    assert well.first_token_seconds is not None
    assert 0 <= well.first_token_seconds <= well.seconds < 5
    assert badly.first_token_seconds is None


async def test_a_call_that_is_not_there_is_told(
    services: Services, lin: Visitor, provider: Upstream, counts: Counts
):
    """Nothing was asked of the provider."""
    chat = await services.chats.open_free(lin.user_id, lin.locale)
    await give_name(services, lin)
    await services.database.write(
        lambda session: session.exec(update(User).values(calls_used=User.calls_limit))
    )
    await say(services, lin, chat, "去哪里？")
    assert (counts.refusals, provider.requests) == (1, [])


async def test_an_observer_that_fails_harms_no_reply(
    services: Services, lin: Visitor, provider: Upstream, counts: Counts
):
    """The next one is told all the same."""

    class Breaks(Counts):
        def ended(self, reply: EndedReply) -> None:
            raise RuntimeError

    services.generations.observers.add(Breaks())
    chat = await services.chats.open_free(lin.user_id, lin.locale)
    view = await say(services, lin, chat, "去哪里？")
    assert view.messages[-1].content
    assert len(counts.heard) == 1


async def test_one_name_goes_through_the_log_and_to_the_provider(
    services: Services, lin: Visitor, provider: Upstream, log_lines: StringIO
):
    """A line of the log and the provider's own tell of the same wish; another wish has another name."""
    services.generations.observers.add(WritesDown())
    chat = await services.chats.open_free(lin.user_id, lin.locale)
    for text in ("去哪里？", "然后呢？"):
        trace.begin()
        await say(services, lin, chat, text)
    lines = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    written = [line["request_id"] for line in lines if line["logger"].endswith("ended")]
    assert [request.headers["x-request-id"] for request in provider.requests] == written
    assert len(set(written)) == 2
    version, of_all, span, recorded = provider.requests[0].headers["traceparent"].split("-")
    assert (version, of_all, len(span), recorded) == ("00", written[0], 16, "01")


async def test_what_waited_is_another_wish(services: Services, lin: Visitor, provider: Upstream):
    """A queued prompt goes out under a name of its own."""
    chat = await services.chats.open_free(lin.user_id, lin.locale)
    trace.begin()
    await send(services, lin, chat, "去哪里？")
    await send(services, lin, chat, "然后呢？")
    await settled(services, lin, chat)
    names = {request.headers["x-request-id"] for request in provider.requests}
    assert (len(names), len(provider.requests)) == (2, 2)


def test_a_line_of_json_hides_secrets_and_keeps_its_traceback_on_one_line(log_lines: StringIO):
    """What a collector reads is one object a line."""
    try:
        raise RuntimeError(f"Bad key {KEY}\nof 京都")
    except RuntimeError:
        logging.getLogger("oreai.kyoto").exception("broken\nline")
    [line] = log_lines.getvalue().splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"]) == ("error", "oreai.kyoto")
    assert "京都" in told["traceback"]
    assert KEY not in line
