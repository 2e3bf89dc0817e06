"""Kinds of attachments: each file finds its own, and each kind has its form for the model."""

from base64 import b64encode

import pytest

from oreai.models import Attachment
from oreai.services.attachments.kind import WrongKind
from oreai.services.attachments.kinds import KINDS, accepted, part_of
from tests.pictures import PAGE, picture


def test_a_picture_is_an_image_without_a_name():
    """A camera's name says nothing, or when it was taken."""
    kind, kept = accepted(picture(90, 40), "IMG_20260401.jpg")
    assert (kind, kept.media_type, kept.width, kept.name) == ("image", "image/jpeg", 90, "")
    assert kept.tokens == 255


def test_what_is_of_no_kind_is_refused():
    """Once every kind has declined it."""
    with pytest.raises(WrongKind):
        accepted(PAGE, "tour.html")


def test_each_kind_has_a_name_of_its_own():
    """It is stored with every attachment."""
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 16


def test_an_image_goes_as_an_address_that_carries_it():
    """In the form of OpenAI's chat completions."""
    row = Attachment(user_id="mei", file="f", kind="image", media_type="image/png", bytes=2)
    address = f"data:image/png;base64,{b64encode(b'AA').decode()}"
    assert part_of(row, b"AA").as_sent() == {"type": "image_url", "image_url": {"url": address}}
