"""The scripts of the search: its field, the bar in a chat, the marks."""

import reflex as rx


def _one_query(query: rx.Var[str]) -> list[rx.Var]:
    return [query]


def _one_step(step: rx.Var[int]) -> list[rx.Var]:
    return [step]


class SearchField(rx.Component):
    """The field above the results; arrows, Enter and Escape are its own."""

    library = "$/public/js/search/search_field.js"
    tag = "SearchField"

    query: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    on_query: rx.EventHandler[_one_query]


class HitDay(rx.Component):
    """When a chat was last spoken in."""

    library = "$/public/js/search/hit_day.js"
    tag = "HitDay"

    at: rx.Var[int]


class FindField(rx.Component):
    """The field of the bar in a chat."""

    library = "$/public/js/search/find_field.js"
    tag = "FindField"

    query: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    on_query: rx.EventHandler[_one_query]
    on_step: rx.EventHandler[_one_step]
    on_leave: rx.EventHandler[rx.event.no_args_event_spec]


class FindMarks(rx.Component):
    """Goes to the message that was found, and marks its words."""

    library = "$/public/js/search/find_marks.js"
    tag = "FindMarks"

    message_id: rx.Var[str]
    words: rx.Var[list[str]]
