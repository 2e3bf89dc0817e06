"""How full the model's memory is, and where its view begins."""

from oreai.i18n.texts.context import ContextTexts

CONTEXT = ContextTexts(
    start="The model remembers the above as a summary",
    start_bare="The model no longer sees the above",
    used="memory {share}% full",
    as_summary=", rest summarised",
    left_out=", older ones left out",
    open_summary="Summary",
    summary_title="What it remembers of earlier messages",
    summary_hint="The model wrote this for itself. It goes along instead of the older messages, and grows with the chat.",
    summary_none="There is no summary right now. The next one is written when the memory fills up again.",
)
