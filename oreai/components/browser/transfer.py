"""The scripts of bringing chats in."""

import reflex as rx


class ImportFile(rx.Component):
    """Where a file is chosen or dropped, and how far it has come; its children if another page sends one."""

    library = "$/public/js/transfer/import_file.js"
    tag = "ImportFile"

    megabytes: rx.Var[int]
    newest: rx.Var[str]
    stage: rx.Var[str]
    words: rx.Var[dict[str, str]]


class ImportPreview(rx.Component):
    """What is in a file, and its chats to choose from."""

    library = "$/public/js/transfer/import_preview.js"
    tag = "ImportPreview"

    import_id: rx.Var[str]
    lang: rx.Var[str]
    words: rx.Var[dict[str, str | dict[str, str]]]
    on_cancel: rx.EventHandler[rx.event.no_args_event_spec]
