"""`/import`: chats come in from other apps."""

import reflex as rx
from reflex_components_core.react_router import link

from oreai.components.browser.account import When
from oreai.components.browser.transfer import ImportFile, ImportPreview
from oreai.components.dialogs import answer, answers, dialog
from oreai.components.layout import back_link, column, skeleton_rows
from oreai.components.texts import filled, t, text_of
from oreai.i18n import DEFAULT_LOCALE, texts_for
from oreai.models import ImportStatus
from oreai.states.imports import ImportRow, ImportsState

_WORDS = texts_for(DEFAULT_LOCALE).imports

_IS_FREE = ImportsState.current.id == ""


def imports_page() -> rx.Component:
    """What is under way; where nothing is, a file may be chosen. What came of the last ones below."""
    return column(
        rx.el.header(back_link("import-back"), rx.el.h1(t.imports.title), class_name="top-bar with-back"),
        rx.el.main(
            rx.cond(
                ImportsState.loaded,
                rx.fragment(_under_way(), _newest(), _file(), _earlier(), rx.cond(_IS_FREE, _how())),
                skeleton_rows(3, "skeleton-panels"),
            ),
            class_name="scroll panels",
        ),
        _undo_dialog(),
        title=t.imports.title,
        name="import",
    )


def _under_way() -> rx.Component:
    current = ImportsState.current
    return rx.match(
        current.status,
        (ImportStatus.READING, _progress(t.imports.reading, t.imports.reading_hint, t.app.cancel)),
        (ImportStatus.READY, _preview()),
        (
            ImportStatus.RUNNING,
            _progress(
                filled(
                    t.imports.running,
                    position=current.position.to_string(),
                    chosen=current.chosen.to_string(),
                ),
                t.imports.running_hint,
                t.imports.stop,
                value=current.position,
                max=current.chosen,
            ),
        ),
        rx.fragment(),
    )


def _progress(word: rx.Var[str] | str, hint: str, stop: str, **share: rx.Var[int]) -> rx.Component:
    """How far it is; a bar without a share only says that it goes on."""
    return rx.el.section(
        rx.el.p(word, role="status"),
        rx.el.progress(aria_label=word, **share),
        rx.el.p(hint, class_name="hint"),
        answers(answer(stop, "import-cancel", ImportsState.cancel_import(ImportsState.current.id))),
        class_name="panel",
        data_testid="import-progress",
    )


def _preview() -> rx.Component:
    return ImportPreview.create(
        import_id=ImportsState.current.id,
        lang=t.app.html_lang,
        words=rx.Var.create(
            {
                "found": t.imports.found,
                "span": t.imports.span,
                "pictures": t.imports.pictures,
                "leftOut": t.imports.left_out,
                "unreadable": t.imports.unreadable,
                "untitled": t.imports.unreadable_title,
                "all": t.imports.all,
                "chatMessages": t.imports.chat_messages,
                "chatLeftOut": t.imports.chat_left_out,
                "start": t.imports.start,
                "gone": t.imports.gone,
                "failed": t.account.unreachable,
                "cancel": t.app.cancel,
                "sources": {name: text_of("imports", "sources", name) for name in _WORDS.sources},
            }
        ),
        on_cancel=ImportsState.cancel_import(ImportsState.current.id),
        key=ImportsState.current.id,
    )


def _file() -> rx.Component:
    return ImportFile.create(
        _progress(t.imports.elsewhere, "", t.app.cancel),
        megabytes=ImportsState.megabytes,
        newest=ImportsState.newest,
        stage=ImportsState.current.status,
        words=rx.Var.create(
            {
                "choose": t.imports.choose_file,
                "drop": t.imports.drop,
                "uploading": t.imports.uploading,
                "reading": t.imports.reading,
                "tooLarge": t.imports.too_large,
                "failed": t.imports.upload_failed,
                "cancel": t.app.cancel,
                "retry": t.chat.retry,
            }
        ),
    )


def _newest() -> rx.Component:
    """The report of the last one; not while another is under way."""
    newest = ImportsState.past[0].to(ImportRow)
    return rx.cond(
        (ImportsState.past.length() > 0) & _IS_FREE,
        rx.el.section(
            rx.el.h2(_what(newest)),
            _came(newest),
            rx.cond(
                ImportsState.stayed > 0,
                rx.el.p(filled(t.imports.stayed, count=ImportsState.stayed.to_string()), role="status"),
            ),
            rx.cond(
                newest.messages > 0,
                answers(_undo(newest), link(t.chat.to_chats, to="/", class_name="button main")),
            ),
            class_name="panel import-report",
            data_testid="import-report",
        ),
    )


def _what(row: rx.Var[ImportRow]) -> rx.Var[str]:
    return rx.match(
        row.status,
        (ImportStatus.DONE, t.imports.done),
        (ImportStatus.CANCELLED, t.imports.cancelled),
        (ImportStatus.UNDONE, t.imports.undone),
        t.imports.refused_title,
    )


def _came(row: rx.Var[ImportRow]) -> rx.Component:
    """What has come, what was there, what could not."""
    brought = filled(
        t.imports.brought,
        chats=row.chats.to_string(),
        messages=row.messages.to_string(),
    )
    return rx.cond(
        row.status == ImportStatus.REFUSED,
        rx.el.p(row.refused),
        rx.fragment(
            rx.el.p(brought),
            rx.cond(row.pictures > 0, rx.el.p(filled(t.imports.pictures, count=row.pictures.to_string()))),
            rx.cond(row.known > 0, rx.el.p(filled(t.imports.known, count=row.known.to_string()))),
            rx.cond(row.failed > 0, rx.el.p(filled(t.imports.failed, count=row.failed.to_string()))),
        ),
    )


def _undo(row: rx.Var[ImportRow]) -> rx.Component:
    return rx.cond(
        row.status != ImportStatus.UNDONE,
        answer(t.imports.undo, "import-undo", ImportsState.ask_to_undo(row.id)),
    )


def _how() -> rx.Component:
    """Which files are known, and where they are to be had."""
    return rx.el.section(
        rx.el.p(t.imports.hint),
        rx.el.p(t.imports.apps, class_name="hint"),
        rx.el.details(
            rx.el.summary(t.imports.how, data_testid="import-how"),
            rx.el.dl(
                *(
                    rx.el.div(rx.el.dt(app), rx.el.dd(text_of("imports", "how_to", app)))
                    for app in _WORDS.how_to
                ),
                class_name="import-how",
            ),
            class_name="more-ways",
        ),
        class_name="panel",
    )


def _earlier() -> rx.Component:
    return rx.cond(
        ImportsState.past.length() > rx.cond(_IS_FREE, 1, 0),
        rx.el.section(
            rx.el.h2(t.imports.past),
            rx.el.ul(rx.foreach(ImportsState.past, _one_earlier), class_name="sessions import-past"),
            class_name="panel",
        ),
    )


def _one_earlier(row: rx.Var[ImportRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(_what(row)),
            rx.el.small(When.create(at=row.at, lang=t.app.html_lang)),
            rx.el.small(_came(row)),
        ),
        rx.cond(row.messages > 0, _undo(row)),
        key=row.id,
        data_testid="import-row",
    )


def _undo_dialog() -> rx.Component:
    return dialog(
        rx.el.h2(t.imports.undo_question),
        rx.el.p(t.imports.undo_explained),
        answers(
            answer(t.app.cancel, "confirm-no", ImportsState.keep_import),
            answer(t.imports.undo, "confirm-yes", ImportsState.undo_import, "danger"),
        ),
        is_open=ImportsState.asked_id != "",
        on_dismiss=ImportsState.keep_import,
        label=t.imports.undo_question,
    )
