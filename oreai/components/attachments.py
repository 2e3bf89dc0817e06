"""Attachments: in the draft, and in the messages they were sent with."""

import reflex as rx

from oreai.components.texts import filled, t, text_of
from oreai.services.attachments.image import LONGEST_EDGE
from oreai.services.attachments.kind import LONGEST_FILE
from oreai.services.attachments.kinds import MEDIA_TYPES
from oreai.services.attachments.store import MOST_IN_A_MESSAGE
from oreai.states.feed import MessageRow


class Attachments(rx.Component):
    """The button that adds attachments, and those of the draft; its children are its icons."""

    library = "$/public/js/composer/attachments.js"
    tag = "Attachments"

    chat_id: rx.Var[str]
    limits: rx.Var[dict[str, int | list[str]]]
    labels: rx.Var[dict[str, str]]


class MessageAttachments(rx.Component):
    """The attachments of a message; a touch shows an image whole."""

    library = "$/public/js/chat/message_attachments.js"
    tag = "MessageAttachments"

    attachments: rx.Var[list[list]]
    labels: rx.Var[dict[str, str]]


def attachments(chat_id: rx.Var[str] | str) -> rx.Component:
    """For the composer of a chat: by choosing, taking, pasting and dropping."""
    signs = ("image-plus", "camera", "images", "x", "rotate-cw")
    return Attachments.create(
        *(rx.icon(sign, size=20, aria_hidden="true") for sign in signs),
        chat_id=chat_id,
        limits=rx.Var.create(
            {
                "count": MOST_IN_A_MESSAGE,
                "bytes": LONGEST_FILE,
                "edge": LONGEST_EDGE,
                "media_types": list(MEDIA_TYPES),
            }
        ),
        labels=rx.Var.create(
            {
                "attach": t.attachments.attach,
                "camera": t.attachments.attach_camera,
                "choose": t.attachments.attach_choose,
                "remove": t.attachments.attach_remove,
                "again": t.attachments.attach_again,
                "uploading": t.attachments.attach_uploading,
                "drop": t.attachments.attach_drop,
                "failed": t.attachments.attach_failed,
                "wrong_kind": t.attachments.attach_wrong_kind,
                "lost": t.attachments.attach_lost,
                "picture": text_of("attachments", "kinds", "image"),
                "too_large": t.attachments.too_large,
                "too_many": filled(t.attachments.too_many, limit=str(MOST_IN_A_MESSAGE)),
            }
        ),
    )


def message_attachments(row: rx.Var[MessageRow]) -> rx.Component:
    """Above the words of a message, where it has any."""
    labels = {"picture": t.attachments.image_of_you, "open": t.attachments.image_open}
    return rx.cond(
        row.attachments.length() > 0,
        MessageAttachments.create(attachments=row.attachments, labels=rx.Var.create(labels)),
    )
