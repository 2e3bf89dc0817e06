"""Which turns the model is sent, and in which order: the system text, the examples, the messages."""

from collections.abc import Sequence

from oreai.llm.client import ChatTurn
from oreai.models import Chat, Example, Message


def turns_for(chat: Chat, examples: Sequence[Example], messages: Sequence[Message]) -> list[ChatTurn]:
    """The request's turns.

    Examples go as earlier turns, so that a sample chat's first question is
    answered in the sense of what stands on the screen. A reply without a word
    (it failed) says nothing and is left out; a partial one stays, the user saw it.
    """
    spoken: list[Example | Message] = [*examples, *messages]
    system = [ChatTurn("system", chat.system)] if chat.system else []
    return system + [ChatTurn(turn.role, turn.content) for turn in spoken if turn.content]
