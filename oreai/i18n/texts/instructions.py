"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InstructionsTexts:
    """Words for the model, not for people."""

    title_request: str
    begin: str
    "Said by the user where the assistant would speak first: some models refuse that."
    go_on: str
    left_out_middle: str
    summary_introduction: str
    summary_task: str
