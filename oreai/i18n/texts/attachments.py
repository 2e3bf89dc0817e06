"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AttachmentsTexts:
    """Pictures: choosing, sending and showing them."""

    picture: str
    picture_mark: str
    attach: str
    attach_camera: str
    attach_choose: str
    attach_remove: str
    attach_again: str
    attach_uploading: str
    attach_drop: str
    attach_failed: str
    attach_no_picture: str
    attach_lost: str
    image_open: str
    image_of_you: str
    image_too_large: str
    image_too_many_pixels: str
    image_no_picture: str
    image_broken: str
    image_no_room: str
    image_nobody: str
    image_not_kept: str
    images_too_many: str
    images_too_many_at_once: str
    image_gone: str
