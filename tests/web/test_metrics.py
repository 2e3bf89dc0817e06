"""`/metrics`: what Prometheus reads of a running app, who may, and what stays bounded."""

import httpx
import pytest
from prometheus_client import REGISTRY

from oreai.models import new_id
from oreai.services.replies.ended import EndedReply
from oreai.states.sending import SendingState
from oreai.web.metrics import CountsReplies
from tests.conftest import settings_for
from tests.running import Server
from tests.serving import METRICS_TOKEN
from tests.states.conftest import Stored, first_chat_of, owner_of
from tests.states.wire import Wire, cookie_of
from tests.upstream import Reply, Upstream
from tests.waiting import soon

ENDED = EndedReply(
    message_id="m",
    status="complete",
    error_kind="",
    provider="",
    model="of-nara",
    first_token_seconds=0.3,
    seconds=2.0,
    stored_seconds=0.01,
    prompt_tokens=40,
    completion_tokens=200,
)


def read(server: Server, token: str = METRICS_TOKEN) -> httpx.Response:
    return httpx.get(f"{server.url}/metrics", headers={"Authorization": f"Bearer {token}"})


def value(name: str, **labels: str) -> float:
    """What this process's registry says."""
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_a_reply_is_counted(server: Server, stored: Stored, upstream: Upstream):
    """By its ending and model, with its tokens and times; and the page that asked hangs on a socket."""
    wire = await Wire.open(server, cookie_of(server))
    await wire.visit("/")
    await wire.settle()
    chat = first_chat_of(owner_of(wire.token, stored), stored)
    upstream.enqueue(Reply("金阁寺。"))
    await wire.call(SendingState.send_message, chat_id=chat, text="去哪里？", idempotency_key=new_id())
    ended = 'oreai_replies_total{ending="complete",error="",model="gpt-3.5-turbo-16k",'
    assert await soon(lambda: ended in read(server).text), read(server).text
    assert await soon(lambda: "oreai_replies_running 0.0" in read(server).text)
    told = read(server)
    assert told.headers["content-type"].startswith("text/plain")
    for name in (
        "first_token_seconds_count",
        "end_lag_seconds_count",
        "tokens_total",
        "loop_lag_seconds_count",
    ):
        assert f"oreai_{name}" in told.text
    for line in ("oreai_database_up 1.0", "oreai_bus_up 1.0"):
        assert line in told.text
    assert "oreai_sockets 0.0" not in told.text
    for words in ("金阁寺", "去哪里", chat):
        assert words not in told.text
    await wire.close()


@pytest.mark.parametrize("token", ["-", "of-the-prometheus-in-nara", METRICS_TOKEN[:-1]])
def test_to_others_it_is_not_there(server: Server, token: str):
    """A wrong token learns no more than a wrong address."""
    assert read(server, token).status_code == 404


def test_a_token_that_can_be_guessed_is_refused():
    """It is a password that nobody ever has to type."""
    with pytest.raises(ValueError, match="at least 16 characters"):
        settings_for("sqlite:///oreai.db", OREAI_METRICS_TOKEN="kyoto")


def test_names_of_models_do_not_grow_for_ever():
    """Whoever may choose a model's name makes no more than fifty of them known; the others are one."""
    counts, before = CountsReplies(), value("oreai_replies_total", **_labels("other"))
    for number in range(60):
        counts.ended(EndedReply(**{**vars(ENDED), "model": f"of-uji-{number}"}))
    counts.ended(EndedReply(**{**vars(ENDED), "model": "of-uji-0"}))
    assert value("oreai_replies_total", **_labels("other")) == before + 10
    assert value("oreai_replies_total", **_labels("of-uji-0")) == 2


def _labels(model: str) -> dict[str, str]:
    provider = "other" if model == "other" else ""
    return {"provider": provider, "model": model, "ending": "complete", "error": ""}


def test_a_call_that_was_not_there_is_counted():
    """The quota shows where it hurts."""
    before = value("oreai_quota_refusals_total")
    CountsReplies().refused()
    assert value("oreai_quota_refusals_total") == before + 1
