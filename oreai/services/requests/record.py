"""What exactly a reply's request carried: a short record beside the reply, from which it is told again.

The record names messages instead of repeating them. A reply that is continued
only grows, so lengths are kept; the earlier words of a prompt that was changed
are found by the time (`conversation/revisions.py`). Texts that can change (system, summary,
examples) stand in it whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from oreai.llm.client import ChatTurn

GAP = "\n\n"
"Between the system text and the summary."
LEFT_OUT = -1
"Instead of how many of a message's pictures went: none did, the mark stands for them."


@dataclass(frozen=True)
class Said:
    """A message as it may go."""

    role: str
    text: str
    images: Sequence[str] = ()
    "Addresses of its pictures."


@dataclass(frozen=True)
class Sent:
    """The record of one request. Token numbers are the model's own, as far as they can be known."""

    model: str
    endpoint: str
    parameters: Mapping[str, Any]
    limit: int
    at: float = 0
    "When it was sent, in seconds since 1970."
    system: str = ""
    summary: str = ""
    examples: Sequence[Sequence[str]] = ()
    "(role, content)"
    last: str | None = None
    "The newest message that went along; the others are its parents."
    lengths: Sequence[int] = ()
    "How many characters of each message went, oldest first; one without a word does not count."
    deleted: Sequence[str] = ()
    "Those of its parents that did not go since they were deleted then."
    pictures: Sequence[int] = ()
    "How many pictures of each message went, or LEFT_OUT; nothing where no message has any."
    mark: str = ""
    "What stands for pictures that were left out."
    cut: int = 0
    "How many characters were left out at the beginning of the newest message."
    ask: str = ""
    "What was asked at the end without being part of the conversation: to go on."
    left_out: int = 0
    "How many turns before the first of these did not go."
    tokens: Sequence[int] = ()
    "Of each turn that went."

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Sent":
        return cls(**json.loads(text))

    def turns(self, messages: Sequence[Said]) -> list[ChatTurn]:
        """The request's turns.

        Args:
            messages: those that `lengths` tells of, oldest first.
        """
        system = GAP.join(text for text in (self.system, self.summary) if text)
        pictures = self.pictures or [0] * len(messages)
        spoken = [self._spoken(*each) for each in zip(messages, self.lengths, pictures, strict=True)]
        if self.cut and spoken:
            spoken[-1] = replace(spoken[-1], content=spoken[-1].content[self.cut :])
        return [
            *([ChatTurn("system", system)] if system else []),
            *(ChatTurn(role, content) for role, content in self.examples),
            *spoken,
            *([ChatTurn("user", self.ask)] if self.ask else []),
        ]

    def _spoken(self, message: Said, length: int, pictures: int) -> ChatTurn:
        text = message.text[:length]
        if pictures == LEFT_OUT:
            return ChatTurn(message.role, marked(text, self.mark))
        return ChatTurn(message.role, text, tuple(message.images[:pictures]))


def marked(text: str, mark: str) -> str:
    """The words of a message whose pictures stay away."""
    return f"{mark}\n{text}" if text else mark


@dataclass(frozen=True)
class SentTurn:
    """A turn as the sheet shows it."""

    kind: str
    "system, example, message or ask"
    role: str
    content: str
    tokens: int
    images: Sequence[str] = ()
    "Addresses of the pictures that went with it."


@dataclass(frozen=True)
class SentView:
    """What a reply was made from, and how it went."""

    sent: Sent
    turns: list[SentTurn]
    prompt_tokens: int
    completion_tokens: int
    counted: bool
    "Whether the provider itself has counted them; else they are our own count."
    first_token_s: float | None
    seconds: float | None
    finish_reason: str
    status: str
    refitted_to: int | None = None

    @property
    def speed(self) -> float | None:
        """Tokens a second, from the first one to the end."""
        if not self.seconds or self.first_token_s is None:
            return None
        writing = self.seconds - self.first_token_s
        return self.completion_tokens / writing if writing > 0.05 else None


def told(sent: Sent, turns: Sequence[ChatTurn]) -> list[SentTurn]:
    """The turns of a record, each with its kind and its tokens."""
    head = ["system"] if sent.system or sent.summary else []
    examples = ["example"] * sum(1 for _, content in sent.examples if content)
    tail = ["ask"] if sent.ask else []
    messages = ["message"] * (len(turns) - len(head) - len(examples) - len(tail))
    kinds = [*head, *examples, *messages, *tail]
    return [
        SentTurn(kind, turn.role, turn.content, tokens, turn.images)
        for kind, turn, tokens in zip(kinds, turns, sent.tokens, strict=True)
    ]
