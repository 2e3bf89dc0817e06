"""Personal tokens on my page: the list, and the form that makes one."""

import reflex as rx

from oreai.components.account_form import account_form, field
from oreai.components.browser.account import When
from oreai.components.texts import filled, t, text_of
from oreai.services.accounts.api_tokens import DAYS, LONGEST_NAME, SCOPES
from oreai.states.tokens import TokenRow, TokensState

_DEFAULT_DAYS = 90
_DEFAULT_SCOPES = ("chat", "graphql")


def tokens() -> rx.Component:
    """Those that are good, each with a way to end it; below them a new one."""
    return rx.fragment(
        rx.el.ul(rx.foreach(TokensState.tokens, _token), class_name="sessions"),
        account_form(
            "POST",
            "/api/account/tokens",
            field(
                t.tokens.name,
                "name",
                hint=t.tokens.name_hint,
                complete="off",
                test_id="token-name",
                max_length=LONGEST_NAME,
            ),
            _scopes(),
            _days(),
            submit=t.tokens.make,
            test_id="token-make",
            kind="quiet",
            on_answer=TokensState.load,
        ),
    )


def _token(row: rx.Var[TokenRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(row.name),
            rx.el.small(rx.el.code(row.beginning + "…"), " · ", rx.el.code(row.scopes)),
            rx.el.small(t.tokens.good_until, " ", When.create(at=row.expires_at, lang=t.app.html_lang)),
            rx.el.small(
                rx.cond(
                    row.used_at != "",
                    rx.fragment(t.tokens.used, " ", When.create(at=row.used_at, lang=t.app.html_lang)),
                    t.tokens.never_used,
                )
            ),
        ),
        account_form(
            "DELETE",
            "/api/account/tokens/" + row.id,
            submit=t.tokens.revoke,
            of=row.name,
            test_id="token-revoke",
            kind="quiet",
            on_answer=TokensState.load,
        ),
        key=row.id,
        data_testid="token",
    )


def _scopes() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(t.tokens.may),
        *(
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    name="scopes",
                    value=scope,
                    default_checked=scope in _DEFAULT_SCOPES,
                    data_testid=f"token-scope-{scope}",
                ),
                rx.el.span(rx.el.code(scope), " ", text_of("tokens", "scopes", scope)),
            )
            for scope in SCOPES
        ),
        class_name="ticks",
    )


def _days() -> rx.Component:
    return rx.el.label(
        rx.el.span(t.tokens.days),
        rx.el.select(
            *(rx.el.option(filled(t.tokens.days_long, days=str(days)), value=str(days)) for days in DAYS),
            name="days",
            default_value=str(_DEFAULT_DAYS),
            data_testid="token-days",
        ),
        class_name="field",
    )
