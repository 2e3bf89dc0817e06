"""The scripts of sharing."""

import reflex as rx


class LinkAddress(rx.Component):
    """A link's whole address, to be copied, or handed to the phone's own sheet."""

    library = "$/public/js/sharing/link_address.js"
    tag = "LinkAddress"

    path: rx.Var[str]
    title: rx.Var[str]
    words: rx.Var[dict[str, str]]
