"""Telling that a reply is ready: a chunk of its own, fetched with the first reply."""

import reflex as rx

from oreai.components.address import CHAT_ID, is_here
from oreai.components.browser.notices import ReplyNotice
from oreai.components.temporary import IS_TEMPORARY
from oreai.components.texts import t
from oreai.states.chat import ChatState


@rx.memo
def reply_notice() -> rx.Component:
    """Nothing to see, but once the question whether to tell; of a temporary chat no title is told."""
    words = {"ready": t.notices.ready, "ask": t.notices.ask, "yes": t.notices.yes, "no": t.notices.no}
    return ReplyNotice.create(
        chat_id=CHAT_ID,
        title=rx.cond(IS_TEMPORARY, t.app.name, ChatState.title),
        running_id=rx.cond(is_here, ChatState.running_id, ""),
        words=rx.Var.create(words),
        key=CHAT_ID,
    )
