"""The scripts of signing up and in."""

import reflex as rx


class AccountForm(rx.Component):
    """A form that is sent over HTTP; what it brings once (codes, a link) is shown in its place."""

    library = "$/public/js/account/account_form.js"
    tag = "AccountForm"

    action: rx.Var[str]
    method: rx.Var[str]
    hash: rx.Var[str]
    "The field that takes what stands behind the # of the address."
    words: rx.Var[dict[str, str]]


class When(rx.Component):
    """A moment, in the reader's own time zone."""

    library = "$/public/js/account/when.js"
    tag = "When"

    at: rx.Var[str]
    lang: rx.Var[str]
