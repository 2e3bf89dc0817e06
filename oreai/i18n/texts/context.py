"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContextTexts:
    """How full the model's memory is, and where its view begins."""

    start: str
    start_bare: str
    used: str
    as_summary: str
    "Goes on from `used`."
    left_out: str
    "Likewise, where no summary stands for them."
    open_summary: str
    summary_title: str
    summary_hint: str
    summary_none: str
