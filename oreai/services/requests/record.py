"""Request records: what exactly a reply was made from, stored with it in short, from which it is rebuilt.

The record names messages instead of repeating them. A reply that is continued
only grows, so lengths are kept; the earlier text of a message that was changed
is found by the time (`conversation/revisions.py`). Texts that can change (system, summary,
examples) stand in it whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from oreai.llm.client import PARAGRAPH, AttachmentPart, ChatTurn
from oreai.services.requests.alternation import alternating, without_system

_FORMER = {"pictures": "attachments"}  # what a field was called in the records of earlier releases
LEFT_OUT = -1
"Instead of how many of a message's attachments went: none did, the mark stands for them."


@dataclass(frozen=True)
class RecordedTurn(ChatTurn):
    """A turn as it was sent, and as the sheet *Details* shows it."""

    kind: str = "message"
    "system, begin, example, message or ask"
    tokens: int = 0

    def followed_by(self, other: Self) -> Self:
        joined = super().followed_by(other)
        kind = self.kind if self.kind == other.kind else "message"
        return replace(joined, kind=kind, tokens=self.tokens + other.tokens)


@dataclass(frozen=True)
class RequestMessage:
    """A message that may be part of a request."""

    role: str
    text: str
    attachments: Sequence[AttachmentPart] = ()


@dataclass(frozen=True)
class RequestRecord:
    """The record of one request. Tokens are the model's own, as far as they can be known."""

    model: str
    endpoint: str
    parameters: Mapping[str, Any]
    limit: int
    at: float = 0
    "When it was sent, in seconds since 1970."
    system: str = ""
    "The system text, with what the user wants known in all chats."
    instructions: str = ""
    "Whether the user's custom instructions are part of it: SENT, NO_ROOM, or nothing where there are none."
    notes: int = 0
    "How many notes of the user's memory are part of it."
    notes_left_out: int = 0
    "How many older ones had no room."
    summary: str = ""
    examples: Sequence[Sequence[str]] = ()
    "(role, content)"
    last: str | None = None
    "The newest message that went along; the others are its parents."
    lengths: Sequence[int] = ()
    "How many characters of each message went, oldest first; one without a word does not count."
    deleted: Sequence[str] = ()
    "Those of its parents that did not go since they were deleted then."
    attachments: Sequence[int] = ()
    "How many attachments of each message went, or LEFT_OUT; nothing where no message has any."
    marks: Sequence[str] = ()
    "What stands for the attachments of each message, where they were left out."
    cut: int = 0
    "How many characters were left out at the beginning of the newest message."
    ask: str = ""
    "What was said at the end without being part of the conversation: to go on, or a wish."
    left_out: int = 0
    "How many turns before the first of these did not go."
    tokens: Sequence[int] = ()
    "Of each turn that went, before neighbours were joined."
    begin: str = ""
    "What the user says first, where the assistant would."
    alternates: bool = False
    "Whether neighbours of one role went as one; the records of earlier releases know nothing of it."
    takes_system: bool = True
    "Whether the system text went as such, and not in the user's first turn."

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "RequestRecord":
        fields = {_FORMER.get(name, name): value for name, value in json.loads(text).items()}
        if "mark" in fields:  # of earlier releases: one for all that were left out
            mark = fields.pop("mark")
            fields["marks"] = [mark if many == LEFT_OUT else "" for many in fields["attachments"]]
        return cls(**fields)

    def turns(self, messages: Sequence[RequestMessage]) -> list[RecordedTurn]:
        """Rebuild the request's turns, as they were sent.

        Args:
            messages: those that `lengths` tells of, oldest first.
        """
        turns = [
            replace(turn, tokens=tokens)
            for turn, tokens in zip(self._parts(messages), self.tokens, strict=True)
        ]
        if not self.takes_system:
            return without_system(turns)
        return alternating(turns) if self.alternates else turns

    def _parts(self, messages: Sequence[RequestMessage]) -> list[RecordedTurn]:
        system = PARAGRAPH.join(text for text in (self.system, self.summary) if text)
        attachments = self.attachments or [0] * len(messages)
        marks = self.marks or [""] * len(messages)
        middle = [
            self._turn_of(*each) for each in zip(messages, self.lengths, attachments, marks, strict=True)
        ]
        if self.cut and middle:
            middle[-1] = replace(middle[-1], content=middle[-1].content[self.cut :])
        return [
            *([RecordedTurn("system", system, kind="system")] if system else []),
            *([RecordedTurn("user", self.begin, kind="begin")] if self.begin else []),
            *(RecordedTurn(role, content, kind="example") for role, content in self.examples),
            *middle,
            *([RecordedTurn("user", self.ask, kind="ask")] if self.ask else []),
        ]

    def _turn_of(self, message: RequestMessage, length: int, attachments: int, mark: str) -> RecordedTurn:
        text = message.text[:length]
        if attachments == LEFT_OUT:
            return RecordedTurn(message.role, marked(text, mark))
        return RecordedTurn(message.role, text, tuple(message.attachments[:attachments]))


def marked(text: str, mark: str) -> str:
    """The text of a message below the mark of attachments that stay away, if it has any."""
    return "\n".join(part for part in (mark, text) if part)


@dataclass(frozen=True)
class RequestView:
    """What a reply was made from, how long it took and what it cost, for the sheet *Details*."""

    record: RequestRecord
    turns: list[RecordedTurn]
    prompt_tokens: int
    completion_tokens: int
    counted: bool
    "Whether the provider itself has counted them; else they are our own count."
    first_token_s: float | None
    seconds: float | None
    finish_reason: str
    status: str
    refitted_to: int | None = None
    truncated_to: int | None = None
    provider: str = ""
    "Whose model it was, where it was a provider's."
    wish: str = ""
    "What was wished of it, as the model was told."

    @property
    def speed(self) -> float | None:
        """Tokens a second, from the first one to the end."""
        if not self.seconds or self.first_token_s is None:
            return None
        writing = self.seconds - self.first_token_s
        return self.completion_tokens / writing if writing > 0.05 else None
