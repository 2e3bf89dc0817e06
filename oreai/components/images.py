"""Pictures: attached to what is being written, and shown with what was said."""

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.words import filled, t
from oreai.services.attachments.store import MOST_IN_A_MESSAGE
from oreai.states.feed import MessageRow


class Attachments(rx.Component):
    """The button that attaches pictures, and those that are attached; its children are its icons."""

    library = "$/public/js/composer/attachments.js"
    tag = "Attachments"

    chat_id: rx.Var[str]
    most: rx.Var[int]
    labels: rx.Var[dict[str, str]]


class MessageImages(rx.Component):
    """The pictures of a message; a touch shows one whole."""

    library = "$/public/js/chat/message_images.js"
    tag = "MessageImages"

    images: rx.Var[list[list]]
    labels: rx.Var[dict[str, str]]


def attachments() -> rx.Component:
    """For the composer: by choosing, taking, pasting and dropping."""
    signs = ("image-plus", "camera", "images", "x", "rotate-cw")
    return Attachments.create(
        *(rx.icon(sign, size=20, aria_hidden="true") for sign in signs),
        chat_id=CHAT_ID,
        most=MOST_IN_A_MESSAGE,
        labels=rx.Var.create(
            {
                "attach": t.pictures.attach,
                "camera": t.pictures.attach_camera,
                "choose": t.pictures.attach_choose,
                "remove": t.pictures.attach_remove,
                "again": t.pictures.attach_again,
                "uploading": t.pictures.attach_uploading,
                "drop": t.pictures.attach_drop,
                "failed": t.pictures.attach_failed,
                "no_picture": t.pictures.attach_no_picture,
                "lost": t.pictures.attach_lost,
                "picture": t.pictures.picture,
                "too_large": t.pictures.image_too_large,
                "too_many": filled(t.pictures.images_too_many, limit=str(MOST_IN_A_MESSAGE)),
            }
        ),
    )


def message_images(row: rx.Var[MessageRow]) -> rx.Component:
    """Above the words of a message, where it has any."""
    labels = {"picture": t.pictures.image_of_you, "open": t.pictures.image_open, "close": t.app.close}
    return rx.cond(
        row.images.length() > 0,
        MessageImages.create(
            rx.icon("x", size=22, aria_hidden="true"), images=row.images, labels=rx.Var.create(labels)
        ),
    )
