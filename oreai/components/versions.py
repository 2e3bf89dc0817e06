"""Which version of a message this is, and whose."""

import reflex as rx

from oreai.components.layout import small_icon
from oreai.components.texts import t
from oreai.states.feed import MessageRow
from oreai.states.versions import VersionsState


def versions(row: rx.Var[MessageRow]) -> rx.Component:
    """Which version this is; the arrows lead to the others."""
    return rx.el.span(
        small_icon(
            "chevron-left",
            t.chat.version_before,
            "version-prev",
            VersionsState.choose_version(row.id, -1),
            disabled=row.version == 1,
        ),
        rx.el.span(
            row.version.to_string() + "/" + row.versions.to_string(),
            data_testid="version-label",
        ),
        rx.cond(row.model_name != "", _model_name(row)),
        small_icon(
            "chevron-right",
            t.chat.version_after,
            "version-next",
            VersionsState.choose_version(row.id, 1),
            disabled=row.version == row.versions,
        ),
        class_name=rx.cond(row.model_name != "", "versions named", "versions"),
        custom_attrs={"data-turns": "true", "translate": "no"},  # the column keeps this message in its place
    )


def _model_name(row: rx.Var[MessageRow]) -> rx.Component:
    return rx.el.span(
        rx.el.span(t.versions.by, " ", class_name="visually-hidden"),
        rx.el.span(row.model_name, dir="auto", data_testid="version-model"),
        title=row.model_name,
        class_name="version-model",
    )
