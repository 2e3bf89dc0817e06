"""The maker's side of distant replies: publishes deltas to processes that ask, and stops where they ask.

Nothing is published until a process asks, and then for ten seconds after its last question.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine

from oreai.services.live.bus import Bus
from oreai.services.replies import hints
from oreai.services.replies.generation import Generation
from oreai.services.replies.generations import Generations

log = logging.getLogger(__name__)

ASKED_SECONDS = 10
"For how long a question holds."
_QUICK_SECONDS, _CALM_SECONDS = 0.05, 0.2
_QUICK_FOR_SECONDS = 0.6


class DeltaPublisher:
    """Publishes the replies that are made here to other processes."""

    def __init__(self, generations: Generations, bus: Bus):
        self._generations = generations
        self._bus = bus
        self._publications: dict[str, _Publication] = {}
        self._tasks: set[asyncio.Task[object]] = set()
        bus.subscribe(hints.maker(bus.name), self._receive)

    def _receive(self, message: bytes) -> None:
        match hints.read(message):
            case hints.StopReply(user_id, message_id):
                self._begin(self._generations.stop(user_id, message_id))
            case hints.TellReply() as question:
                self._tell(question)

    def _begin(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, question: hints.TellReply) -> None:
        generation = self._generations.find(question.message_id)
        if generation is None:
            return  # it has ended: that is told by its chat's topic
        publication = self._publications.get(question.message_id)
        if publication is None or publication.generation is not generation:
            publication = self._publications[question.message_id] = _Publication(generation)
            self._begin(self._go_on_publishing(publication))
        publication.ask(question)

    async def _go_on_publishing(self, publication: "_Publication") -> None:
        message_id, began = publication.generation.message_id, time.monotonic()
        find = self._generations.find
        channel = hints.reply(message_id, self._bus.name)
        try:
            while time.monotonic() < publication.until and find(message_id) is publication.generation:
                if news := publication.news():
                    self._bus.publish(channel, hints.written(news))
                is_young = time.monotonic() - began < _QUICK_FOR_SECONDS
                await asyncio.sleep(_QUICK_SECONDS if is_young else _CALM_SECONDS)
        finally:
            if self._publications.get(message_id) is publication:
                del self._publications[message_id]


class _Publication:
    """How far one reply has been published, to all that asked together."""

    def __init__(self, generation: Generation):
        self.generation = generation
        self.until = 0.0
        self._reasoning, self._text = generation.reasoning.length, generation.text.length
        self._moved, self._waits_for = generation.moved, generation.waits_for
        self._is_asked = False

    def ask(self, question: hints.TellReply) -> None:
        """Take a question: publish once more what comes after the offsets it names."""
        self.until = time.monotonic() + ASKED_SECONDS
        self._is_asked = True
        is_the_same = question.moved == self.generation.moved or not self.generation.moved
        self._reasoning = min(self._reasoning, question.reasoning)
        self._text = min(self._text, question.text) if is_the_same else 0

    def news(self) -> hints.ReplyNews | None:
        """What has come since the last one; None where nothing has, and nobody has asked."""
        generation = self.generation
        if generation.moved != self._moved:
            self._moved, self._text = generation.moved, 0
        news = hints.ReplyNews(
            generation.moved,
            generation.waits_for,
            self._reasoning,
            generation.reasoning.since(self._reasoning),
            self._text,
            generation.text.since(self._text),
        )
        if not (news.text or news.reasoning or self._is_asked or generation.waits_for != self._waits_for):
            return None
        self._is_asked, self._waits_for = False, generation.waits_for
        self._reasoning, self._text = generation.reasoning.length, generation.text.length
        return news
