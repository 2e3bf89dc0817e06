"""One reply being made: its text and thinking so far, what it was made from, and how it ended.

Belongs here: what is known of this one reply. Does not: storing it, and the
other replies of this process (`generations.py`), nor asking anew (`completion.py`).
"""

from contextlib import aclosing
from dataclasses import replace
from typing import Any

from oreai.llm.client import ReplyChunk
from oreai.llm.errors import Empty, ModelError
from oreai.models import Status, now
from oreai.services.live.topics import Topic
from oreai.services.replies.growing_text import GrowingText
from oreai.services.replies.outcome import ReplyOutcome
from oreai.services.replies.overlap import OverlapTrimmer
from oreai.services.requests.completed import CompletedReply
from oreai.services.requests.parts import ModelRequest

LONGEST = 1_000_000
"Characters that one request may bring; a model that has lost itself repeats one sign for ever."


class Generation:
    """A reply on its way."""

    def __init__(
        self,
        *,
        user_id: str,
        chat_id: str,
        message_id: str,
        text: str,
        reasoning: str,
        written_by: str,
        topic: Topic,
        max_tokens: int | None = None,
        is_taken_over: bool = False,
    ):
        """
        Args:
            text: what a continued reply has already; empty for a new one. Likewise its thinking.
            written_by: the model that wrote that.
            topic: the chat's, whose watchers are told of each change.
            max_tokens: more room for the answer than the chat has chosen.
            is_taken_over: another process had begun it, and nobody knows how far the model had come.
        """
        self.user_id = user_id
        self.chat_id = chat_id
        self.message_id = message_id
        self.max_tokens = max_tokens
        self._is_taken_over = is_taken_over
        self.text = GrowingText(text)
        self.reasoning = GrowingText(reasoning)
        self.began_at = now()
        self.status = Status.STREAMING
        self.is_left = False
        "This process goes away, and leaves it to another one as it is."
        self.request: ModelRequest | None = None
        self.waits_for = ""
        "What has to happen before the model can answer: `loading`, or `queued`."
        self.moved = 0
        "How often the text so far has turned out to be thinking."
        self._text_before, self._written_by = text, written_by
        self._length_before = self._stored_length = self.text.length
        self._reasoning_before = self._stored_reasoning = self.reasoning.length
        self._overlap = OverlapTrimmer(text)
        self._topic = topic
        self._outcome = ReplyOutcome()
        self._stored_columns: dict[str, Any] = {}

    def note_request(self, request: ModelRequest) -> None:
        """This is what the model is asked now."""
        self.request = request
        self._outcome = self._outcome.asked(request)

    def note_refit(self, limit: int) -> None:
        """The provider refused the request as too long; it goes again, cut to this limit in tokens."""
        self._outcome = replace(self._outcome, refitted_to=limit)

    def note_truncation(self, tokens: int) -> None:
        """The provider read only so many tokens of the request, and did not say so."""
        self._outcome = replace(self._outcome, truncated_to=tokens)

    async def consume_stream(self, request: ModelRequest) -> None:
        """Read the model's reply to its end.

        Raises:
            ModelError: the reply cannot go on.
        """
        try:
            await self._take_all(request)
        except Empty:
            if not (self._is_taken_over and self._text_before):
                raise  # else its process was lost after the last word, and the model has nothing to add
        self._append(self._overlap.rest())
        if self._is_too_long and self.text.length == self._length_before:
            raise Empty  # all of it was thinking
        self.status = Status.COMPLETE

    async def _take_all(self, request: ModelRequest) -> None:
        stream = request.model.resolved.client.stream(request.turns, request.parameters)
        async with aclosing(stream) as chunks:
            async for chunk in chunks:
                self._take(chunk)
                if self._is_too_long:
                    self._outcome = replace(self._outcome, finish_reason="length")
                    break

    def _take(self, chunk: ReplyChunk) -> None:
        if chunk.waits_for != self.waits_for:
            self.waits_for = chunk.waits_for
            self._topic.notify_changed()
        if chunk.was_reasoning:
            self._move_to_reasoning()
        if chunk.text or chunk.reasoning:
            if not self.has_begun:
                self._outcome = replace(self._outcome, first_token_at=now())
            self.reasoning.append(chunk.reasoning)
            self._append(self._overlap.after(chunk.text))
            self._topic.notify_delta()
        self._outcome = self._outcome.told_by(chunk)

    def _move_to_reasoning(self) -> None:
        """The text so far was thinking, and so was what it goes on from, if that was no answer yet."""
        self._append(self._overlap.rest())
        if self._text_before_was_reasoning():
            self._text_before, self._length_before = "", 0
        self.reasoning.append(self.text.cut(self._length_before))
        self._overlap = OverlapTrimmer(self._text_before)
        self._stored_length = -1  # as long a text would be another one
        self.moved += 1
        self._topic.notify_delta()

    def _text_before_was_reasoning(self) -> bool:
        """Whether this model, which opens no tag, has gone on from before its first closing one."""
        model = self.request and self.request.model.resolved.model
        return not self._reasoning_before and self._written_by == model

    def _append(self, text: str) -> None:
        self.text.append(text)
        if text:
            self._topic.notify_delta()

    @property
    def _is_too_long(self) -> bool:
        before = self._length_before + self._reasoning_before
        return self.text.length + self.reasoning.length - before > LONGEST

    def was_cancelled(self) -> None:
        """Its task was cancelled: interrupted, unless a stop or the server's end has set another ending."""
        if self.status == Status.STREAMING and not self.is_left:
            self.status = Status.INTERRUPTED

    def fail(self, error: ModelError) -> None:
        """The reply ends here, for this reason."""
        self.status = Status.FAILED
        self._outcome = self._outcome.failed(error)

    @property
    def has_begun(self) -> bool:
        """Whether any text or thinking has come of the request that is under way."""
        return self._outcome.first_token_at is not None

    @property
    def new_text(self) -> str:
        """The thinking and the text that this process has been sent, beyond what a continued reply had."""
        return self.reasoning.since(self._reasoning_before) + self.text.since(self._length_before)

    @property
    def prompt_tokens(self) -> int | None:
        """The request's tokens as the provider counted them, if it has said so."""
        return self._outcome.prompt_tokens

    def completed(self) -> CompletedReply:
        """What is done in the background goes on from this, once the reply has ended well."""
        return CompletedReply(
            user_id=self.user_id,
            chat_id=self.chat_id,
            message_id=self.message_id,
            request=self.request,
            prompt_tokens=self._outcome.prompt_tokens,
            is_truncated=self._outcome.truncated_to is not None,
        )

    def unstored(self) -> tuple[dict[str, Any], int, int]:
        """The columns to store now, and the lengths of text and thinking they hold."""
        known, stored = self._outcome.columns(), self._stored_columns.items()
        columns = {name: value for name, value in known.items() if (name, value) not in stored}
        if self.text.length != self._stored_length:
            columns["content"] = str(self.text)
        if self.reasoning.length > self._stored_reasoning:
            columns["reasoning"] = str(self.reasoning)
        return columns, self.text.length, self.reasoning.length

    def mark_stored(self, columns: dict[str, Any], length: int, reasoning: int) -> None:
        """Those columns, of a text and a thinking of these lengths, are in the database."""
        self._stored_length, self._stored_reasoning = length, reasoning
        self._stored_columns |= columns

    def outcome(self) -> ReplyOutcome:
        """How it ended, with all that has come."""
        self._append(self._overlap.rest())
        return replace(
            self._outcome,
            content=str(self.text),
            reasoning=str(self.reasoning) or None,
            status=self.status,
            finished_at=now(),
        )
