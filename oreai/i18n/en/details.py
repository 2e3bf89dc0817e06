"""The sheet that shows what a reply was made from."""

from oreai.i18n.texts.details import DetailsTexts

DETAILS = DetailsTexts(
    open="Details",
    title="How this reply came about",
    missing="There is no record of this reply.",
    sent="What the model was sent",
    forgotten="This message was deleted since; its words are gone.",
    left_out="{count} earlier turns were not sent.",
    tokens="{tokens} tokens",
    tokens_in="Tokens in",
    tokens_out="Tokens out",
    estimated="estimated",
    first="First token after",
    speed="Speed",
    ended="Why it ended",
    parameters="Parameters",
    limit="Window",
    seconds="{seconds} s",
    tokens_a_second="{speed} tokens/s",
    turn_system="System",
    turn_system_summary="System and summary",
    turn_example="Example",
    turn_user="You",
    turn_assistant="Assistant",
    turn_begin="Request to begin",
    turn_ask="Request to go on",
    finish_reasons={
        "stop": "The model was done",
        "length": "It reached the longest reply",
        "stopped": "You stopped it",
        "interrupted": "The server went away",
        "failed": "It failed",
        "content_filter": "The provider withheld the rest",
        "other": "{reason}",
    },
)
