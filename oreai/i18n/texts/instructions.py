"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class InstructionsTexts:
    """Words for the model, not for people."""

    title_request: str
    begin: str
    "Said by the user where the assistant would speak first: some models refuse that."
    go_on: str
    wishes: Mapping[str, str]
    "Said after a question that is answered once more: `services/conversation/wishes.py`."
    follow_up_request: str
    about_user: str
    "Stands above what the user has written of themselves."
    answer_style: str
    "Likewise above how they want to be answered."
    memory: str
    "Stands above the notes of their memory."
    left_out_middle: str
    summary_introduction: str
    summary_task: str
