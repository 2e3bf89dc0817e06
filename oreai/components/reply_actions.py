"""What can be done with a reply, below it: going on, asking once more, the menu of the rest."""

import reflex as rx

from oreai.components.message_menu import message_menu_button
from oreai.components.texts import t
from oreai.states.feed import MessageRow
from oreai.states.replies import RepliesState
from oreai.states.settings import SettingsState
from oreai.states.wishes import WishesState


def of_a_reply(row: rx.Var[MessageRow], is_last: rx.Var[bool]) -> rx.Component:
    """The newest one goes on or is asked for once more; every one has its menu."""
    return rx.fragment(
        rx.cond(
            is_last & row.can_continue,
            _action("play", t.chat.go_on_label, "message-continue", RepliesState.continue_reply(row.id)),
        ),
        rx.cond(is_last & row.can_retry, _again(row)),
        rx.cond(
            is_last & row.can_retry_longer,
            _action("timer", t.chat.retry_longer, "message-retry-longer", RepliesState.retry_longer(row.id)),
        ),
        rx.cond(is_last & row.can_use_default, _use_default_model(row)),
        message_menu_button(row.id),
    )


def _again(row: rx.Var[MessageRow]) -> rx.Component:
    """One touch asks again; beside it, of a good reply, how it is to be this time."""
    is_good = row.status == "complete"
    again = RepliesState.retry_reply(row.id)
    return rx.fragment(
        _action("rotate-cw", rx.cond(is_good, t.chat.regenerate, t.chat.retry), "message-retry", again),
        rx.cond(
            is_good,
            rx.el.button(
                rx.icon("chevron-right", size=15, aria_hidden="true"),  # turned: it is in the page already
                type="button",
                class_name="small-button unfolds",
                aria_label=t.versions.wish,
                title=t.versions.wish,
                on_click=WishesState.open_wishes(row.id),
                custom_attrs={"data-testid": "message-wish", "data-part": "message-wish"},
            ),
        ),
    )


def _use_default_model(row: rx.Var[MessageRow]) -> rx.Component:
    on_click = SettingsState.use_default_model(row.id)
    return _action("sparkles", t.chat.use_default_model, "message-use-default", on_click)


def _action(icon: str, label: rx.Var[str] | str, test_id: str, on_click) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=15, aria_hidden="true"),
        label,
        type="button",
        class_name="small-button",
        on_click=on_click,
        data_testid=test_id,
    )
