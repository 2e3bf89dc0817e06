"""What the pages around signing in are made of: forms that go over HTTP, and their fields."""

import reflex as rx

from oreai.components.browser.account import AccountForm
from oreai.components.texts import t


def account_form(
    method: str,
    action: rx.Var[str] | str,
    *children: rx.Component,
    submit: str,
    test_id: str,
    kind: str = "main",
    of: rx.Var[str] | None = None,
    **props,
) -> rx.Component:
    """A form with its button; `test_id` names the button, `kind` is main, quiet or danger.

    `of` names what it is about, for ears, where several such forms stand below each other.
    """
    named = {} if of is None else {"aria_label": submit + ": " + of}
    return AccountForm.create(
        *children,
        rx.el.button(submit, type="submit", class_name=f"button {kind}", data_testid=test_id, **named),
        method=method,
        action=action,
        words=_words(),
        **props,
    )


def field(
    label: str,
    name: str,
    *,
    kind: str = "text",
    hint: str | None = None,
    complete: str,
    test_id: str,
    required: bool = True,
    **attributes,
) -> rx.Component:
    """A field of a form. `complete` tells password managers what it is."""
    return rx.el.label(
        rx.el.span(label),
        rx.el.input(
            name=name,
            type=kind,
            auto_complete=complete,
            auto_capitalize="none",
            spell_check=False,
            required=required,
            data_testid=test_id,
            **attributes,
        ),
        *([] if hint is None else [rx.el.small(hint)]),
        class_name="field",
    )


def new_password(label: str) -> rx.Component:
    """A field for a password that is chosen now."""
    return field(
        label,
        "password",
        kind="password",
        hint=t.account.password_rule,
        complete="new-password",
        test_id="new-password",
        min_length=8,
        max_length=128,
    )


def _words() -> rx.Var[dict[str, str]]:
    """What the script says by itself."""
    return rx.Var.create(
        {
            "unreachable": t.account.unreachable,
            "proof": t.account.proof_title,
            "passkey": t.account.passkey_use,
            "goOn": t.account.go_on,
            "codesShown": t.account.recovery_shown,
            "copy": t.account.copy,
            "download": t.account.download,
            "downloadName": t.account.download_name,
            "link": t.account.other_device,
            "linkShown": t.account.other_device_shown,
            "linkIsOver": t.account.link_is_over,
            "tokenShown": t.tokens.shown,
            "addressShown": t.account.address_shown,
        }
    )
