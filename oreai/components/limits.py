"""What one message may hold, said by the page itself: more would break its socket."""

from typing import Any

from oreai.components.texts import t
from oreai.services.models.chat_models import LONGEST_MESSAGE


def message_limit() -> dict[str, Any]:
    """The props of every component that messages are written in."""
    return {"most": LONGEST_MESSAGE, "too_long": t.composer.too_long}
