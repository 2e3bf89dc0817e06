"""`/owner`: who is here, who may come in, a message to all, how providers answer, what owners did."""

import reflex as rx

from oreai.components.account_form import account_form, field
from oreai.components.layout import back_link, column
from oreai.components.owner.invitations import invitations
from oreai.components.owner.panels import panel
from oreai.components.owner.providers import learned, providers
from oreai.components.owner.server import audit, door, message_to_all
from oreai.components.owner.users import users
from oreai.components.texts import t
from oreai.states.owner import OwnerState


def owner_page() -> rx.Component:
    """For owners; while there is none, the page asks for the set-up code; to others it shows nothing."""
    return column(
        rx.el.header(back_link("owner-back"), rx.el.h1(t.owner.title), class_name="top-bar with-back"),
        rx.el.main(
            rx.match(
                OwnerState.stage,
                (
                    "owner",
                    rx.fragment(
                        users(),
                        invitations(),
                        door(),
                        message_to_all(),
                        providers(),
                        learned(),
                        audit(),
                    ),
                ),
                ("set_up", _set_up()),
                rx.fragment(),
            ),
            class_name="scroll panels",
        ),
        title=t.owner.title,
        name="owner",
    )


def _set_up() -> rx.Component:
    return panel(
        t.owner.set_up_title,
        t.owner.set_up_hint,
        account_form(
            "POST",
            "/api/owner/set-up",
            field(t.owner.set_up_code, "code", complete="off", test_id="set-up-code"),
            submit=t.owner.set_up_submit,
            test_id="set-up-submit",
        ),
        test_id="set-up",
    )
