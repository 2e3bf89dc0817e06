"""How many replies are left, above the box one writes in: a quiet line, and only where they are few."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.address import is_here
from oreai.components.texts import filled, t
from oreai.states.allowance import FEW, AllowanceState


def allowance_line(*, is_known: rx.Var[bool] | bool = is_here) -> rx.Component:
    """Said to ears too, as it changes; `is_known` once it is of what is shown."""
    left, is_guest = AllowanceState.few_left, AllowanceState.is_guest
    few = filled(rx.cond(is_guest, t.composer.few_left_today, t.composer.few_left), count=left)
    return rx.el.div(
        rx.cond(
            is_known & (left <= FEW),
            rx.el.p(
                rx.cond(left > 0, few, _used_up()),
                rx.cond(is_guest, link(t.account.sign_up, to="/signup", data_testid="allowance-sign-up")),
                class_name="allowance",
                data_testid="replies-left",
            ),
        ),
        role="status",
    )


def _used_up() -> rx.Var[str]:
    return rx.cond(
        AllowanceState.is_guest,
        t.composer.used_up_guest,
        rx.cond(
            AllowanceState.is_back_tomorrow,
            t.composer.used_up_today,
            rx.cond(AllowanceState.may_use_own_key, t.composer.used_up_own_key, t.composer.used_up),
        ),
    )
