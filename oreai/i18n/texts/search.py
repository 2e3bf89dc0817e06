"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchTexts:
    """Finding one's own words again."""

    open: str
    field: str
    placeholder: str
    hint_title: str
    hint: str
    none: str
    none_hint: str
    none_yet: str
    none_yet_hint: str
    none_filtered: str
    clear_filters: str
    found: str
    found_more: str
    more: str
    more_in_chat: str
    you: str
    reply: str
    filters: str
    any_persona: str
    any_model: str
    any_time: str
    last_week: str
    last_month: str
    last_year: str
    with_pictures: str
    pinned: str
    find: str
    find_placeholder: str
    find_none: str
    find_count: str
    find_told: str
    next: str
    previous: str
    close: str
