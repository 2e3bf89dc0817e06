"""A reply that has ended well and is stored, as those know it who go on from there in the background."""

from dataclasses import dataclass

from oreai.services.requests.parts import ModelRequest


@dataclass(frozen=True)
class CompletedReply:
    """Whose reply it is, and what it was made from."""

    user_id: str
    chat_id: str
    message_id: str
    request: ModelRequest | None
    "None where no model was asked."
    prompt_tokens: int | None
    "As the provider counted them, if it said so."
    is_truncated: bool = False
    "The provider has left away the beginning of the request."
