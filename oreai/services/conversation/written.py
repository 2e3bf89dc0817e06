"""How much text one user may have stored within a day: what costs no call fills the disk all the same."""

from oreai.services.accounts.rates import Rate
from oreai.services.models.chat_models import MessageTooLong

AT_ONCE = 3_000_000
"Characters: thirty messages of the longest kind, or three novels, in one moment."
A_DAY = 6_000_000
_MINUTES_A_DAY = 24 * 60


class TooMuchWritten(MessageTooLong):
    """The user has had so much stored lately that this has to wait."""

    def __init__(self, length: int, seconds: float):
        super().__init__(length)
        self.minutes = int(seconds // 60) + 1
        "Until there is room for it."


class WrittenText:
    """What each user has had stored lately, by sending, editing, recording or branching off."""

    def __init__(self) -> None:
        self._rate = Rate(AT_ONCE, A_DAY / _MINUTES_A_DAY)

    def take(self, user_id: str, characters: int) -> None:
        """Let so many characters be stored.

        Raises:
            TooMuchWritten: that was too much for now.
        """
        if wait_s := self._rate.take(user_id, characters):
            raise TooMuchWritten(characters, wait_s)
