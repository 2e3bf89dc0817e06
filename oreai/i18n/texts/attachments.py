"""The words of one screen; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class AttachmentsTexts:
    """Attachments: choosing, sending and showing them."""

    kinds: Mapping[str, str]
    "What each kind is called; in brackets it stands for what is not shown itself, as in the list of chats."
    attach: str
    attach_camera: str
    attach_choose: str
    attach_remove: str
    attach_again: str
    attach_uploading: str
    attach_drop: str
    attach_failed: str
    attach_wrong_kind: str
    attach_lost: str
    image_open: str
    image_of_you: str
    too_large: str
    too_many_pixels: str
    wrong_kind: str
    broken: str
    no_room: str
    page_expired: str
    not_kept: str
    too_many: str
    too_many_at_once: str
    gone: str
