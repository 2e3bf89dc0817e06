"""The state behind the proxy that a background handler is given."""

from typing import TypeVar

import reflex as rx

S = TypeVar("S", bound=rx.State)


def itself(state: S) -> S:
    """The state itself, for as long as a background handler holds its lock.

    The proxy looks at everything that is read or written through it, which costs several times what is done.
    """
    return getattr(state, "__wrapped__", state)
