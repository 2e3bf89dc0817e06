"""The panels of my page about the account: who I am, ways back, other devices, the end."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.account_form import account_form, new_password
from oreai.components.browser.account import When
from oreai.components.dialogs import answer
from oreai.components.lazy import lazily
from oreai.components.own_keys import own_keys
from oreai.components.share_sheet import LINKS_ARE_OPEN, links_sheet
from oreai.components.texts import filled, t
from oreai.components.tokens import tokens
from oreai.states.own_keys import OwnKeysState
from oreai.states.sharing import SharingState
from oreai.states.sign_in import PasskeyRow, SessionRow, SignInState


def account_panels() -> rx.Component:
    """For a guest the way to an account; for a person what can be done with theirs."""
    is_guest = SignInState.name == ""
    return rx.el.section(
        rx.el.h2(t.account.title),
        rx.el.p(
            rx.el.strong(rx.cond(is_guest, t.account.guest, SignInState.name), data_testid="account-name"),
            class_name="account-name",
        ),
        rx.cond(is_guest, _become_somebody()),
        rx.cond(
            SignInState.is_owner,
            link(t.owner.title, to="/owner", class_name="quiet-link", data_testid="to-owner"),
        ),
        rx.cond(SignInState.reset_at != "", _reset_note()),
        _fold(t.account.other_device, t.account.other_device_hint, _other_device(), test_id="other-device"),
        _fold(t.account.recovery, t.account.recovery_hint, _recovery(), test_id="recovery-codes"),
        rx.cond(
            SignInState.takes_passkeys,
            _fold(t.account.passkeys, t.account.passkeys_hint, _passkeys(), test_id="passkeys"),
        ),
        rx.cond(
            SignInState.has_password,
            _fold(
                t.account.change_password,
                t.account.change_password_hint,
                _password(),
                test_id="change-password",
            ),
        ),
        _fold(t.account.sessions, None, _sessions(), test_id="sessions"),
        _fold(t.tokens.title, t.tokens.hint, tokens(), test_id="tokens"),
        rx.cond(
            OwnKeysState.may_add,
            _fold(
                t.own_keys.title,
                t.own_keys.hint,
                lazily(own_keys, needed=OwnKeysState.may_add),
                test_id="own-keys",
            ),
        ),
        link(t.imports.open, to="/import", class_name="fold-link", data_testid="import-open"),
        _fold(t.sharing.all_links, t.sharing.all_links_hint, _links(), test_id="my-links"),
        _fold(t.exports.all, t.exports.all_hint, _export(), test_id="export-data"),
        rx.cond(~is_guest, _sign_out()),
        _fold(t.account.delete, t.account.delete_hint, _delete(), test_id="delete-account"),
        class_name="panel",
    )


def _become_somebody() -> rx.Component:
    return rx.fragment(
        rx.el.p(t.account.guest_hint, class_name="hint"),
        rx.el.div(
            link(t.account.sign_up, to="/signup", class_name="button main", data_testid="sign-up"),
            link(t.account.sign_in, to="/login", class_name="button quiet", data_testid="sign-in"),
            class_name="answers",
        ),
    )


def _reset_note() -> rx.Component:
    """Nobody sets a password behind a user's back."""
    return rx.el.p(
        When.create(at=SignInState.reset_at, lang=t.app.html_lang),
        " · ",
        rx.cond(SignInState.reset_was_used, t.account.reset_used, t.account.reset_made),
        class_name="hint",
        data_testid="reset-note",
    )


def _fold(title: str, hint: str | None, *children: rx.Component, test_id: str) -> rx.Component:
    return rx.el.details(
        rx.el.summary(title, data_testid=test_id),
        *([] if hint is None else [rx.el.p(hint, class_name="hint")]),
        *children,
        class_name="more-ways",
    )


def _other_device() -> rx.Component:
    return account_form(
        "POST",
        "/api/account/device-link",
        submit=t.account.other_device_make,
        test_id="device-link-make",
        kind="quiet",
    )


def _links() -> rx.Component:
    return rx.fragment(
        answer(t.sharing.all_links_open, "my-links-open", SharingState.open_links),
        lazily(links_sheet, needed=LINKS_ARE_OPEN),
    )


def _recovery() -> rx.Component:
    return rx.fragment(
        rx.cond(
            SignInState.codes_left > 0,
            rx.el.p(filled(t.account.recovery_left, left=SignInState.codes_left), class_name="hint"),
        ),
        account_form(
            "POST",
            "/api/account/recovery-codes",
            submit=t.account.recovery_make,
            test_id="recovery-make",
            kind="quiet",
        ),
    )


def _passkeys() -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(SignInState.passkeys, _one_passkey), class_name="sessions"),
        account_form(
            "POST",
            "/api/account/passkeys",
            passkey="make",
            question="/api/account/passkeys/ask",
            submit=t.account.passkey_add,
            test_id="passkey-add",
            kind="quiet",
        ),
    )


def _one_passkey(row: rx.Var[PasskeyRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.input(
                default_value=row.name,
                aria_label=t.account.passkey_name,
                max_length=64,
                on_blur=lambda name: SignInState.rename_passkey(row.id, name),
                class_name="passkey-name",
                data_testid="passkey-name",
            ),
            rx.el.small(When.create(at=row.created_at, lang=t.app.html_lang)),
        ),
        account_form(
            "DELETE",
            "/api/account/passkeys/" + row.id,
            submit=t.account.passkey_remove,
            of=row.name,
            test_id="passkey-remove",
            kind="quiet",
        ),
        key=row.id,
        data_testid="passkey",
    )


def _password() -> rx.Component:
    return account_form(
        "POST",
        "/api/account/password",
        new_password(t.account.new_password),
        submit=t.account.save,
        test_id="change-password-submit",
    )


def _sessions() -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(SignInState.sessions, _session), class_name="sessions"),
        rx.cond(
            SignInState.sessions.length() > 1,
            rx.el.button(
                t.account.sessions_end_others,
                type="button",
                on_click=SignInState.end_other_sessions,
                class_name="button quiet",
                data_testid="sessions-end-others",
            ),
        ),
    )


def _session(row: rx.Var[SessionRow]) -> rx.Component:
    named = rx.cond(row.device != "", row.device, t.account.session_unknown)
    return rx.el.li(
        rx.el.div(
            rx.el.strong(named),
            rx.el.small(
                rx.cond(
                    row.is_this, t.account.session_this, When.create(at=row.seen_at, lang=t.app.html_lang)
                ),
                rx.cond(row.network != "", " · " + row.network, ""),
            ),
        ),
        rx.cond(
            ~row.is_this,
            rx.el.button(
                t.account.session_end,
                type="button",
                aria_label=t.account.session_end + ": " + named,
                on_click=SignInState.end_session(row.id),
                class_name="button quiet",
                data_testid="session-end",
            ),
        ),
        key=row.id,
        data_testid="session",
    )


def _export() -> rx.Component:
    return account_form(
        "POST",
        "/api/export/library",
        submit=t.exports.all_make,
        test_id="export-all",
        kind="quiet",
        done=t.exports.all_begun,
    )


def _sign_out() -> rx.Component:
    return account_form("DELETE", "/api/session", submit=t.account.sign_out, test_id="sign-out", kind="quiet")


def _delete() -> rx.Component:
    return account_form(
        "DELETE", "/api/account", submit=t.account.delete_yes, test_id="delete-account-yes", kind="danger"
    )
