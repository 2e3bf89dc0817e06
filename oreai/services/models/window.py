"""A model's window in tokens, and how it is shared between what is sent and what comes back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """What the model reads at once, in its own tokens."""

    limit: int
    answer: int
    "How many of them are kept free for the answer."

    @property
    def budget(self) -> int:
        """How many tokens a request may have."""
        return self.limit - self.answer


def window(limit: int, max_tokens: int) -> Window:
    """The window of a model with this limit; an answer never takes more than half of it."""
    return Window(limit, min(max_tokens, limit // 2))
