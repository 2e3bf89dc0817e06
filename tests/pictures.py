"""Pictures for tests, drawn on the spot, and files that only look like pictures."""

from io import BytesIO

from PIL import Image

PLACE = "KyotoCam"
BOMB_SIDE = 9000
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
PAGE = b"<!doctype html><script>alert(1)</script>"


def picture(
    width: int = 640, height: int = 480, kind: str = "JPEG", *, colour: str = "#c33", turned: int = 1
) -> bytes:
    """A picture of one colour; a JPEG that tells where it was taken, and which side is up."""
    drawn = Image.new("RGBA" if len(colour) > 7 else "RGB", (width, height), colour)
    tags = Image.Exif()
    tags[0x0112] = turned
    tags[0x010F] = PLACE
    tags[0x8825] = {1: "N", 2: (35.0, 0.0, 41.0)}
    return _written(drawn, kind, **({"exif": tags} if kind == "JPEG" else {}))


def photo(side: int = 1200) -> bytes:
    """A picture with so much in it that its file is large."""
    return _written(Image.effect_noise((side, side), 90).convert("RGB"), "PNG")


def scan(grey: int, **options: object) -> bytes:
    """A PNG of sixteen bits: this grey (of 256) on the left, black on the right."""
    drawn = Image.new("I;16", (40, 40), grey * 257)
    drawn.paste(0, (20, 0, 40, 40))
    return _written(drawn, "PNG", **options)


def bomb() -> bytes:
    """Some kilobytes that would be eighty megapixels."""
    return _written(Image.new("1", (BOMB_SIDE, BOMB_SIDE)), "PNG")


def opened(file: bytes) -> Image.Image:
    """The picture in a file."""
    return Image.open(BytesIO(file))


def _written(drawn: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    drawn.save(file, kind, **options)
    return file.getvalue()
