"""`/search`: one's own words in every chat."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.browser.search import HitDay, SearchField
from oreai.components.layout import back_link, column, empty
from oreai.components.texts import filled, t
from oreai.services.search.marking import Piece
from oreai.states.search import TIMES, SearchState
from oreai.states.search_rows import ChoiceRow, FoundChatRow, HitRow


def search_page() -> rx.Component:
    """The field, the filters, and what was found, chat by chat."""
    return column(
        rx.el.header(
            back_link("search-back"),
            rx.el.h1(t.search.open, class_name="visually-hidden"),
            SearchField.create(
                query=SearchState.query,
                label=t.search.field,
                placeholder=t.search.placeholder,
                on_query=SearchState.look_for,
            ),
            class_name="top-bar with-back",
        ),
        _filters(),
        rx.el.main(_results(), class_name="scroll"),
        rx.el.section(empty("🔍", t.search.hint_title, t.search.hint), class_name="stage"),
        rx.el.div(SearchState.announced, class_name="visually-hidden", role="status"),
        title=t.search.open,
        name="chats search",
    )


def _filters() -> rx.Component:
    names = (t.search.last_week, t.search.last_month, t.search.last_year)
    times = [_option(str(days), name) for days, name in zip(TIMES, names, strict=True)]
    return rx.el.div(
        _choice("days", t.search.any_time, SearchState.days, *times),
        _toggle("pictures", t.search.with_pictures, SearchState.pictures),
        _toggle("pinned", t.search.pinned, SearchState.pinned),
        rx.cond(
            SearchState.personas.length() > 0,
            _choice("persona", t.search.any_persona, SearchState.persona, _options(SearchState.personas)),
        ),
        rx.cond(
            SearchState.models.length() > 0,
            _choice("model", t.search.any_model, SearchState.model, _options(SearchState.models)),
        ),
        class_name="filters",
        role="group",
        aria_label=t.search.filters,
    )


def _choice(name: str, any_of_them: str, value: rx.Var[str], *options: rx.Component) -> rx.Component:
    return rx.el.select(
        _option("", any_of_them),
        *options,
        value=value,
        on_change=lambda chosen: SearchState.filter_by(name, chosen),
        aria_label=any_of_them,
        class_name=rx.cond(value != "", "filter chosen", "filter"),
        data_testid=f"filter-{name}",
    )


def _options(rows: rx.Var[list[ChoiceRow]]) -> rx.Component:
    return rx.foreach(rows, lambda row: _option(row.value, row.label))


def _option(value: rx.Var[str] | str, label: rx.Var[str] | str) -> rx.Component:
    return rx.el.option(label, value=value, key=value)


def _toggle(name: str, label: str, chosen: rx.Var[bool]) -> rx.Component:
    return rx.el.button(
        label,
        type="button",
        on_click=SearchState.filter_by(name, ""),
        class_name=rx.cond(chosen, "filter chosen", "filter"),
        custom_attrs={"data-testid": f"filter-{name}", "aria-pressed": rx.cond(chosen, "true", "false")},
    )


def _results() -> rx.Component:
    return rx.match(
        SearchState.status,
        ("found", _found()),
        ("none", _none()),
        empty("🔍", t.search.hint_title, t.search.hint),
    )


def _none() -> rx.Component:
    so_far = rx.cond(SearchState.is_filtered, t.search.none_filtered, t.search.none_hint)
    return rx.el.div(
        empty(
            "🌫️",
            rx.cond(
                SearchState.has_more,
                filled(t.search.none_yet, query=SearchState.query),
                filled(t.search.none, query=SearchState.query),
            ),
            rx.cond(SearchState.has_more, t.search.none_yet_hint, so_far),
            rx.cond(
                SearchState.is_filtered,
                rx.el.button(
                    t.search.clear_filters,
                    type="button",
                    class_name="button quiet",
                    on_click=SearchState.clear_filters,
                    data_testid="filters-clear",
                ),
            ),
            _further(),
        ),
        data_testid="search-none",
    )


def _found() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            SearchState.announced, class_name="found-count", aria_hidden="true", data_testid="found-count"
        ),
        rx.foreach(SearchState.chats, _chat),
        _further(),
    )


def _further() -> rx.Component:
    """Where not all was looked through."""
    return rx.cond(
        SearchState.has_more,
        rx.el.button(
            t.search.more,
            type="button",
            class_name="button quiet found-more",
            on_click=SearchState.look_further,
            data_testid="search-more",
        ),
    )


def _chat(chat: rx.Var[FoundChatRow]) -> rx.Component:
    return rx.el.section(
        rx.el.h2(
            _hit_link(
                rx.el.span(chat.icon, class_name="found-icon", aria_hidden="true"),
                rx.el.span(rx.foreach(chat.title, _piece), class_name="found-title", dir="auto"),
                HitDay.create(at=chat.at),
                to=chat.address,
                class_name="found-chat",
                **{"data-chat-id": chat.id},
            )
        ),
        rx.foreach(chat.hits, lambda hit: _hit(hit, chat.id)),
        rx.cond(
            chat.more != "",
            link(t.search.more_in_chat, to=chat.more, class_name="found-rest"),
        ),
        key=chat.id,
        class_name="found-group",
    )


def _hit(hit: rx.Var[HitRow], chat_id: rx.Var[str]) -> rx.Component:
    return _hit_link(
        rx.el.span(hit.role, class_name="found-role"),
        rx.el.span(rx.foreach(hit.pieces, _piece), class_name="found-words", dir="auto"),
        to=hit.address,
        class_name="found-hit",
        key=hit.id,
        **{"data-chat-id": chat_id, "data-message-id": hit.id},
    )


def _hit_link(*children: rx.Component, to: rx.Var[str], class_name: str, **rest) -> rx.Component:
    key = {"key": rest.pop("key")} if "key" in rest else {}
    return link(
        *children,
        to=to,
        class_name=class_name,
        custom_attrs={"data-testid": "search-hit", "data-part": "search-hit", **rest},
        **key,
    )


def _piece(piece: rx.Var[Piece]) -> rx.Component:
    return rx.cond(piece.marked, rx.el.mark(piece.text), rx.el.span(piece.text))
