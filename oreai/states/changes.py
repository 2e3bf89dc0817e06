"""Setting vars without sending what the page has."""

from collections.abc import Mapping
from typing import Any

import reflex as rx


def set_changed(state: rx.State, values: Mapping[str, Any]) -> None:
    """Set those vars that have another value: one that is set is sent, also to the same value."""
    for name, value in values.items():
        if getattr(state, name) != value:
            setattr(state, name, value)
