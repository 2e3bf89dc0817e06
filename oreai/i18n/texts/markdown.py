"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MarkdownTexts:
    """What stands beside code, tables, call-outs, footnotes and drawings in a reply."""

    copy_code: str
    copied: str
    not_copied: str
    wrap_code: str
    diagram: str
    diagram_code: str
    diagram_failed: str
    diagram_large: str
    diagram_draw: str
    table: str
    image_hidden: str
    view_whole: str
    footnotes: str
    footnote_back: str
    task_done: str
    task_open: str
    note: str
    tip: str
    important: str
    warning: str
    caution: str
