"""My page's panels about reading: the size of the text, how a reply that comes is read, and told of."""

import reflex as rx

from oreai.components.browser.notices import NoticesSwitch
from oreai.components.browser.page import ReadingChoice
from oreai.components.texts import t

_SIZES = ("15", "16", "18", "20")


def reading_choices() -> rx.Component:
    """All are this browser's own: the server knows nothing of them."""
    return rx.fragment(
        _panel(t.me.text_size, "size", [[size, size] for size in _SIZES], "text-size"),
        _panel(
            t.me.follows,
            "follows",
            [["question", t.me.follows_question], ["text", t.me.follows_text]],
            "follows",
        ),
        _notices(),
    )


def _notices() -> rx.Component:
    words = {
        "title": t.notices.title,
        "hint": t.notices.hint,
        "blocked": t.notices.blocked,
        "unknown": t.notices.unknown,
    }
    return rx.el.section(NoticesSwitch.create(words=rx.Var.create(words)), class_name="panel")


def _panel(title: str, kind: str, choices: list[list], test_id: str) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title),
        ReadingChoice.create(
            kind=kind, choices=choices, custom_attrs={"data-testid": test_id, "aria-label": title}
        ),
        class_name="panel",
    )
