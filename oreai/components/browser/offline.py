"""The scripts of what is done without a network."""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData


def _waiting_message(
    place: rx.Var[str], text: rx.Var[str], idempotency_key: rx.Var[str], attachment_ids: rx.Var[list[str]]
) -> list[rx.Var]:
    """`place` is its chat; or the folder of the chat that it begins."""
    return [place, text, idempotency_key, attachment_ids]


SOMETHING_WAITS: rx.Var[bool] = rx.Var(
    "(heldMessages !== '')",
    _var_type=bool,
    _var_data=VarData(
        imports={"$/public/js/composer/drafts.js": [ImportVar(tag="useOutbox")]},
        hooks={"const heldMessages = useOutbox()": None},
    ),
).to(bool)
"Whether this browser holds messages that wait for the network."


class Outbox(rx.Component):
    """Takes what is sent without a network, and sends it once that is back."""

    library = "$/public/js/offline/outbox.js"
    tag = "Outbox"

    reader: rx.Var[str]
    lost: rx.Var[bool]
    stored: rx.Var[str]
    stored_in: rx.Var[str]
    refused: rx.Var[str]
    is_homeless: rx.Var[bool]
    on_send: rx.EventHandler[_waiting_message]
    on_begin: rx.EventHandler[_waiting_message]


class Waiting(rx.Component):
    """The messages of a chat that wait there, or of the first screen."""

    library = "$/public/js/offline/waiting.js"
    tag = "Waiting"

    chat_id: rx.Var[str]
    reader: rx.Var[str]
    lost: rx.Var[bool]
    words: rx.Var[dict[str, str]]
