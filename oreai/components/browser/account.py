"""The scripts of signing up and in."""

import reflex as rx


class AccountForm(rx.Component):
    """A form that is sent over HTTP; what it brings once (codes, a link, a token) is shown in its place."""

    library = "$/public/js/account/account_form.js"
    tag = "AccountForm"

    action: rx.Var[str]
    method: rx.Var[str]
    hash: rx.Var[str]
    "The field that takes what stands behind the # of the address."
    query: rx.Var[str]
    "The field that takes what the address has after the ? under the same name."
    passkey: rx.Var[str]
    "make or show, where a passkey belongs to the answer."
    question: rx.Var[str]
    "Where the server is asked what the passkey has to sign."
    stays: rx.Var[bool]
    "The form is there for another one when it is done."
    done: rx.Var[str]
    "What is said when it was done and the page stays."
    words: rx.Var[dict[str, str]]
    on_answer: rx.EventHandler[rx.event.no_args_event_spec]
    "It was done, and the page stays."


class PasskeyAutofill(rx.Component):
    """Lets the browser offer a passkey in the name field."""

    library = "$/public/js/account/passkey_autofill.js"
    tag = "PasskeyAutofill"


class When(rx.Component):
    """A moment, in the reader's own time zone."""

    library = "$/public/js/account/when.js"
    tag = "When"

    at: rx.Var[str]
    lang: rx.Var[str]
