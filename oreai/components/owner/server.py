"""The panels of what holds for the server: the door, a message to all, what owners have done."""

import reflex as rx

from oreai.components.browser.account import When
from oreai.components.owner.panels import button, choice, choices, entries, panel, submit
from oreai.components.texts import filled, t, text_of
from oreai.i18n import TEXTS
from oreai.services.accounts.server_rules import SIGN_UP_RULES
from oreai.services.owner.server import HOURS, LONGEST_TEXT
from oreai.states.owner import ActRow, OwnerState
from oreai.states.session import SessionState

_USUAL_HOURS = 24


def door() -> rx.Component:
    """Who may sign up, and whether guests may chat."""
    return panel(
        t.owner.door,
        None,
        choices(
            t.owner.sign_up,
            "owner-sign-up",
            *(
                choice(
                    text_of("owner", "rules", rule),
                    rule,
                    OwnerState.sign_up == rule,
                    OwnerState.set_sign_up(rule),
                )
                for rule in SIGN_UP_RULES
            ),
        ),
        choices(
            t.owner.guests,
            "owner-guests",
            choice(t.owner.guests_on, "on", OwnerState.guests, OwnerState.set_guests(True)),
            choice(t.owner.guests_off, "off", ~OwnerState.guests, OwnerState.set_guests(False)),
        ),
        test_id="owner-door",
    )


def message_to_all() -> rx.Component:
    """The one that is shown, and a new one."""
    return panel(
        t.owner.message,
        t.owner.message_hint,
        rx.cond(
            OwnerState.message != "",
            rx.el.div(
                rx.el.p(OwnerState.message, class_name="owner-message", dir="auto"),
                rx.el.small(
                    t.owner.message_until, " ", When.create(at=OwnerState.message_ends, lang=t.app.html_lang)
                ),
                button(t.owner.message_withdraw, "message-withdraw", OwnerState.withdraw),
                class_name="owner-told",
            ),
        ),
        rx.el.form(
            rx.el.label(
                rx.el.span(t.owner.message_text),
                rx.el.textarea(name="text", rows=3, max_length=LONGEST_TEXT, data_testid="message-text"),
                class_name="field",
            ),
            rx.el.label(
                rx.el.span(t.owner.message_hours),
                rx.el.select(
                    *(rx.el.option(filled(t.owner.hours, hours=str(one)), value=str(one)) for one in HOURS),
                    name="hours",
                    default_value=str(_USUAL_HOURS),
                    data_testid="message-hours",
                ),
                class_name="field",
            ),
            rx.cond(
                OwnerState.refused != "", rx.el.p(OwnerState.refused, role="alert", class_name="form-error")
            ),
            submit(t.owner.message_show, "message-show"),
            on_submit=OwnerState.announce,
            class_name="account-form",
            key=OwnerState.announced.to(str),
        ),
        test_id="owner-message",
    )


def audit() -> rx.Component:
    """What owners have done, the newest first."""
    return panel(
        t.owner.audit,
        t.owner.audit_hint,
        entries(rx.foreach(OwnerState.acts, _act)),
        test_id="owner-audit",
    )


def _act(row: rx.Var[ActRow]) -> rx.Component:
    actor = rx.cond(row.actor != "", row.actor, t.owner.command_line)
    return rx.el.li(
        rx.el.div(
            rx.el.span(rx.el.strong(actor), " ", _words_of_act(row.act), " ", rx.el.bdi(row.whom)),
            rx.el.small(
                When.create(at=row.at, lang=t.app.html_lang),
                rx.cond(row.detail != "", rx.fragment(" · ", rx.el.bdi(row.detail))),
                class_name="owner-detail",
            ),
        ),
        data_testid="owner-act",
    )


def _words_of_act(act: rx.Var[str]) -> rx.Var[str]:
    in_each = {locale: dict(texts.owner.acts) for locale, texts in TEXTS.items()}
    return rx.Var.create(in_each)[SessionState.lang].to(dict[str, str])[act].to(str)
