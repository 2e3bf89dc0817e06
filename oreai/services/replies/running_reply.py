"""What a view reads of a reply that is being made, in this process or in another one."""

from typing import Protocol

from oreai.services.replies.growing_text import GrowingText


class RunningReply(Protocol):
    """A reply on its way: a Generation of this process, or a DistantReply."""

    message_id: str
    text: GrowingText
    reasoning: GrowingText
    moved: int
    "How often the text so far has turned out to be thinking."
    waits_for: str
    "What has to happen before the model can answer: `loading`, or `queued`."
