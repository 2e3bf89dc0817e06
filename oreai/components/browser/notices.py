"""The scripts of notices that a reply is ready."""

import reflex as rx


class ReplyNotice(rx.Component):
    """Tells who looks at another page, and asks once whether it may."""

    library = "$/public/js/chat/reply_notice.js"
    tag = "ReplyNotice"

    chat_id: rx.Var[str]
    title: rx.Var[str]
    running_id: rx.Var[str]
    words: rx.Var[dict[str, str]]


class NoticesSwitch(rx.Component):
    """Switches them on and off in this browser."""

    library = "$/public/js/chat/notices_switch.js"
    tag = "NoticesSwitch"

    words: rx.Var[dict[str, str]]
