"""What our scripts hand to an event handler, by the names of its arguments."""

import reflex as rx


def one_id(message_id: rx.Var[str]) -> list[rx.Var]:
    return [message_id]
