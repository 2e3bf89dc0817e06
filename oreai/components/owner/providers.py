"""The panels of the server's providers, and of what was learned of their models."""

import reflex as rx

from oreai.components.browser.account import When
from oreai.components.owner.panels import button, entries, panel
from oreai.components.texts import t
from oreai.states.owner_providers import LearnedLine, OwnerProvidersState, ProviderLine


def providers() -> rx.Component:
    """Each with its answer of now and the last failure."""
    state = OwnerProvidersState
    return panel(
        t.owner.providers,
        t.owner.providers_hint,
        rx.cond(
            state.providers.length() == 0,
            rx.el.p(t.owner.providers_none, class_name="hint"),
            rx.fragment(
                entries(rx.foreach(state.providers, _provider)),
                button(t.owner.providers_ask, "providers-ask", state.ask, disabled=state.waiting),
            ),
        ),
        test_id="owner-providers",
    )


def learned() -> rx.Component:
    """What holds for everybody who asks these models."""
    rows = OwnerProvidersState.learned
    return panel(
        t.owner.learned,
        t.owner.learned_hint,
        rx.cond(
            rows.length() == 0,
            rx.el.p(t.owner.learned_none, class_name="hint"),
            entries(rx.foreach(rows, _learned)),
        ),
        test_id="owner-learned",
    )


def _provider(row: rx.Var[ProviderLine]) -> rx.Component:
    works = OwnerProvidersState.works.get(row.name, False)
    answer = OwnerProvidersState.answers.get(row.name, "")
    failed = rx.fragment(
        t.owner.provider_failed, " ", When.create(at=row.failed_at, lang=t.app.html_lang), ": ", row.failure
    )
    return rx.el.li(
        rx.el.div(
            rx.el.strong(rx.el.bdi(row.name)),
            rx.cond(row.host != row.name, rx.el.small(rx.el.code(row.host))),
            rx.el.small(
                rx.cond(answer != "", answer, t.owner.provider_waiting),
                role="status",
                class_name=rx.cond(works, "works", rx.cond(answer != "", "form-error", "")),
                data_testid="provider-answer",
            ),
            rx.el.small(
                rx.cond(row.failed_at != "", failed, t.owner.provider_never_failed),
                data_testid="provider-failure",
            ),
        ),
        key=row.name,
        data_testid="owner-provider",
    )


def _learned(row: rx.Var[LearnedLine]) -> rx.Component:
    name = rx.cond(row.model != "", row.model, t.owner.learned_all + " " + row.endpoint)
    return rx.el.li(
        rx.el.div(
            rx.el.strong(rx.el.bdi(name)),
            rx.el.small(rx.el.code(row.endpoint)),
            rx.cond(row.window != "", rx.el.small(row.window)),
            rx.cond(row.factor != "", rx.el.small(row.factor)),
            rx.cond(
                row.refused.length() > 0,
                rx.el.small(t.owner.learned_refused, " ", rx.el.code(row.refused.join(", "))),
            ),
            rx.cond(
                row.ends_at != "",
                rx.el.small(t.owner.learned_until, " ", When.create(at=row.ends_at, lang=t.app.html_lang)),
            ),
        ),
        button(
            t.owner.learned_forget,
            "learned-forget",
            OwnerProvidersState.forget(row.endpoint, row.model),
            of=name,
        ),
        key=row.endpoint + " " + row.model,
        data_testid="learned",
    )
