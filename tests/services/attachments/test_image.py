"""A picture as it is kept: upright, of a sensible size, without a word of where it was taken."""

from io import BytesIO

import pytest
from PIL import Image

from oreai.services.attachments.image import (
    LONGEST_KEPT,
    TooManyPixels,
    redrawn,
    tokens_of,
)
from oreai.services.attachments.kind import AttachmentRefused, BrokenFile, WrongKind
from tests.pictures import PAGE, PLACE, SVG, bomb, opened, photo, picture, scan


def test_a_photo_forgets_where_it_was_taken():
    """Neither the place nor the camera is in what is kept."""
    taken = picture()
    assert PLACE.encode() in taken, "there must be something to forget for this test to mean anything"
    kept = redrawn(taken)
    assert PLACE.encode() not in kept.content
    assert not dict(opened(kept.content).getexif())


def test_a_turned_photo_stands_upright():
    """A phone held upright writes the picture lying down, with a note."""
    kept = redrawn(picture(640, 480, turned=6))
    assert (kept.width, kept.height) == (480, 640) == opened(kept.content).size


@pytest.mark.parametrize(
    ("place", "byte"), [(6, 0), (17, 0), (69, 0), (69, 2)], ids=["head", "kind", "place", "camera"]
)
def test_damaged_notes_do_not_spoil_a_photo(place: int, byte: int):
    """What can be seen is kept, upright as far as that can be read."""
    damaged = bytearray(picture(640, 480, turned=6))
    damaged[damaged.find(b"Exif") + place] = byte
    kept = redrawn(bytes(damaged))
    assert {kept.width, kept.height} == {640, 480}


def test_a_large_photo_becomes_smaller():
    """Its longer side has 2,048 pixels, and its sides keep their proportion."""
    kept = redrawn(picture(5000, 2500))
    assert (kept.width, kept.height) == (2048, 1024)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_kind_comes_out_as_one_that_all_servers_read(kind: str):
    """JPEG or PNG, whatever came."""
    kept = redrawn(picture(kind=kind))
    assert kept.media_type in ("image/jpeg", "image/png")
    assert Image.MIME[opened(kept.content).format or ""] == kept.media_type


def test_what_shines_through_still_does():
    """A drawing with a transparent ground stays a PNG."""
    kept = redrawn(picture(kind="PNG", colour="#cc333340"))
    assert kept.media_type == "image/png"
    assert opened(kept.content).getpixel((0, 0))[3] == 0x40


@pytest.mark.parametrize("grey", [0, 60, 128, 200, 255])
def test_a_scan_of_sixteen_bits_keeps_its_greys(grey: int):
    """A PNG of 65,536 greys is shown with 256: what was middle grey is not white."""
    kept = redrawn(scan(grey))
    assert opened(kept.content).convert("RGB").getpixel((0, 0)) == (grey,) * 3


def test_what_shines_through_a_scan_still_does():
    """A PNG names the grey that is meant to be seen through."""
    kept = opened(redrawn(scan(128, transparency=128 * 257)).content)
    assert kept.getpixel((0, 0))[3] == 0
    assert kept.getpixel((39, 0)) == (0, 0, 0, 255)


def test_no_picture_is_kept_too_large_to_be_sent():
    """One that cannot be a JPEG, since something shines through, becomes smaller until it is short enough."""
    noise = Image.merge("RGBA", [Image.effect_noise((2048, 2048), 90)] * 4)
    file = BytesIO()
    noise.save(file, "WEBP", quality=80)
    assert len(redrawn(file.getvalue()).content) <= LONGEST_KEPT


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_must_be_opened_whole_may_have_fewer_pixels(kind: str):
    """A JPEG is read smaller at once; a few bytes of another kind would take a gigabyte."""
    with pytest.raises(TooManyPixels) as refused:
        redrawn(picture(5001, 4000, kind))
    assert refused.value.limit == 20_000_000
    assert redrawn(picture(5001, 4000)).width == 2048


def test_a_photo_in_a_png_is_kept_as_the_shorter_jpeg():
    """Ten times the bytes would show nothing more."""
    large = photo()
    kept = redrawn(large)
    assert kept.media_type == "image/jpeg"
    assert len(kept.content) < len(large)


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (b"", WrongKind),
        (SVG, WrongKind),
        (PAGE, WrongKind),
        (b"BM" + bytes(200), WrongKind),
        (picture()[:900], BrokenFile),
        (photo(200)[:-2000], BrokenFile),
        (bomb(), TooManyPixels),
    ],
    ids=["nothing", "svg", "html", "bmp", "half a jpeg", "half a png", "bomb"],
)
def test_what_is_no_picture_is_refused(file: bytes, refusal: type[AttachmentRefused]):
    """Each for its own reason."""
    with pytest.raises(refusal):
        redrawn(file)


def test_only_the_picture_of_a_file_that_is_two_things_is_kept():
    """A page hidden behind a picture is gone."""
    assert PAGE not in redrawn(picture() + PAGE).content


@pytest.mark.parametrize(
    ("size", "tokens"),
    [((1024, 1024), 765), ((2048, 4096), 1105), ((512, 512), 255), ((1, 1), 255), ((4096, 2048), 1105)],
)
def test_a_picture_weighs_what_openai_says(size: tuple[int, int], tokens: int):
    """The examples of its own documentation, and the smallest there is."""
    assert tokens_of(*size) == tokens


def test_a_picture_of_thousands_of_scans_is_refused_at_once():
    """Each scan is a way over the whole picture: it is told before anything is drawn."""
    file = picture()
    one_scan = file[file.index(b"\xff\xda") : -2]
    with pytest.raises(BrokenFile):
        redrawn(file[:-2] + one_scan[:40] * 3000 + b"\xff\xd9")
