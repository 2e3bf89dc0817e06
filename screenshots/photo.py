"""A picture that somebody might send: evening over the hills, drawn on the spot."""

from io import BytesIO

from PIL import Image, ImageDraw

_SIZE = (900, 640)
_SKY = ((250, 214, 165), (196, 96, 92))
_HILLS = (((0, 470), "#7c4a63"), ((140, 520), "#54344f"), ((60, 570), "#332439"))


def evening() -> bytes:
    """A JPEG of 900 × 640 pixels."""
    width, height = _SIZE
    drawn = Image.new("RGB", _SIZE)
    canvas = ImageDraw.Draw(drawn)
    for row in range(height):
        share = row / height
        colour = tuple(round(top + (low - top) * share) for top, low in zip(*_SKY, strict=True))
        canvas.line([(0, row), (width, row)], fill=colour)
    canvas.ellipse((560, 260, 680, 380), fill="#fff3d6")
    for (start, top), colour in _HILLS:
        for left in range(start - 300, width, 380):
            canvas.ellipse((left, top, left + 520, top + 400), fill=colour)
    file = BytesIO()
    drawn.save(file, "JPEG", quality=88)
    return file.getvalue()
