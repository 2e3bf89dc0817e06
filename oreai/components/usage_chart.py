"""Requests a day, by model: Reflex's own chart, fetched with the page of usage alone."""

import reflex as rx

from oreai.components.texts import t
from oreai.states.usage import MODELS, UsageState

# The marks of the names have them by usage.css, in this order.
_COLOURS = ("var(--accent)", "var(--ore)", "var(--good)", "var(--important)", "var(--ink-soft)")
_HEIGHT = 200


def usage_chart() -> rx.Component:
    """Bars of each day; to ears the sentence above them says what matters."""
    return rx.el.figure(
        rx.recharts.bar_chart(
            *(_bar(at) for at in range(MODELS + 1)),
            rx.recharts.x_axis(data_key="day", tick_line=False, min_tick_gap=24, stroke="var(--ink-soft)"),
            rx.recharts.y_axis(
                allow_decimals=False, tick_line=False, axis_line=False, width=32, stroke="var(--ink-soft)"
            ),
            data=UsageState.days,
            width="100%",
            height=_HEIGHT,
            margin={"top": 8, "right": 8, "bottom": 0, "left": 0},
        ),
        rx.el.figcaption(rx.foreach(UsageState.models, _named)),
        class_name="usage-chart",
        aria_label=t.usage.chart,
        custom_attrs={"data-testid": "usage-chart"},
    )


def _bar(at: int) -> rx.Component:
    return rx.recharts.bar(
        data_key=f"m{at}", stack_id="models", fill=_COLOURS[at], stroke="none", is_animation_active=False
    )


def _named(name: rx.Var[str], at: rx.Var[int]) -> rx.Component:
    mark = rx.el.i(aria_hidden="true", custom_attrs={"data-colour": at})
    return rx.el.span(mark, rx.el.bdi(name))
