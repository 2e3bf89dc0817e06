"""How full the memory of the open chat's model is."""

import reflex as rx

from oreai.services.requests.build import ContextUsage
from oreai.states.changes import set_changed


class ContextState(rx.State):
    """What stands below the chat's title; `ChatState` brings it."""

    model: str = ""
    used: int = 0
    limit: int = 0
    "Both in tokens."
    share: int = 0
    "The same in percent."
    start: str = ""
    "The first message the model sees in full, where it does not see all."
    summary: bool = False
    "Whether it remembers the others as a summary."

    def _show(self, usage: ContextUsage) -> None:
        values = {
            "model": usage.model,
            "used": usage.used,
            "limit": usage.limit,
            "share": usage.used * 100 // max(1, usage.limit),
            "start": usage.start,
            "summary": usage.summary,
        }
        set_changed(self, values)
