"""How full the model's window is, and where its view begins."""

from oreai.i18n.texts.context import ContextTexts

CONTEXT = ContextTexts(
    start="The model remembers the above as a summary",
    start_bare="The model no longer sees the above",
    used="{model}: {used} of {limit} tokens of its context used",
    summary="It remembers what came earlier as a summary.",
    left_out="What came earlier is no longer sent to it.",
)
