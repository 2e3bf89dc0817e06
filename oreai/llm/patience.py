"""How long a provider is waited for: any byte is a sign of life; little follows the reason why it ends."""

import asyncio

_MOMENT_SECONDS = 3  # after the reason, for the count of tokens; some servers never hang up
_LONGEST_WITHOUT_WORDS_SECONDS = 30 * 60  # DeepSeek keeps who waits alive for ten minutes


class Patience:
    """Moves the timeout of one reply while its provider lives."""

    def __init__(self, timeout: asyncio.Timeout, silence_seconds: float):
        self._timeout = timeout
        self._silence_seconds = silence_seconds
        self._chunk_count = 0
        self._last_words_at = asyncio.get_running_loop().time()

    def renew(self, chunk_count: int, *, is_ending: bool) -> None:
        """Note that bytes have come.

        Args:
            heard: how many pieces of the reply so far; the rest were comments.
            is_ending: the reply has said why it ends.
        """
        now = asyncio.get_running_loop().time()
        has_words = chunk_count != self._chunk_count
        if has_words:
            self._chunk_count, self._last_words_at = chunk_count, now
        if is_ending:
            if has_words:
                self._timeout.reschedule(now + _MOMENT_SECONDS)
        elif now < self._last_words_at + _LONGEST_WITHOUT_WORDS_SECONDS:
            self._extend(now)

    def _extend(self, now: float) -> None:
        """Start the silence anew; half as long again, so that not every piece has to move the timer."""
        if (self._timeout.when() or 0) < now + self._silence_seconds:
            self._timeout.reschedule(now + 1.5 * self._silence_seconds)
