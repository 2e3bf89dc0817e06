"""The deltas of a running reply for one view: gathered for a moment each, every character once.

Belongs here: how far a view has read. Does not: what a chat looks like (`chat_view.py`).
"""

import time
from collections.abc import AsyncGenerator

from oreai.services.conversation.views import ConversationView, ReplyDelta
from oreai.services.live.pace import Pace
from oreai.services.live.topics import Topic
from oreai.services.replies.running_reply import RunningReply


async def deltas_after(
    topic: Topic, version: int, view: ConversationView, running: RunningReply | None
) -> AsyncGenerator[ReplyDelta, None]:
    """The deltas of the running reply that follow a view, until the topic's version changes.

    Args:
        topic: the chat's.
        version: the topic's, at which `view` was read.
        view: what the screen shows already.
    """
    reader = _Reader(running, view) if running else None
    pace = Pace()
    while topic.version == version:
        deltas = reader.news() if reader else []
        for delta in deltas:
            yield delta
        if not deltas:
            await topic.has_delta.wait()
        elif topic.version == version:
            await _gather(topic, pace)
    for delta in reader.news() if reader else []:
        yield delta


class _Reader:
    """How far one view has read a running reply."""

    def __init__(self, running: RunningReply, view: ConversationView):
        shown = [message for message in view.messages if message.id == view.running_id]
        self._running = running
        self._text_offset = sum(len(message.content) for message in shown)
        self._reasoning_offset = sum(len(message.reasoning) for message in shown)
        self._moved = sum(message.moved for message in shown)

    def news(self) -> list[ReplyDelta]:
        """What the view has not read yet."""
        running, deltas = self._running, []
        if reasoning := running.reasoning.since(self._reasoning_offset):
            deltas.append(ReplyDelta(running.message_id, self._reasoning_offset, reasoning, reasoning=True))
        if moved := running.moved != self._moved:
            self._moved, self._text_offset = running.moved, 0
        if (text := running.text.since(self._text_offset)) or moved:
            deltas.append(ReplyDelta(running.message_id, self._text_offset, text))
        self._reasoning_offset += len(reasoning)
        self._text_offset += len(text)
        return deltas


async def _gather(topic: Topic, pace: Pace) -> None:
    """Let the reply grow for as long as the pace says, unless something else happens in the chat."""
    asked, began = pace.seconds(), time.monotonic()
    await topic.changed.wait(asked)
    pace.waited(asked, time.monotonic() - began)
