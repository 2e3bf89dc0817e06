"""A reply being made. The server owns it: no view's coming or going touches it.

Belongs here: asking the model, keeping the text, storing it by the clock and
at every ending. Does not: who may ask (`conversation.py`), who watches (`live.py`).
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import aclosing, suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlmodel import Session

from oreai.database import Database
from oreai.llm.client import ChatClient, ChatTurn, ModelError, Parameters, Piece
from oreai.models import Status, now
from oreai.repositories import messages, users
from oreai.services.growing_text import GrowingText
from oreai.services.live import Live, Topic

log = logging.getLogger(__name__)

SNAPSHOT_SECONDS = 2
LEASE = timedelta(seconds=10)  # five missed snapshots: its maker is gone, not slow
_STORE_TRIES = 3
_LONGEST_REASON = 32  # characters of a finish_reason, as long as its column


class FindsClient(Protocol):
    """Says which model answers now."""

    async def client(self, local_model: str | None) -> tuple[ChatClient, str]: ...


class Generation:
    """One reply: its text so far, and how it ended."""

    def __init__(self, *, user_id: str, chat_id: str, message_id: str, said: str, topic: Topic):
        self.user_id = user_id
        self.chat_id = chat_id
        self.message_id = message_id
        self.text = GrowingText(said)
        self.status = Status.STREAMING
        self.stored_length = self._said_before = self.text.length
        self._topic = topic
        self._outcome: dict[str, Any] = {}

    async def run(self, client: ChatClient, turns: list[ChatTurn], parameters: Parameters) -> None:
        """Iterate the model's stream to whatever end it has; never raises but for cancellation."""
        self._outcome["model"] = parameters.model
        try:
            async with aclosing(client.stream(turns, parameters)) as pieces:
                async for piece in pieces:
                    self._take(piece)
            self.status = Status.COMPLETE
        except ModelError as error:
            self._fail(error)
        except Exception as error:
            log.exception("reply %s failed", self.message_id)
            self._fail(ModelError(type(error).__name__))

    def _take(self, piece: Piece) -> None:
        if piece.text:
            if "first_token_at" not in self._outcome:
                self._outcome["first_token_at"] = now()
            self.text.append(piece.text)
            self._topic.stir()
        for field in ("finish_reason", "prompt_tokens", "completion_tokens"):
            if (value := getattr(piece, field)) is not None:
                self._outcome[field] = value[:_LONGEST_REASON] if isinstance(value, str) else value

    def _fail(self, error: ModelError) -> None:
        self.status = Status.FAILED
        self._outcome |= {
            "error_kind": error.kind,
            "error_text": error.words or None,
            "retry_after_s": error.retry_after_s,
        }

    @property
    def brought_nothing(self) -> bool:
        """Whether the call failed before the first word."""
        return self.status == Status.FAILED and self.text.length == self._said_before

    def ending(self) -> dict[str, Any]:
        """The columns that tell how it ended."""
        return self._outcome | {
            "content": str(self.text),
            "status": self.status,
            "finished_at": now(),
            "lease_owner": None,
            "lease_until": None,
        }


class Generations:
    """All replies that this process is making."""

    def __init__(self, database: Database, live: Live, provider: FindsClient):
        self.ended: list[Callable[[Generation], None]] = []
        "Called with each reply whose ending is stored."
        self.owner = secrets.token_hex(8)
        self._database = database
        self._live = live
        self._provider = provider
        self._running: dict[str, tuple[Generation, asyncio.Task[None]]] = {}
        self._keeper: asyncio.Task[None] | None = None

    def lease(self) -> dict[str, Any]:
        """The columns by which others know that this process is at work on a reply."""
        return {"lease_owner": self.owner, "lease_until": now() + LEASE}

    @property
    def running_count(self) -> int:
        """How many replies are being made here."""
        return len(self._running)

    def find(self, message_id: str | None) -> Generation | None:
        """The running generation of this message."""
        found = self._running.get(message_id or "")
        return found and found[0]

    def in_chat(self, chat_id: str) -> Generation | None:
        """The running generation of this chat."""
        return next((found for found, _ in self._running.values() if found.chat_id == chat_id), None)

    def start(
        self,
        *,
        user_id: str,
        chat_id: str,
        message_id: str,
        turns: list[ChatTurn],
        parameters: Parameters,
        local_model: str | None,
        said: str = "",
    ) -> Generation:
        """Begin a reply whose message is stored as streaming.

        Args:
            said: what a reply that is continued has said before.
        """
        generation = Generation(
            user_id=user_id,
            chat_id=chat_id,
            message_id=message_id,
            said=said,
            topic=self._live.topic(chat_id),
        )
        task = asyncio.create_task(self._make(generation, turns, parameters, local_model))
        self._running[message_id] = (generation, task)
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())
        return generation

    async def _make(
        self,
        generation: Generation,
        turns: list[ChatTurn],
        parameters: Parameters,
        local_model: str | None,
    ) -> None:
        try:
            client, model = await self._provider.client(local_model)
            await generation.run(client, turns, _with_model(parameters, model))
        except asyncio.CancelledError:
            pass  # whoever cancelled has written the ending's name into the generation
        except Exception:
            log.exception("reply %s could not begin", generation.message_id)
            generation.status = Status.FAILED
        await self._end(generation)

    async def _end(self, generation: Generation) -> None:
        """Store how it ended, then let the views read that."""
        ending = generation.ending()

        def work(session: Session) -> None:
            messages.snapshot(session, generation.message_id, **ending)
            if generation.brought_nothing:
                users.give_back_call(session, generation.user_id)

        for attempt in range(1, _STORE_TRIES + 1):
            try:
                await self._database.write(work)
                break
            except Exception:
                log.exception("ending of reply %s not stored, try %d", generation.message_id, attempt)
                await asyncio.sleep(attempt)
        self._running.pop(generation.message_id, None)
        self._live.touch(generation.chat_id, generation.user_id)
        for call in self.ended:
            call(generation)

    async def _keep(self) -> None:
        """While replies are made, write what has come: one transaction for all of them, by the clock."""
        while self._running:
            await asyncio.sleep(SNAPSHOT_SECONDS)
            with suppress(Exception):
                await self.keep_now()

    async def keep_now(self) -> None:
        """Write every running reply's text and renew its lease."""
        replies = [(g, g.text.length, str(g.text)) for g, _ in self._running.values()]

        def work(session: Session) -> None:
            for generation, length, text in replies:
                grown = {"content": text} if length > generation.stored_length else {}
                messages.snapshot(session, generation.message_id, **grown, **self.lease())

        if replies:
            await self._database.write(work)
            for generation, length, _ in replies:
                generation.stored_length = length

    async def stop(self, user_id: str, message_id: str) -> bool:
        """End this user's reply here, keeping what has come; False when it is not running."""
        generation, task = self._running.get(message_id, (None, None))
        if not generation or not task or generation.user_id != user_id:
            return False
        await self._cancel(generation, task, Status.STOPPED)
        return True

    async def close(self) -> None:
        """The server goes away: store every partial reply as interrupted."""
        await asyncio.gather(
            *(self._cancel(g, task, Status.INTERRUPTED) for g, task in list(self._running.values()))
        )
        if self._keeper:
            self._keeper.cancel()

    async def _cancel(self, generation: Generation, task: asyncio.Task[None], ending: Status) -> None:
        if generation.status == Status.STREAMING:
            generation.status = ending
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.shield(task)
        if generation.message_id in self._running:  # cancelled before its first step: nothing ran
            await self._end(generation)

    async def bury(self, before: datetime | None = None) -> int:
        """Mark replies whose maker is gone as interrupted.

        Args:
            before: leases that ended by then; None takes those that ended by now.

        Returns:
            How many there were.
        """

        def work(session: Session) -> list[tuple[str, str]]:
            dead = messages.abandoned(session, before or now(), besides=self._running)
            for message, _ in dead:
                message.status = Status.INTERRUPTED
                message.lease_owner = message.lease_until = None
                message.finished_at = now()
                session.add(message)
            return [(message.chat_id, user_id) for message, user_id in dead]

        buried = await self._database.write(work)
        self._live.touch(*(key for keys in buried for key in keys))
        return len(buried)


def _with_model(parameters: Parameters, model: str) -> Parameters:
    return Parameters(**{**vars(parameters), "model": model})
