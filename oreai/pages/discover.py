"""`/find`: Discover."""

import reflex as rx

from oreai.components.dialogs import answer, answers, dialog
from oreai.components.layout import bottom_bar, column, skeleton_rows, top_bar
from oreai.components.words import category_name, t
from oreai.services.personas.cards import PersonaCard
from oreai.states.discover import ALL, DiscoverState

_CARDS_ON_A_SCREEN = 10
_CARDS_ID = "cards"


class Tabs(rx.Component):
    """A row of tabs that arrows lead through."""

    library = "$/public/js/list/tabs.js"
    tag = "Tabs"


def discover_page() -> rx.Component:
    """Categories above, cards below."""
    return column(
        top_bar(t.app.nav_discover),
        rx.el.section(
            Tabs.create(
                rx.foreach(DiscoverState.category_keys, _tab),
                class_name="tabs",
                custom_attrs={"aria-label": t.app.nav_discover},
            ),
            aria_label=t.app.nav_discover,
        ),
        rx.el.main(
            rx.cond(
                DiscoverState.loaded,
                rx.el.div(
                    rx.foreach(DiscoverState.cards, _card),
                    class_name="cards",
                    role="tabpanel",
                    aria_label=category_name(DiscoverState.category),
                    id=_CARDS_ID,
                ),
                skeleton_rows(_CARDS_ON_A_SCREEN, "cards"),
            ),
            class_name="scroll",
        ),
        bottom_bar("/find"),
        _persona_dialog(),
        title=t.app.nav_discover,
        name="discover",
    )


def _tab(key: rx.Var[str]) -> rx.Component:
    selected = DiscoverState.category == key
    return rx.el.button(
        category_name(key),
        type="button",
        role="tab",
        key=key,
        class_name="tab",
        tab_index=rx.cond(selected, 0, -1),
        on_click=DiscoverState.choose_category(key),
        custom_attrs={
            "data-testid": "category-tab",
            "data-key": key,
            "aria-selected": rx.cond(selected, "true", "false"),
            "aria-controls": rx.cond(selected & DiscoverState.loaded, _CARDS_ID, None),
        },
    )


def _card(card: rx.Var[PersonaCard]) -> rx.Component:
    shown = (DiscoverState.category == ALL) | card.categories.contains(DiscoverState.category)
    return rx.cond(
        shown,
        rx.el.button(
            rx.el.span(
                rx.el.span(card.icon, class_name="tile", aria_hidden="true"),
                rx.icon("plus", size=18, class_name="plus", aria_hidden="true"),
                class_name="card-head",
            ),
            rx.el.span(card.name, class_name="card-name"),
            rx.el.span(card.description, class_name="card-description"),
            type="button",
            key=card.key,
            class_name="card",
            on_click=DiscoverState.open_card(card.key),
            custom_attrs={"data-testid": "prompt-card", "data-prompt-key": card.key},
        ),
    )


def _persona_dialog() -> rx.Component:
    return dialog(
        rx.el.h2(t.discover.create_chat),
        rx.el.div(
            rx.el.span(DiscoverState.open_icon, class_name="tile large", aria_hidden="true"),
            rx.el.strong(DiscoverState.open_name),
            class_name="prompt-name",
        ),
        rx.el.h3(t.discover.persona_system),
        rx.el.div(
            DiscoverState.open_system,
            class_name="prompt-system",
            tab_index=0,
            role="group",
            aria_label=t.discover.persona_system,
        ),
        answers(
            answer(t.app.cancel, "prompt-cancel", DiscoverState.close_card),
            answer(t.app.confirm, "prompt-confirm", DiscoverState.create_chat, "main"),
        ),
        is_open=DiscoverState.open_key != "",
        on_dismiss=DiscoverState.close_card,
        label=t.discover.create_chat,
        **{"data-testid": "prompt-dialog"},
    )
