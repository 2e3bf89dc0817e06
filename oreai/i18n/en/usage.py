"""The page of usage."""

from oreai.i18n.texts.usage import UsageTexts

USAGE = UsageTexts(
    title="Usage",
    open="See your usage",
    summary="The last {days} days: {requests} requests, {prompt} tokens read, {completion} written.",
    chart="Requests a day, by model",
    list="Every request",
    empty="Nothing used yet",
    empty_hint="Once you have chatted, every request is listed here.",
    more="Earlier ones",
    tokens="{prompt} read · {completion} written",
    calls="Calls: {calls}",
    free="No call",
    own_key="Your own key",
    failed="No reply",
    no_chat="A chat that is gone",
    no_model="Unknown model",
    other_models="Other models",
    purposes={
        "reply": "Reply",
        "direct": "A program's request",
        "title": "Title",
        "summary": "Summary",
        "follow_ups": "Follow-ups",
        "transcription": "Your voice as text",
        "speech": "Reading aloud",
        "before": "All replies until then",
    },
)
