"""The panel of my page about what all chats know of its reader."""

import reflex as rx

from oreai.components.instructions_sheet import instructions_sheet
from oreai.components.lazy import lazily
from oreai.components.memory_sheet import memory_sheet
from oreai.components.switch import switch
from oreai.components.texts import t
from oreai.states.memory import MemoryState
from oreai.states.personalization import PersonalizationState


def personalization_panel() -> rx.Component:
    """What there is, and the way to each."""
    return rx.fragment(
        _panel(),
        lazily(instructions_sheet, needed=PersonalizationState.is_open),
        lazily(memory_sheet, needed=MemoryState.is_open),
    )


def _panel() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.personalization.title),
        rx.el.p(t.personalization.hint, class_name="hint"),
        _row(
            t.personalization.instructions,
            rx.match(
                PersonalizationState.instructions,
                ("on", t.personalization.instructions_on),
                ("off", t.personalization.instructions_off),
                t.personalization.instructions_none,
            ),
            on_click=PersonalizationState.open_instructions,
            test_id="instructions-open",
        ),
        _row(
            t.personalization.memory,
            MemoryState.summary,
            on_click=MemoryState.open_memory,
            test_id="memory-open",
        ),
        switch(
            t.personalization.follow_ups,
            is_on=PersonalizationState.wants_follow_ups,
            on_click=PersonalizationState.want_follow_ups(~PersonalizationState.wants_follow_ups),
            test_id="follow-ups-switch",
        ),
        class_name="panel",
        data_testid="personalization",
    )


def _row(name: str, value: rx.Var[str], *, on_click, test_id: str) -> rx.Component:
    return rx.el.button(
        rx.el.strong(name),
        rx.el.span(value),
        type="button",
        on_click=on_click,
        class_name="panel-row",
        data_testid=test_id,
    )
