"""What searching costs, in a process of its own: `python -m bench.search --messages 200000`.

The services run as in the app, on a new SQLite file with generated messages: 60 % Chinese, words as
frequent as Zipf says, more different pairs of characters than real text has; half of them are of the one
who searches. Prints one line of JSON: CPU and wall milliseconds of a query from the words to the hits
with their sentences, the 95th percentile of common and rare ones, also as they are typed; the index's
bytes ÷ the texts' bytes; CPU seconds to build it; CPU milliseconds that one more reply costs in it.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlmodel import Session, insert

from oreai.bootstrap import Services, build
from oreai.migrations import migrate
from oreai.models import Chat, Message, Role, Status, new_id, now
from oreai.seeds import first_run
from oreai.services.accounts.session_token import new_token
from oreai.settings import load_settings

_MESSAGES_OF_A_CHAT = 100
_CHINESE = 0.6
_WORDS = 20_000  # of each language
_LETTERS = "etaoinshrdlucmfwypvbgk"
_QUERIES = 200
_REPLIES = 50
_YEARS_AGO = now() - timedelta(days=700)


class Writer:
    """Writes messages that nobody has read."""

    def __init__(self) -> None:
        self._random = random.Random(15)
        signs = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
        frequent = list(accumulate(1 / (rank + 30) for rank in range(len(signs))))
        lengths = self._random.choices((1, 2, 2, 2, 3), k=_WORDS)
        self.chinese = ["".join(self._random.choices(signs, cum_weights=frequent, k=n)) for n in lengths]
        lengths = [self._random.randint(2, 9) for _ in range(_WORDS)]
        self.english = ["".join(self._random.choices(_LETTERS, k=n)) for n in lengths]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(_WORDS)))

    def text(self) -> str:
        """A message of some 280 characters in the mean, a few of thousands."""
        length = int(self._random.lognormvariate(5, 1))
        if self._random.random() < _CHINESE:
            return "".join(self._some(self.chinese, length // 2 + 1, "，"))
        return "".join(self._some(self.english, length // 6 + 1, " "))

    def _some(self, words: list[str], count: int, between: str) -> list[str]:
        chosen = self._random.choices(words, cum_weights=self._weights, k=count)
        gap = 8 if between == "，" else 1
        return [word + (between if at % gap == gap - 1 else "") for at, word in enumerate(chosen)]

    def queries(self) -> list[str]:
        """Common and rare words of both languages, each also as it is typed."""
        found: list[str] = []
        while len(found) < _QUERIES:
            words = self._random.choices(
                self.chinese if len(found) % 5 < 3 else self.english, cum_weights=self._weights, k=2
            )
            found += [
                words[0],
                words[0][: self._random.randint(1, len(words[0]))],
                " ".join(words),
                "".join(words),
            ]
        return found


def _fill(session: Session, owners: list[str], writer: Writer, messages: int, began: datetime) -> int:
    """Write so many messages from then on, owner by owner in turn; the bytes of their texts."""
    size = 0
    for number in range(max(1, messages // _MESSAGES_OF_A_CHAT)):
        chat = Chat(user_id=owners[number % len(owners)], icon="💬", title=writer.text()[:20])
        session.add(chat)
        session.flush()
        rows = []
        for at in range(min(messages, _MESSAGES_OF_A_CHAT)):
            text = writer.text()
            size += len(text.encode())
            written = began + timedelta(seconds=60 * (number * _MESSAGES_OF_A_CHAT + at))
            rows.append(_row(chat.id, text, at, written))
        session.exec(insert(Message), params=rows)
    return size


def _row(chat_id: str, text: str, at: int, written: datetime) -> dict[str, object]:
    role = Role.ASSISTANT if at % 2 else Role.USER
    return {
        "id": new_id(),
        "chat_id": chat_id,
        "role": role,
        "content": text,
        "status": Status.COMPLETE,
        "selected": True,
        "created_at": written,
        "written_at": written,
    }


async def _timed(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """(CPU of this process, wall) milliseconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    await work()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


async def measure(services: Services, messages: int) -> dict[str, float]:
    """Everything, in one run."""
    writer = Writer()
    lin = await services.accounts.enter(new_token(), "zh")
    others = [(await services.accounts.enter(new_token(), "en")).user_id for _ in range(9)]
    owners = [owner for other in others for owner in (lin.user_id, other)]
    size = await services.database.write(lambda session: _fill(session, owners, writer, messages, _YEARS_AGO))
    build_cpu, _ = await _timed(services.search_index.sweep)
    queries = [
        await _timed(lambda query=query: services.search.search(lin.user_id, query))
        for query in writer.queries()
    ]
    replies = []
    for _ in range(_REPLIES):
        await services.database.write(lambda session: _fill(session, [lin.user_id], writer, 1, now()))
        replies.append(await _timed(services.search_index.sweep))
    idle = [await _timed(services.search_index.sweep) for _ in range(_REPLIES)]
    cpu, wall = zip(*queries, strict=True)
    return {
        "messages": messages,
        "cpu_ms": round(_p95(list(cpu)), 1),
        "wall_ms": round(_p95(list(wall)), 1),
        "ratio": round(services.settings.search_path.stat().st_size / size, 2),
        "build_cpu_s": round(build_cpu / 1000, 1),
        "reply_cpu_ms": round(max(0, _median(replies) - _median(idle)), 2),
    }


def _median(timed: list[tuple[float, float]]) -> float:
    return sorted(cpu for cpu, _ in timed)[len(timed) // 2]


def main() -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, required=True)
    wanted = parser.parse_args().messages
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(
            update={"database_url": f"sqlite:///{Path(folder) / 'search.db'}"}
        )
        migrate(settings.sqlalchemy_url)
        services = build(settings)
        services.database.transact(first_run.write_library)
        print(json.dumps(asyncio.run(measure(services, wanted))))
        services.database.close()


if __name__ == "__main__":
    main()
