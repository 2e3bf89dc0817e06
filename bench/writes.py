"""How often one long reply writes to the database, in a process of its own: `python -m bench.writes …`.

The services run as in the app, on a new SQLite file, with one view watching, but without pages. Prints one
line of JSON: the INSERT, UPDATE and DELETE statements from the send to the end of the reply (one run for many
rows counts as many), those of them on messages, and the transactions that wrote anything.
"""

import argparse
import asyncio
import json
import re
import secrets
import tempfile
from collections import Counter
from contextlib import aclosing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from bench import texts
from bench.provider import wish
from oreai.bootstrap import Services, build
from oreai.migrations import migrate
from oreai.seeds import first_run
from oreai.services.accounts.session_token import new_token
from oreai.services.conversation.views import ConversationView
from oreai.settings import load_settings

_WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\W?(\w+)", re.IGNORECASE)


class Writes:
    """Counts what an engine writes."""

    def __init__(self, engine: Engine):
        self.statements: Counter[str] = Counter()
        self.transactions = 0
        self._writing: set[int] = set()
        event.listen(engine, "before_cursor_execute", self._see, named=True)
        event.listen(engine, "commit", self._see_commit)

    def _see(self, **run: Any) -> None:
        if found := _WRITE.match(run["statement"]):
            self.statements[found[1].lower()] += len(run["parameters"]) if run["executemany"] else 1
            self._writing.add(id(run["conn"]))

    def _see_commit(self, connection: Connection) -> None:
        self.transactions += id(connection) in self._writing
        self._writing.discard(id(connection))

    def told(self) -> dict[str, int]:
        """The counts so far."""
        of_messages = sum(number for table, number in self.statements.items() if table.startswith("message"))
        return {
            "statements": self.statements.total(),
            "of_messages": of_messages,
            "transactions": self.transactions,
        }


async def count(services: Services, *, tokens: int, rate: int) -> dict[str, int | bool]:
    """Let one user ask for one reply, and watch it to its end."""
    await services.database.write(first_run.write_library)
    visitor = await services.accounts.enter(new_token(), "zh-CN")
    chat_id = await services.chats.open_free(visitor.user_id, visitor.locale)
    writes, conversation = Writes(services.database.engine), services.conversation
    prompt = wish(secrets.token_hex(4), tokens=tokens, rate=rate)
    await conversation.send_message(visitor.user_id, chat_id, prompt, secrets.token_hex(8))
    async with aclosing(services.chat_views.follow(visitor.user_id, chat_id)) as news:
        async for update in news:
            if isinstance(update, ConversationView) and not update.running_id:
                stored = update.messages[-1].content
                break
    return {**writes.told(), "stored_whole": stored == texts.reply(tokens)}


def _main() -> None:
    parser = argparse.ArgumentParser(description="Count the writes of one reply.")
    parser.add_argument("--tokens", type=int, required=True)
    parser.add_argument("--rate", type=int, required=True)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = {"database_url": f"sqlite:///{Path(folder) / 'bench.db'}"}
        settings = load_settings().model_copy(update=database)
        migrate(settings.sqlalchemy_url)
        services = build(settings)
        print(json.dumps(asyncio.run(count(services, tokens=wanted.tokens, rate=wanted.rate))), flush=True)
        services.database.close()


if __name__ == "__main__":
    _main()
