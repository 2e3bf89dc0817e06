"""Pictures as they are kept: upright, of a sensible size, and without metadata.

Whatever comes is opened and drawn anew, so a file that is a picture and
something else besides is only a picture afterwards, without its place or camera. JPEG or PNG
comes out: every model server reads these.
"""

import math
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError

from oreai.services.attachments.kind import (
    AcceptedFile,
    AttachmentRefused,
    BrokenFile,
    WrongKind,
)

MOST_PIXELS = 20_000_000
MOST_PHOTO_PIXELS = 50_000_000  # of a JPEG, which is made smaller while it is read
LONGEST_KEPT = 4 * 1024 * 1024  # bytes; each request carries a picture anew
LONGEST_EDGE = 2048  # pixels; no model looks at more of a picture
_KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_PHOTOS = ("JPEG", "MPO")
_QUALITY = 85
_OF_DEEP_GREY = 255 / 65535  # from sixteen bits to eight
_TILE, _TILED_EDGE, _SHORT_EDGE = 512, 2048, 768
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"What turns a picture upright, by its note of how it lies."
_BASE_TOKENS, _TILE_TOKENS = 85, 170


_START_OF_SCAN = b"\xff\xda"  # within a scan's own bytes a 255 is followed by a nought
_MOST_SCANS = 64  # cameras and programs write one to a dozen; each is a way over the whole picture


@dataclass(eq=False)
class TooManyPixels(AttachmentRefused):
    """Opened it would be larger than anybody needs."""

    limit: int
    "How many it may have."


def redrawn(file: bytes) -> AcceptedFile:
    """The picture in a file, as it is kept. Not for the event loop.

    Raises:
        WrongKind, BrokenFile, TooManyPixels: the file is not kept.
    """
    opened = _opened(file)
    if opened.format in _PHOTOS and file.count(_START_OF_SCAN) > _MOST_SCANS:
        raise BrokenFile
    is_photo = opened.format in _PHOTOS
    most = MOST_PHOTO_PIXELS if is_photo else MOST_PIXELS
    if opened.width * opened.height > most:
        raise TooManyPixels(most)
    try:
        drawn = _drawn(opened)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise BrokenFile from error
    picture = _encoded(drawn, photo=is_photo)
    while len(picture.content) > LONGEST_KEPT:
        drawn = _smaller(drawn, LONGEST_KEPT / len(picture.content))
        picture = _encoded(drawn, photo=is_photo)
    return picture


def _opened(file: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # counted by the caller
            return Image.open(BytesIO(file), formats=_KINDS)
    except Image.DecompressionBombError:
        raise TooManyPixels(MOST_PIXELS) from None
    except UnidentifiedImageError:
        raise WrongKind from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise BrokenFile from error


def _drawn(opened: Image.Image) -> Image.Image:
    """The first frame, upright and small enough, in plain colours."""
    opened.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a large JPEG is read smaller at once
    opened.load()
    shown, way_up = _in_eight_bits(opened), _way_up(opened)
    plain = "RGBA" if shown.has_transparency_data else "RGB"
    drawn = shown if shown.mode == plain else shown.convert(plain)  # a copy of a large one costs much
    drawn.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    if way_up is not None:
        drawn = drawn.transpose(way_up)
    if drawn.mode == "RGBA" and drawn.getchannel("A").getextrema() == (255, 255):
        drawn = drawn.convert("RGB")
    drawn.info.clear()
    return drawn


def _in_eight_bits(opened: Image.Image) -> Image.Image:
    """A picture of 65,536 greys as one of 256; converted as it is, all but the darkest would be white."""
    if opened.mode != "I;16":
        return opened
    grey = opened.point(lambda value: value * _OF_DEEP_GREY).convert("L")
    if (clear := opened.info.get("transparency")) is not None:
        grey.info["transparency"] = int(clear * _OF_DEEP_GREY)
    return grey


def _way_up(opened: Image.Image) -> Image.Transpose | None:
    """What turns it upright; where its notes cannot be read it stays as it lies."""
    try:
        return _UPRIGHT.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # what notes are damaged in decides which error it is
        return None


def _smaller(drawn: Image.Image, share: float) -> Image.Image:
    """The picture with a little less than this share of its pixels."""
    scale = 0.95 * math.sqrt(share)
    return drawn.resize((max(1, int(drawn.width * scale)), max(1, int(drawn.height * scale))))


def _encoded(drawn: Image.Image, *, photo: bool) -> AcceptedFile:
    """As PNG where something shines through or that is shorter, else as JPEG."""
    drawn_as_png = b"" if photo and drawn.mode == "RGB" else _written(drawn, "PNG", optimize=False)
    if drawn.mode == "RGBA":
        content, kind = drawn_as_png, "image/png"
    else:
        content, kind = _written(drawn, "JPEG", quality=_QUALITY), "image/jpeg"
        if drawn_as_png and len(drawn_as_png) <= len(content):
            content, kind = drawn_as_png, "image/png"
    width, height = drawn.size
    return AcceptedFile(content, kind, tokens_of(width, height), width=width, height=height)


def _written(drawn: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    drawn.save(file, kind, **options)
    return file.getvalue()


def tokens_of(width: int, height: int) -> int:
    """What a picture of this size, in pixels, weighs for the model.

    OpenAI's own rule for high detail ("Images and vision", Calculating costs): it is made to fit
    2,048 by 2,048, then its shorter side 768; 170 tokens for each tile of 512 by 512, and 85.
    """
    scale = min(1, _TILED_EDGE / max(width, height))
    scale *= min(1, _SHORT_EDGE / (min(width, height) * scale))
    tiles = math.ceil(round(width * scale, 6) / _TILE) * math.ceil(round(height * scale, 6) / _TILE)
    return _BASE_TOKENS + _TILE_TOKENS * max(1, tiles)
