"""Parts of a page that are not part of its first load."""

from collections.abc import Callable

import reflex as rx

from oreai.components.browser.page import LazyPart


def lazily(part: Callable[[], rx.Component], *, needed: rx.Var[bool]) -> rx.Component:
    """A part that a page does without until it is needed; its script is fetched then.

    Args:
        part: made by `@rx.memo` in a module of its own, for a chunk of scripts is made of a module;
            shows nothing while it is not needed.
        needed: whether it is.
    """
    memo = part()
    load = f"() => import('{memo.library}').then((module) => module.{memo.tag})"
    return LazyPart.create(needed=needed, load=rx.Var(load))
