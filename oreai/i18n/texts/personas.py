"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PersonasTexts:
    """Assistants of one's own: making, trying, sharing them."""

    search: str
    no_match: str
    last_used: str
    new: str
    edit: str
    none: str
    none_hint: str
    copy: str
    copy_name: str
    delete: str
    delete_question: str
    delete_hint: str
    share: str
    share_hint: str
    copy_link: str
    revoke: str
    export: str
    import_file: str
    brought_in: str
    not_a_file: str
    file_too_long: str
    keep: str
    preview: str
    link_gone: str
    ask: str
    unfold: str
    fold: str
    variables: str
    icon: str
    name: str
    description: str
    description_hint: str
    category: str
    no_category: str
    system: str
    system_hint: str
    variable_word: str
    "A name for the variable in the hint."
    system_too_long: str
    opening: str
    opening_hint: str
    questions: str
    questions_hint: str
    examples: str
    examples_hint: str
    example_user: str
    example_assistant: str
    numbers_hint: str
    draft_is_back: str
    draft_discard: str
    trial: str
    trial_hint: str
    trial_question: str
    trial_ask: str
    trial_waits: str
    from_chat: str
    missing: str
    missing_values: str
    too_long: str
    too_many: str
    too_many_personas: str
    fields: Mapping[str, str]
    "What the fields are called where one of them is wrong."
