"""One reply being made: its text and thinking so far, what it was made from, and how it ended.

Belongs here: what is known of this one reply. Does not: storing it, and the
other replies of this process (`generations.py`), nor asking anew (`completion.py`).
"""

from contextlib import aclosing
from typing import Any

from oreai.llm.client import ReplyChunk
from oreai.llm.errors import Empty, ModelError
from oreai.models import Status, now
from oreai.services.live.topics import Topic
from oreai.services.replies.growing_text import GrowingText
from oreai.services.replies.overlap import OverlapTrimmer
from oreai.services.requests.completed import CompletedReply
from oreai.services.requests.parts import ModelRequest

LONGEST = 1_000_000
"Characters that one request may bring; a model that has lost itself repeats one sign for ever."
_LONGEST_REASON = 32  # characters of a finish_reason, as long as its column


class Generation:
    """A reply on its way."""

    def __init__(
        self,
        *,
        user_id: str,
        chat_id: str,
        message_id: str,
        said: str,
        thought: str,
        said_by: str,
        topic: Topic,
        max_tokens: int | None = None,
    ):
        self.user_id = user_id
        self.chat_id = chat_id
        self.message_id = message_id
        self.max_tokens = max_tokens
        self.text = GrowingText(said)
        self.thinking = GrowingText(thought)
        self.status = Status.STREAMING
        self.request: ModelRequest | None = None
        self.waits_for = ""
        "What has to happen before the model can speak: loading, or queued."
        self._said_before = self._stored_length = self.text.length
        self._thought_before = self._stored_thinking = self.thinking.length
        self.moved = 0
        "How often what was said has turned out to be thinking."
        self._said, self._said_by = said, said_by
        self._overlap = OverlapTrimmer(said)
        self._topic = topic
        self._outcome: dict[str, Any] = {}
        self._unstored: dict[str, Any] = {}

    def asks(self, request: ModelRequest) -> None:
        """This is what the model is asked now."""
        self.request = request
        of_before = dict.fromkeys(("first_token_at", "prompt_tokens", "completion_tokens"))
        resolved = request.model.resolved
        self._note(
            model=resolved.model, provider=resolved.provider or None, sent=request.sent.to_json(), **of_before
        )

    def was_refitted(self, limit: int) -> None:
        """The provider refused the request as too long; it goes again, cut to this limit."""
        self._note(refitted_to=limit)

    def was_truncated(self, tokens: int) -> None:
        """The provider read only so many tokens of the request, and did not say so."""
        self._note(truncated_to=tokens)

    def _note(self, **columns: Any) -> None:
        self._outcome |= columns
        self._unstored |= columns

    async def hear(self, request: ModelRequest) -> None:
        """Take what the model says, to the end.

        Raises:
            ModelError: the reply cannot go on.
        """
        stream = request.model.resolved.client.stream(request.turns, request.parameters)
        async with aclosing(stream) as pieces:
            async for piece in pieces:
                self._take(piece)
                if self._is_too_long:
                    self._outcome["finish_reason"] = "length"
                    break
        self._append(self._overlap.rest())
        if self._is_too_long and self.text.length == self._said_before:
            raise Empty  # all of it was thought
        self.status = Status.COMPLETE

    def _take(self, piece: ReplyChunk) -> None:
        if piece.waits_for != self.waits_for:
            self.waits_for = piece.waits_for
            self._topic.notify_changed()
        if piece.was_thinking:
            self._move_to_thinking()
        if piece.text or piece.thinking:
            self._outcome["first_token_at"] = self._outcome.get("first_token_at") or now()
            self.thinking.append(piece.thinking)
            self._append(self._overlap.after(piece.text))
            self._topic.notify_delta()
        for field in ("finish_reason", "prompt_tokens", "completion_tokens"):
            if (value := getattr(piece, field)) is not None:
                self._outcome[field] = value[:_LONGEST_REASON] if isinstance(value, str) else value

    def _move_to_thinking(self) -> None:
        """What this request has brought was no text, nor what it goes on from, if that was no answer yet."""
        self._append(self._overlap.rest())
        if self._has_only_thought():
            self._said, self._said_before = "", 0
        self.thinking.append(self.text.cut(self._said_before))
        self._overlap = OverlapTrimmer(self._said)
        self._stored_length = -1  # as long a text would be another one
        self.moved += 1
        self._topic.notify_delta()

    def _has_only_thought(self) -> bool:
        """Whether this model, which opens no tag, has gone on from before its first closing one."""
        model = self.request and self.request.model.resolved.model
        return not self._thought_before and self._said_by == model

    def _append(self, text: str) -> None:
        self.text.append(text)
        if text:
            self._topic.notify_delta()

    @property
    def _is_too_long(self) -> bool:
        said, thought = self.text.length - self._said_before, self.thinking.length - self._thought_before
        return said + thought > LONGEST

    def was_cancelled(self) -> None:
        """The task that makes it was; a stop or the server's end has said before how it ends."""
        if self.status == Status.STREAMING:
            self.status = Status.INTERRUPTED

    def fail(self, error: ModelError) -> None:
        """The reply ends here, for this reason."""
        self.status = Status.FAILED
        self._outcome |= {
            "error_kind": error.kind,
            "error_text": error.words or None,
            "retry_after_s": error.retry_after_s,
        }

    @property
    def has_heard(self) -> bool:
        """Whether the model has said or thought anything."""
        return bool(self._outcome.get("first_token_at"))

    @property
    def brought_nothing(self) -> bool:
        """Whether the call failed before the first word and the first thought."""
        return self.status == Status.FAILED and not self.has_heard

    def completed(self) -> CompletedReply:
        """What others go on from, once it has ended well."""
        return CompletedReply(
            user_id=self.user_id,
            chat_id=self.chat_id,
            message_id=self.message_id,
            request=self.request,
            prompt_tokens=self._outcome.get("prompt_tokens"),
            is_truncated=bool(self._outcome.get("truncated_to")),
        )

    def growth(self) -> tuple[dict[str, Any], int, int]:
        """The columns to store now, and the lengths of text and thinking they hold."""
        columns = dict(self._unstored)
        if self.text.length != self._stored_length:
            columns["content"] = str(self.text)
        if self.thinking.length > self._stored_thinking:
            columns["thinking"] = str(self.thinking)
        return columns, self.text.length, self.thinking.length

    def stored(self, columns: dict[str, Any], length: int, thinking: int) -> None:
        """That growth is in the database."""
        self._stored_length, self._stored_thinking = length, thinking
        self._unstored = {name: value for name, value in self._unstored.items() if name not in columns}

    def ending(self) -> dict[str, Any]:
        """The columns that tell how it ended."""
        self._append(self._overlap.rest())
        return self._outcome | {
            "content": str(self.text),
            "thinking": str(self.thinking) or None,
            "status": self.status,
            "finished_at": now(),
            "lease_owner": None,
            "lease_until": None,
        }
