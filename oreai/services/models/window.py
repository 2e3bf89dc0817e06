"""A model's window in tokens, and how it is shared between what is sent and what comes back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """How many tokens a model reads at once, and how many of them are for its answer."""

    limit: int
    answer: int
    "How many of them are kept free for the answer."

    @property
    def budget(self) -> int:
        """How many tokens a request may have."""
        return self.limit - self.answer


def window(limit: int, max_tokens: int) -> Window:
    """Divide a window of `limit` tokens: an answer of up to `max_tokens` gets at most half of it."""
    return Window(limit, min(max_tokens, limit // 2))
