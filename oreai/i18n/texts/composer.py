"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ComposerTexts:
    """The box in which a message is written, and what waits above it."""

    placeholder: str
    busy: str
    send: str
    picker_questions: str
    picker_personas: str
    pasted: str
    unfold_paste: str
    remove_paste: str
    quote: str
    quoted: str
    remove_quote: str
    too_long: str
    too_much_written: str
    over_window: str
    over_window_images: str
    shorten: str
    restore_draft: str
    shortened_hint: str
    few_left: str
    few_left_today: str
    used_up: str
    used_up_own_key: str
    used_up_guest: str
    used_up_today: str
    queue: str
    queue_add: str
    queue_added: str
    queue_next: str
    queue_paused: str
    queue_send: str
    queue_edit: str
    queue_remove: str
    queue_full: str
    queue_gone: str
