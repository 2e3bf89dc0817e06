"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonalizationTexts:
    """What a user wants known in all their chats."""

    title: str
    hint: str
    follow_ups: str
    instructions: str
    instructions_on: str
    instructions_off: str
    instructions_none: str
    instructions_hint: str
    use_instructions: str
    about: str
    about_hint: str
    about_example: str
    answer_style: str
    answer_style_hint: str
    answer_style_example: str
    too_long: str
    memory: str
    memory_hint: str
    memory_empty: str
    use_memory: str
    notes: str
    new_note: str
    edit_note: str
    forget_note: str
    note_example: str
    note_too_long: str
    note_gone: str
    memory_full: str
    remember: str
    offer: str
    offer_yes: str
    offer_edit: str
    offer_no: str
