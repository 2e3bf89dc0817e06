"""What fitting a long conversation costs, in a process of its own: `python -m bench.fitting --turns 300 …`.

The services run as in the app, on a new SQLite file, against the scripted model of the tests, whose window
counts characters and which really refuses what is longer. Prints one line of JSON: milliseconds from the
store to the finished request (median), tokens counted a second by each encoding, and what became of so many
more turns: replies that failed, requests that were refused, the longest request that was not.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from contextlib import aclosing
from pathlib import Path
from statistics import median

from bench import texts
from oreai.bootstrap import Services, build
from oreai.llm.tokens import NEWER, OLDER, count
from oreai.migrations import migrate
from oreai.models import Message, Role, Status, new_id
from oreai.services.accounts.session_token import new_token
from oreai.services.conversation.views import ConversationView
from oreai.services.requests.build import ModelRequests
from oreai.settings import load_settings
from tests.long_chats import exchanges, write_turns
from tests.upstream import Reply, Request, Upstream

_WORDS = 8  # times the sentences of `exchanges`: about 350 characters a turn
_LIMIT = 9_000  # characters
_TIMES = 20
_ANSWER = "清水寺、伏见稻荷、岚山，都值得一去。Take the first train, it is quiet then. " * 5


async def measure(services: Services, upstream: Upstream, *, turns: int, more: int) -> dict[str, float]:
    """Fit a conversation of so many turns, then let it go on for so many exchanges."""
    who = await services.accounts.enter(new_token(), "zh-CN")
    chat_id = await services.chats.open_free(who.user_id, who.locale)
    said = list(exchanges(turns // 2, words=_WORDS))
    await services.database.write(lambda session: write_turns(session, chat_id, said))
    fitted = await _milliseconds(services, who.user_id, chat_id)
    failed = 0
    for day in range(more):
        prompt = f"再说第{day}天，要安静一点的地方。What about the evening? " * 3
        await services.conversation.send_message(who.user_id, chat_id, prompt, new_id())
        failed += await _ending(services, who.user_id, chat_id) != Status.COMPLETE
    lengths = [_length(request) for request in upstream.requests]
    return {
        "turns": turns,
        "more": more,
        "fit_ms": fitted,
        "older_per_s": _counted_a_second(OLDER),
        "newer_per_s": _counted_a_second(NEWER),
        "failed": failed,
        "refused": sum(length > _LIMIT for length in lengths),
        "longest": max(length for length in lengths if length <= _LIMIT) / _LIMIT,
    }


async def _milliseconds(services: Services, user_id: str, chat_id: str) -> float:
    """How long a request takes to be made of what is stored; nothing is sent."""
    requests, taken = ModelRequests(services.database, services.models, services.attachments), []
    turn = [(Role.ASSISTANT, "")]
    [reply_id] = await services.database.write(lambda session: write_turns(session, chat_id, turn))
    for _ in range(_TIMES):
        began = time.perf_counter()
        await requests.build(user_id, reply_id)
        taken.append(1000 * (time.perf_counter() - began))
    await services.database.write(lambda session: session.delete(session.get_one(Message, reply_id)))
    return median(taken)


async def _ending(services: Services, user_id: str, chat_id: str) -> str:
    """How the running reply ends."""
    async with aclosing(services.chat_views.follow(user_id, chat_id)) as news:
        async for update in news:
            if isinstance(update, ConversationView) and not update.running_id:
                return update.messages[-1].status
    raise AssertionError("following a chat never ends by itself")


def _counted_a_second(encoding: str) -> float:
    """Tokens of mixed Chinese, English and code, once the encoding has been read from disk."""
    text = texts.reply(16_000)
    count(text[:100], encoding)
    began = time.perf_counter()
    return count(text, encoding) / (time.perf_counter() - began)


def _length(request: Request) -> int:
    return sum(len(turn["content"]) for turn in request.messages)


def _main() -> None:
    parser = argparse.ArgumentParser(description="Fit a long conversation.")
    parser.add_argument("--turns", type=int, required=True)
    parser.add_argument("--more", type=int, required=True)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Upstream() as upstream:
        upstream.tokens_limit, upstream.fallback = _LIMIT, lambda _: Reply(_ANSWER)
        os.environ |= {"OPENAI_BASE_URL": upstream.url, "OPENAI_API_KEY": "bench"}
        changes = {"database_url": f"sqlite:///{Path(folder) / 'bench.db'}", "titles": False}
        settings = load_settings().model_copy(update=changes)
        migrate(settings.sqlalchemy_url)
        services = build(settings)
        measured = asyncio.run(measure(services, upstream, turns=wanted.turns, more=wanted.more))
        print(json.dumps(measured), flush=True)
        services.database.close()


if __name__ == "__main__":
    _main()
