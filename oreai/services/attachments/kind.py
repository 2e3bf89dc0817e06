"""What makes a kind of attachment: how its files are taken in, what they cost, and how a model gets them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_FILE = 10 * 1024 * 1024  # bytes, as it comes


class AttachmentRefused(Exception):
    """A file that is not kept."""


class WrongKind(AttachmentRefused):
    """It is of another kind."""


class BrokenFile(AttachmentRefused):
    """It cannot be read to its end."""


@dataclass(frozen=True)
class AcceptedFile:
    """A file as it is kept."""

    content: bytes
    media_type: str
    tokens: int
    "What it costs in a request; at least one."
    name: str = ""
    "What its owner calls it, where that says anything."
    width: int = 0
    "In pixels, as the height; 0 of what has none."
    height: int = 0


@dataclass(frozen=True)
class AttachmentKind:
    """One kind; `kinds.py` lists them all."""

    name: str
    "As it is stored."
    media_types: tuple[str, ...]
    "What a browser offers to choose from."
    accept: Callable[[bytes, str], AcceptedFile]
    "Makes of a file and its name what is kept, or raises AttachmentRefused. Not for the event loop."
    content_part: Callable[[bytes, str, str], Mapping[str, Any]]
    "Makes of what is kept, its media type and its name a content part of OpenAI's chat completions."
