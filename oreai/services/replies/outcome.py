"""What a reply's row is told of how the reply was made and how it ended."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from oreai.llm.client import ReplyChunk
from oreai.llm.errors import ModelError
from oreai.models import Status
from oreai.services.requests.parts import ModelRequest

_BEGUN_ANEW = ("first_token_at", "prompt_tokens", "completion_tokens", "tokens")
"What tells of one request and of what it brought: the next request of the same reply begins them anew."


_LONGEST_REASON = 32  # characters of a finish_reason, as its column


@dataclass(frozen=True)
class ReplyOutcome:
    """Columns of a reply's row, by their names; None where nothing has been learned.

    What is None leaves the row as it is: a continued reply keeps what it had.
    """

    model: str | None = None
    provider: str | None = None
    request_record: str | None = None
    first_token_at: datetime | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    tokens: int | None = None
    counted_by: str | None = None
    refitted_to: int | None = None
    "The limit in tokens that the request was cut to, after a refusal as too long."
    truncated_to: int | None = None
    "How many tokens of the request the provider read, where it left the rest away."
    finish_reason: str | None = None
    error_kind: str | None = None
    error_text: str | None = None
    retry_after_s: int | None = None
    content: str | None = None
    reasoning: str | None = None
    status: Status | None = None
    "One of the endings; None while the reply is being made."
    finished_at: datetime | None = None

    def asked(self, request: ModelRequest) -> "ReplyOutcome":
        """The same with this request as the one that the reply is made from."""
        resolved = request.model.resolved
        begun_anew = dict.fromkeys(_BEGUN_ANEW)
        return replace(
            self,
            model=resolved.model,
            provider=resolved.provider or None,
            request_record=request.record.to_json(),
            **begun_anew,
        )

    def told_by(self, chunk: ReplyChunk) -> "ReplyOutcome":
        """The same with the counts and the reason of its end that this chunk brings; most bring none."""
        reason, asked, answered = chunk.finish_reason, chunk.prompt_tokens, chunk.completion_tokens
        if reason is None and asked is None and answered is None:
            return self
        return replace(
            self,
            finish_reason=self.finish_reason if reason is None else reason[:_LONGEST_REASON],
            prompt_tokens=self.prompt_tokens if asked is None else asked,
            completion_tokens=self.completion_tokens if answered is None else answered,
        )

    def failed(self, error: ModelError) -> "ReplyOutcome":
        """The same with the error that the reply ended with."""
        return replace(
            self,
            error_kind=error.kind,
            error_text=error.provider_message or None,
            retry_after_s=error.retry_after_s,
        )

    def columns(self) -> dict[str, Any]:
        """The columns to write."""
        return {
            name: value
            for name, value in vars(self).items()
            if value is not None or (self.request_record and name in _BEGUN_ANEW)
        }
