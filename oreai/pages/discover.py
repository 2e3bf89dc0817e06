"""`/find`: Discover."""

import reflex as rx

from oreai.components.browser.list import IS_WIDE
from oreai.components.browser.personas import QUERY, CardSearch, FileButton, is_found
from oreai.components.chats_beside import chats_beside
from oreai.components.layout import bottom_bar, column, empty, icon_button, skeleton_rows, top_bar
from oreai.components.lazy import lazily
from oreai.components.persona_dialog import PERSONA_IS_OPEN, persona_dialog
from oreai.components.persona_form import persona_form
from oreai.components.texts import category_name, filled, t
from oreai.services.personas.cards import PersonaCard
from oreai.services.personas.persona_file import LONGEST_FILE
from oreai.states.discover import ALL, OWN, DiscoverState
from oreai.states.persona import PersonaState
from oreai.states.persona_files import PersonaFilesState
from oreai.states.persona_form import PersonaFormState

_CARDS_ON_A_SCREEN = 10
_CARDS_ID = "cards"
_IS_OWN_TAB = DiscoverState.category == OWN
_SHOWS_LAST_USED = (DiscoverState.category == ALL) & (QUERY == "") & (DiscoverState.last_used.length() > 0)


class Tabs(rx.Component):
    """A row of tabs that arrows lead through."""

    library = "$/public/js/list/tabs.js"
    tag = "Tabs"


def discover_page() -> rx.Component:
    """What is looked for and categories above, what was used last and the cards below."""
    return column(
        lazily(chats_beside, needed=IS_WIDE),
        top_bar(
            t.app.nav_discover,
            icon_button("plus", t.personas.new, "persona-new", on_click=PersonaFormState.new_persona),
        ),
        rx.el.section(
            CardSearch.create(label=t.personas.search),
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
                rx.fragment(
                    rx.cond(_SHOWS_LAST_USED, _last_used()),
                    rx.cond(_IS_OWN_TAB & ~DiscoverState.has_own & (QUERY == ""), _none_yet()),
                    rx.el.div(
                        rx.foreach(DiscoverState.cards, _card),
                        class_name="cards",
                        role="tabpanel",
                        aria_label=category_name(DiscoverState.category),
                        id=_CARDS_ID,
                    ),
                    rx.cond(QUERY != "", _no_match()),
                    rx.cond(_IS_OWN_TAB, _bring_in()),
                ),
                skeleton_rows(_CARDS_ON_A_SCREEN, "cards"),
            ),
            class_name="scroll",
        ),
        bottom_bar("/find"),
        lazily(persona_dialog, needed=PERSONA_IS_OPEN),
        lazily(persona_form, needed=PersonaFormState.is_open),
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


def _last_used() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t.personas.last_used),
        rx.el.div(rx.foreach(DiscoverState.last_used, _recent), class_name="recent-cards"),
        class_name="recent",
    )


def _recent(card: rx.Var[PersonaCard]) -> rx.Component:
    return rx.el.button(
        rx.el.span(card.icon, aria_hidden="true"),
        rx.el.span(card.name, dir="auto"),
        type="button",
        key=card.key,
        class_name="recent-card",
        on_click=PersonaState.open_persona(card.key),
        custom_attrs={"data-testid": "recent-card"},
    )


def _none_yet() -> rx.Component:
    return empty(
        "✏️",
        t.personas.none,
        t.personas.none_hint,
        rx.el.button(
            t.personas.new,
            type="button",
            class_name="button main",
            on_click=PersonaFormState.new_persona,
            data_testid="first-persona",
        ),
    )


def _bring_in() -> rx.Component:
    """A file, and what came of it."""
    return rx.el.div(
        FileButton.create(
            label=t.personas.import_file,
            most=LONGEST_FILE,
            too_long=filled(t.personas.file_too_long, most=str(LONGEST_FILE)),
            on_text=PersonaFilesState.bring_in,
        ),
        rx.cond(
            PersonaFilesState.wrong != "",
            rx.el.p(PersonaFilesState.wrong, role="alert", class_name="wrong", data_testid="file-wrong"),
            rx.el.p(PersonaFilesState.told, role="status", data_testid="file-told"),
        ),
        class_name="own-tab",
    )


def _no_match() -> rx.Component:
    """Shown by a style where no card is."""
    return rx.el.p(
        filled(t.personas.no_match, query=QUERY),
        role="status",
        class_name="no-card",
        data_testid="card-none",
    )


def _card(card: rx.Var[PersonaCard]) -> rx.Component:
    in_tab = (DiscoverState.category == ALL) | card.categories.contains(DiscoverState.category)
    shown = (in_tab | (_IS_OWN_TAB & card.is_own)) & is_found(card.name, card.description)
    return rx.cond(
        shown,
        rx.el.button(
            rx.el.span(card.icon, class_name="tile", aria_hidden="true"),
            rx.el.span(card.name, class_name="card-name", dir="auto"),
            rx.el.span(card.description, class_name="card-description", dir="auto"),
            type="button",
            key=card.key,
            class_name="card",
            on_click=PersonaState.open_persona(card.key),
            custom_attrs={"data-testid": "prompt-card", "data-prompt-key": card.key},
        ),
    )
