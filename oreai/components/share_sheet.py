"""The sheet in which a chat is shared by a link: a chunk of its own, fetched when it is asked for."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.account import When
from oreai.components.browser.sharing import LinkAddress
from oreai.components.dialogs import answer, dialog
from oreai.components.texts import filled, t
from oreai.services.sharing.links import DAYS
from oreai.states.sharing import LinkRow, PreviewRow, SharingState

SHARE_IS_OPEN = (SharingState.chat_id != "") & (SharingState.chat_id == CHAT_ID)
LINKS_ARE_OPEN = SharingState.shows_all


@rx.memo
def share_sheet() -> rx.Component:
    """What goes out, who may read it and how long; the links there are."""
    return _sheet(
        rx.el.h2(t.sharing.title),
        rx.el.div(
            _refusal(),
            rx.cond(
                SharingState.links.length() > 0,
                rx.el.ul(rx.foreach(SharingState.links, _link), class_name="links"),
            ),
            rx.cond(SharingState.messages.length() > 0, _preview()),
            rx.cond(
                (SharingState.messages.length() > 0) & (SharingState.refused != "off"),
                _form(),
            ),
            class_name="sheet-scroll",
        ),
        is_open=SHARE_IS_OPEN,
        label=t.sharing.title,
    )


@rx.memo
def links_sheet() -> rx.Component:
    """All links of the visitor's."""
    return _sheet(
        rx.el.h2(t.sharing.all_links),
        rx.el.div(
            rx.cond(
                SharingState.links.length() == 0,
                rx.el.p(t.sharing.none, class_name="hint", data_testid="links-none"),
                rx.el.ul(rx.foreach(SharingState.links, _link), class_name="links"),
            ),
            class_name="sheet-scroll",
        ),
        is_open=LINKS_ARE_OPEN,
        label=t.sharing.all_links,
    )


def _sheet(*children: rx.Component, is_open: rx.Var[bool], label: str) -> rx.Component:
    return dialog(
        *children,
        rx.el.div(answer(t.app.close, "share-close", SharingState.close_share), class_name="answers"),
        is_open=is_open,
        on_dismiss=SharingState.close_share,
        label=label,
        **{"data-testid": "share-sheet"},
    )


def _refusal() -> rx.Component:
    words = rx.match(
        SharingState.refused,
        ("nothing", t.sharing.nothing),
        ("off", t.sharing.is_off),
        ("many", t.sharing.too_many),
        ("gone", t.sharing.missing),
        t.app.something_failed,
    )
    return rx.cond(
        SharingState.refused != "",
        rx.el.p(words, role="alert", class_name="form-error", data_testid="share-refused"),
    )


def _preview() -> rx.Component:
    """Nobody shares by mistake what they have not seen."""
    return rx.el.details(
        rx.el.summary(t.sharing.preview),
        rx.el.ul(rx.foreach(SharingState.messages, _previewed), class_name="sent-turns"),
        rx.cond(SharingState.more > 0, rx.el.p(filled(t.sharing.and_more, count=SharingState.more))),
        open=True,
        class_name="fold",
        data_testid="share-preview",
    )


def _previewed(row: rx.Var[PreviewRow]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.b(rx.cond(row.role == "user", t.sharing.you, t.sharing.assistant))),
        rx.cond(
            row.pictures.length() > 0,
            rx.el.div(
                rx.foreach(
                    row.pictures,
                    lambda address: rx.el.img(src=address, alt=t.sharing.picture, loading="lazy"),
                ),
                class_name="share-pictures",
            ),
        ),
        rx.el.div(row.text, class_name="share-text", dir="auto"),
    )


def _form() -> rx.Component:
    return rx.el.form(
        _choice(
            t.sharing.who,
            "audience",
            rx.el.option(t.sharing.everybody, value="public"),
            rx.el.option(t.sharing.members, value="signed_in"),
        ),
        _choice(
            t.sharing.how_long,
            "days",
            *(
                rx.el.option(
                    filled(t.sharing.days, days=days) if days else t.sharing.for_ever, value=str(days)
                )
                for days in DAYS
            ),
        ),
        rx.cond(
            SharingState.has_reasoning,
            rx.el.label(
                rx.el.input(type="checkbox", name="with_reasoning", data_testid="share-reasoning"),
                t.sharing.with_reasoning,
                class_name="share-tick",
            ),
        ),
        rx.el.p(t.sharing.hint, class_name="hint"),
        rx.el.button(t.sharing.create, type="submit", class_name="button main", data_testid="share-create"),
        on_submit=SharingState.make_link,
        class_name="choice-form share-form",
    )


def _choice(label: str, name: str, *options: rx.Component) -> rx.Component:
    return rx.el.label(
        rx.el.span(label),
        rx.el.select(*options, name=name, data_testid=f"share-{name}"),
        class_name="share-choice",
    )


def _link(row: rx.Var[LinkRow]) -> rx.Component:
    """Where it leads, how often it was read, and what can be done with it."""
    return rx.el.li(
        rx.el.strong(rx.el.bdi(row.title)),
        rx.el.p(
            filled(t.sharing.views, views=row.views),
            " · ",
            rx.cond(row.members, t.sharing.members, t.sharing.everybody),
            " · ",
            rx.cond(
                row.until == "",
                t.sharing.for_ever,
                rx.fragment(t.sharing.until, " ", When.create(at=row.until, lang=t.app.html_lang)),
            ),
            class_name="hint",
        ),
        rx.cond(row.behind, rx.el.p(t.sharing.behind, class_name="hint", data_testid="share-behind")),
        LinkAddress.create(
            path=row.path,
            title=row.title,
            words=rx.Var.create(
                {
                    "link": t.sharing.link,
                    "copy": t.sharing.copy,
                    "copied": t.sharing.copied,
                    "send": t.sharing.send,
                }
            ),
        ),
        rx.el.div(
            answer(t.sharing.update, "share-update", SharingState.update_link(row.id)),
            answer(t.sharing.revoke, "share-revoke", SharingState.revoke_link(row.id), "danger"),
            class_name="answers",
        ),
        key=row.id,
        data_testid="share-row",
    )
