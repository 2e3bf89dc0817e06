"""The interface of a model: turns go in, chunks of a reply or an error (`errors.py`) come out."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol, Self

from oreai.llm.parameters import RequestParameters

PARAGRAPH = "\n\n"
"Between texts that go as one."


@dataclass(frozen=True)
class TextPart:
    """The text of a turn."""

    text: str

    def as_sent(self) -> Mapping[str, Any]:
        """The content part of OpenAI's chat completions."""
        return {"type": "text", "text": self.text}


@dataclass(frozen=True)
class AttachmentPart:
    """An attachment of a turn: for a model it has its content, for a screen its address."""

    kind: str
    "Such as image."
    address: str = ""
    "Where its owner's browser finds it."
    name: str = ""
    "What its owner calls it."
    content: Mapping[str, Any] = field(default_factory=dict)
    "The content part of OpenAI's chat completions that carries it."

    def as_sent(self) -> Mapping[str, Any]:
        """The content part of OpenAI's chat completions."""
        return self.content


@dataclass(frozen=True)
class ChatTurn:
    """One turn as the model sees it; `role` is system, user or assistant."""

    role: str
    content: str
    attachments: Sequence[AttachmentPart] = ()

    @property
    def parts(self) -> tuple[TextPart | AttachmentPart, ...]:
        """Its text, where it has any, and then its attachments."""
        words = (TextPart(self.content),) if self.content else ()
        return (*words, *self.attachments)

    @property
    def has_images(self) -> bool:
        """Whether it has an attachment that only a model with vision can take."""
        return any(part.kind == "image" for part in self.attachments)

    def followed_by(self, other: Self) -> Self:
        """This turn and the next one of the same role as one."""
        content = PARAGRAPH.join(text for text in (self.content, other.content) if text)
        return replace(self, content=content, attachments=(*self.attachments, *other.attachments))


class ReplyChunk(NamedTuple):
    """A part of a reply; the last one says why it ended. There are thousands: a tuple is made fastest."""

    text: str = ""
    reasoning: str = ""
    "What a reasoning model thinks before it speaks; never part of the text, in whichever form it comes."
    finish_reason: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    waits_for: str = ""
    "What has to happen before the model can speak: loading, or queued for its turn."
    was_reasoning: bool = False
    "All text of this stream before this piece was thinking: only now a closing tag has told."


class ChatClient(Protocol):
    """A model that can be asked."""

    def stream(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        """The reply to `turns`, as it comes.

        Raises:
            ModelError: the reply cannot go on; what had come before stays valid.
        """
        ...
