"""`/usage`: what the visitor has used, as a chart and request by request."""

import reflex as rx

from oreai.components.browser.account import When
from oreai.components.layout import back_link, column, empty, skeleton_rows
from oreai.components.texts import t
from oreai.components.usage_chart import usage_chart
from oreai.states.session import SessionState
from oreai.states.usage import RequestRow, UsageState

_ZONE: rx.Var[str] = rx.Var("Intl.DateTimeFormat().resolvedOptions().timeZone").to(str)


def usage_page() -> rx.Component:
    """Days are those of the reader's own time zone, which the browser alone knows."""
    return column(
        rx.el.header(
            back_link("usage-back"),
            rx.el.h1(t.usage.title),
            class_name="top-bar with-back",
        ),
        rx.el.main(
            rx.cond(
                SessionState.ready, rx.fragment(rx.el.span(on_mount=UsageState.load(_ZONE), hidden=True))
            ),
            rx.cond(UsageState.loaded, _usage(), skeleton_rows(6, "usage-rows")),
            class_name="scroll panels",
        ),
        title=t.usage.title,
        name="usage",
    )


def _usage() -> rx.Component:
    return rx.cond(
        UsageState.requests.length() > 0,
        rx.fragment(
            rx.el.section(
                rx.el.h2(t.usage.chart),
                rx.el.p(UsageState.summary, class_name="hint", data_testid="usage-summary"),
                usage_chart(),
                class_name="panel",
            ),
            rx.el.section(
                rx.el.h2(t.usage.list),
                rx.el.ol(rx.foreach(UsageState.requests, _request), class_name="usage-rows"),
                rx.cond(
                    UsageState.has_more,
                    rx.el.button(
                        t.usage.more,
                        type="button",
                        on_click=UsageState.show_more,
                        class_name="button quiet",
                        data_testid="usage-more",
                    ),
                ),
                class_name="panel",
            ),
        ),
        empty("📊", t.usage.empty, t.usage.empty_hint),
    )


def _request(row: rx.Var[RequestRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(rx.el.bdi(row.title), rx.el.span(row.cost), class_name="usage-row-head"),
        rx.el.span(
            row.purpose,
            " · ",
            When.create(at=row.at, lang=t.app.html_lang),
            class_name="hint",
        ),
        rx.cond(row.tokens != "", rx.el.span(rx.el.bdi(row.model), " · ", row.tokens, class_name="hint")),
        key=row.id,
        class_name="usage-row",
        data_testid="usage-row",
    )
