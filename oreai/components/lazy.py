"""Parts of a page that are not part of its first load."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from oreai.components.browser.page import LazyPart


def lazily(part: Callable[[], rx.Component], *, needed: rx.Var[bool]) -> rx.Component:
    """A part that a page does without until it is needed; its script is fetched then.

    Args:
        part: made by `@rx.memo` in a module of its own, for a chunk of scripts is made of a module;
            shows nothing while it is not needed.
        needed: whether it is.
    """
    return LazyPart.create(needed=needed, load=loading(part))


def loading(part: Callable[[], rx.Component]) -> rx.Var[Any]:
    """What fetches such a part, for a script that knows by itself when it is needed."""
    memo = part()
    return rx.Var(f"() => import('{memo.library}').then((module) => module.{memo.tag})")
