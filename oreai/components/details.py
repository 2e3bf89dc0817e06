"""The sheet that tells how a reply came about."""

import reflex as rx

from oreai.components.browser.account import When
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.texts import t, text_of
from oreai.settings import get_settings
from oreai.states.details import DetailsState, FactRow, SentAttachment, TurnRow

_PATH = get_settings().sub_path
"Of the host, below which the app stands."
DETAILS_ARE_OPEN = DetailsState.message_id != ""


@rx.memo
def details_sheet() -> rx.Component:
    """What the model was sent, to the letter, and what the reply cost."""
    return dialog(
        rx.el.h2(t.details.title),
        rx.el.div(
            rx.cond(DetailsState.missing, rx.el.p(t.details.missing)),
            rx.el.dl(rx.foreach(DetailsState.facts, _fact), class_name="facts"),
            rx.cond(DetailsState.turns.length() > 0, rx.el.h3(t.details.sent)),
            rx.cond(DetailsState.left_out != "", rx.el.p(DetailsState.left_out, class_name="left-out")),
            rx.el.ol(rx.foreach(DetailsState.turns, _turn), class_name="sent-turns"),
            class_name="sheet-scroll",
            tab_index=0,
            role="group",
            aria_label=t.details.title,
            data_testid="details",
        ),
        answers(answer(t.app.close, "details-close", DetailsState.close_details)),
        is_open=DETAILS_ARE_OPEN,
        on_dismiss=DetailsState.close_details,
        label=t.details.title,
    )


def _fact(fact: rx.Var[FactRow]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(fact.name),
        rx.el.dd(rx.cond(fact.key == "at", When.create(at=fact.value, lang=t.app.html_lang), fact.value)),
        key=fact.key,
        custom_attrs={"data-testid": "detail", "data-key": fact.key},
    )


def _turn(turn: rx.Var[TurnRow], at: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.b(turn.name), rx.el.span(turn.tokens)),
        rx.cond(
            turn.attachments.length() > 0,
            rx.el.div(rx.foreach(turn.attachments, _attachment), class_name="sent-images"),
        ),
        rx.el.div(turn.content, class_name="plain", dir="auto", data_testid="sent-content"),
        key=at,
        custom_attrs={"data-testid": "sent-turn", "data-role": turn.role, "data-kind": turn.kind},
    )


def _attachment(sent: rx.Var[SentAttachment]) -> rx.Component:
    """An image as itself, of any other kind its name."""
    return rx.cond(
        sent.kind == "image",
        rx.el.img(
            src=_PATH + sent.address,
            alt=text_of("attachments", "kinds", "image"),
            loading="lazy",
            key=sent.address,
            data_testid="sent-image",
        ),
        rx.el.a(
            sent.name,
            href=_PATH + sent.address,
            target="_blank",
            class_name="attached-file",
            key=sent.address,
            dir="auto",
        ),
    )
