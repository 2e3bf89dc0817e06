"""What the rest of OreAI knows of a model: turns go in, pieces come out, or an error of `errors.py`."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, Self

from oreai.llm.parameters import RequestParameters

PARAGRAPH = "\n\n"
"Between texts that go as one."


@dataclass(frozen=True)
class ChatTurn:
    """One turn as the model sees it; `role` is system, user or assistant."""

    role: str
    content: str
    images: Sequence[str] = ()
    "Addresses of pictures that go before the words; for a model they carry the picture itself (data:)."

    def followed_by(self, other: Self) -> Self:
        """This turn and the next one of the same role as one."""
        content = PARAGRAPH.join(text for text in (self.content, other.content) if text)
        return replace(self, content=content, images=(*self.images, *other.images))


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
