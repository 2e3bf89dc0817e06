"""`/signup`, `/login`, `/link`, `/reset` and `/bring`: becoming somebody on this browser."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.account_form import account_form, field, new_password
from oreai.components.browser.account import PasskeyAutofill
from oreai.components.layout import back_link, column
from oreai.components.texts import filled, t
from oreai.settings import get_settings
from oreai.states.door import DoorState
from oreai.states.sign_in import SignInState


def sign_up_page() -> rx.Component:
    """A name and a password for the guest who is here."""
    return _page(
        t.account.sign_up,
        _door_note(),
        rx.cond(
            (DoorState.sign_up == "open") | ((DoorState.sign_up == "invite") & DoorState.is_invited),
            _sign_up_form(),
        ),
        link(t.account.have_account, to="/login", class_name="quiet-link", data_testid="sign-in"),
    )


def _door_note() -> rx.Component:
    """Who invites, or why one cannot sign up."""
    hint = rx.cond(DoorState.guests, t.account.sign_up_hint, "")
    invited = rx.cond(
        DoorState.invited_by != "", filled(t.account.invited_by, name=DoorState.invited_by), t.account.invited
    )
    words = rx.cond(
        DoorState.sign_up == "closed",
        t.account.sign_up_closed,
        rx.cond(
            DoorState.is_invited,
            invited,
            rx.cond(
                DoorState.invitation_is_over,
                t.account.invitation_is_over,
                rx.cond(DoorState.sign_up == "invite", t.account.invitation_needed, hint),
            ),
        ),
    )
    return rx.el.p(words, class_name="hint", data_testid="door-note")


def _sign_up_form() -> rx.Component:
    return rx.fragment(
        account_form(
            "POST",
            "/api/account",
            field(t.account.name, "name", complete="username", test_id="sign-up-name", max_length=64),
            new_password(t.account.password),
            field(
                t.account.email,
                "email",
                kind="email",
                hint=t.account.email_hint,
                complete="email",
                test_id="sign-up-email",
                required=False,
            ),
            submit=t.account.sign_up,
            test_id="sign-up-submit",
            query="invite",
        ),
    )


def sign_in_page() -> rx.Component:
    """A name and a password, or a recovery code."""
    return _page(
        t.account.sign_in_title,
        account_form(
            "POST",
            "/api/session",
            field(t.account.name_or_email, "name", complete="username webauthn", test_id="sign-in-name"),
            field(
                t.account.password,
                "password",
                kind="password",
                complete="current-password",
                test_id="sign-in-password",
            ),
            submit=t.account.sign_in,
            test_id="sign-in-submit",
        ),
        rx.cond(SignInState.takes_passkeys, _passkey()),
        rx.cond(SignInState.other_provider != "", _other_provider()),
        rx.cond(
            ~DoorState.guests, rx.el.p(t.account.guests_off, class_name="hint", data_testid="guests-off")
        ),
        rx.cond(
            DoorState.sign_up != "closed",
            link(t.account.no_account, to="/signup", class_name="quiet-link", data_testid="sign-up"),
        ),
        rx.el.details(
            rx.el.summary(t.account.lost_password, data_testid="lost-password"),
            rx.el.p(t.account.code_hint, class_name="hint"),
            account_form(
                "POST",
                "/api/session/code",
                field(t.account.code, "code", complete="off", test_id="sign-in-code"),
                submit=t.account.use_code,
                test_id="sign-in-code-submit",
                kind="quiet",
            ),
            class_name="more-ways",
        ),
    )


def _guests_are_off() -> rx.Component:
    return rx.el.p(t.account.guests_off, class_name="hint", data_testid="guests-off")


def _passkey() -> rx.Component:
    return rx.fragment(
        PasskeyAutofill.create(),
        account_form(
            "POST",
            "/api/session/passkey",
            passkey="show",
            question="/api/session/passkey/ask",
            submit=t.account.passkey_use,
            test_id="passkey-sign-in",
            kind="quiet",
        ),
    )


def _other_provider() -> rx.Component:
    return rx.fragment(
        rx.el.a(
            filled(t.account.other_provider, name=SignInState.other_provider),
            href=f"{get_settings().sub_path}/api/oidc/leave",
            rel="nofollow",
            class_name="button quiet",
            data_testid="other-provider",
        ),
        rx.cond(
            SignInState.has_failed, rx.el.p(t.account.other_failed, role="alert", class_name="form-error")
        ),
        rx.cond(SignInState.is_disabled, rx.el.p(t.account.disabled, role="alert", class_name="form-error")),
    )


def link_page() -> rx.Component:
    """Where the QR code of another device leads: nothing happens before it is touched."""
    return _page(
        t.account.link_title,
        rx.el.p(t.account.link_hint, class_name="hint"),
        account_form(
            "POST", "/api/session/link", hash="secret", submit=t.account.link_accept, test_id="link-accept"
        ),
    )


def reset_page() -> rx.Component:
    """Where the owner's link leads somebody who has lost their password."""
    return _page(
        t.account.reset_title,
        rx.el.p(t.account.reset_hint, class_name="hint"),
        account_form(
            "POST",
            "/api/session/reset",
            new_password(t.account.new_password),
            hash="secret",
            submit=t.account.save,
            test_id="reset-submit",
        ),
    )


def bring_page() -> rx.Component:
    """Whether the chats of the guest who was here come along."""
    return _page(
        filled(t.account.bring_title, count=SignInState.guest_chats),
        rx.el.p(t.account.bring_hint, class_name="hint"),
        account_form(
            "POST", "/api/account/chats", _answer("true"), submit=t.account.bring_yes, test_id="bring-yes"
        ),
        account_form(
            "POST",
            "/api/account/chats",
            _answer(""),
            submit=t.account.bring_no,
            test_id="bring-no",
            kind="quiet",
        ),
    )


def _answer(bring: str) -> rx.Component:
    return rx.el.input(type="hidden", name="bring", value=bring, read_only=True)


def _page(title: rx.Var[str] | str, *children: rx.Component) -> rx.Component:
    return column(
        rx.el.header(back_link("sign-in-back"), rx.el.h1(title), class_name="top-bar with-back"),
        rx.el.main(rx.el.section(*children, class_name="panel"), class_name="scroll panels"),
        title=title,
        name="sign-in",
    )
