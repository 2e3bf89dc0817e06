"""The box in which a message is written, and what waits above it."""

from oreai.i18n.texts.composer import ComposerTexts

COMPOSER = ComposerTexts(
    placeholder="Send a message...",
    busy="Write on, it will wait its turn...",
    send="Send",
    picker_questions="You could ask",
    picker_personas="Talk to an assistant",
    pasted="Pasted · {characters} characters",
    unfold_paste="Put it into the box",
    remove_paste="Leave it out",
    too_long="This message has {length} characters; {limit} is the most. Please shorten it.",
    over_window="This message has about {length} tokens; the model has room for {limit}. Shorten it, or let us leave out the middle.",
    over_window_images="With its pictures this message has about {length} tokens; the model has room for {limit}. Take fewer pictures, or shorten it.",
    shorten="Shorten it",
    restore_draft="Restore the original",
    shortened_hint="The beginning and the end are kept. Have a look before sending.",
    queue="Messages that wait",
    queue_add="Add to the queue",
    queue_added="Added to the queue, {count} waiting",
    queue_next="Next",
    queue_paused="Paused: the last reply did not finish",
    queue_send="Send now",
    queue_edit="Edit the waiting message",
    queue_remove="Remove from the queue",
    queue_full="{limit} messages are waiting already. Let some of them go first, then send this.",
    queue_gone="This message is no longer waiting: it was sent or removed. Your new words are still here to copy.",
)
