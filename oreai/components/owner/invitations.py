"""The panel of invitations."""

import reflex as rx

from oreai.components.account_form import account_form
from oreai.components.browser.account import When
from oreai.components.owner.panels import button, entries, panel, text_field
from oreai.components.texts import filled, t
from oreai.services.owner.invitations import LONGEST_NOTE, MOST_DAYS, MOST_USES
from oreai.states.owner import OwnerState
from oreai.states.owner_invitations import InvitationRow, OwnerInvitationsState


def invitations() -> rx.Component:
    """Those that are good, and a new one."""
    return panel(
        t.owner.invitations,
        t.owner.invite_hint,
        entries(rx.foreach(OwnerInvitationsState.invitations, _invitation)),
        account_form(
            "POST",
            "/api/owner/invitations",
            text_field(t.owner.invite_note, "note", "invite-note", max_length=LONGEST_NOTE),
            _number(t.owner.invite_uses, "uses", 1, MOST_USES),
            _number(t.owner.invite_days, "days", 7, MOST_DAYS),
            text_field(
                t.owner.invite_calls,
                "calls",
                "invite-calls",
                hint=t.owner.invite_calls_hint,
                type="number",
                min=0,
            ),
            submit=t.owner.invite_make,
            test_id="invite-make",
            kind="quiet",
            on_answer=[OwnerInvitationsState.load, OwnerState.load],
        ),
        test_id="owner-invitations",
    )


def _number(label: str, name: str, usual: int, most: int) -> rx.Component:
    return text_field(label, name, f"invite-{name}", type="number", min=1, max=most, default_value=str(usual))


def _invitation(row: rx.Var[InvitationRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(rx.el.bdi(row.note)),
            rx.el.small(
                filled(t.owner.invite_left, left=row.uses_left),
                " ",
                When.create(at=row.ends_at, lang=t.app.html_lang),
            ),
        ),
        button(t.owner.invite_revoke, "invite-revoke", OwnerInvitationsState.revoke(row.id), of=row.note),
        key=row.id,
        data_testid="invitation",
    )
