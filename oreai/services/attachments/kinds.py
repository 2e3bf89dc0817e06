"""The kinds of attachments there are, in the order in which a file is tried: a new one is added here."""

from collections.abc import Collection

from oreai.i18n import texts_for
from oreai.llm.client import AttachmentPart
from oreai.models import Attachment
from oreai.services.attachments.image_kind import IMAGE
from oreai.services.attachments.kind import AcceptedFile, AttachmentKind, WrongKind

KINDS: tuple[AttachmentKind, ...] = (IMAGE,)
MEDIA_TYPES = tuple(media_type for kind in KINDS for media_type in kind.media_types)
"What a browser offers to choose from."


def accepted(file: bytes, name: str = "") -> tuple[str, AcceptedFile]:
    """The kind of a file and what is kept of it. Not for the event loop.

    Args:
        name: what its owner calls it.

    Raises:
        WrongKind: it is of none of these kinds.
        AttachmentRefused: its kind does not keep it.
    """
    for kind in KINDS:
        try:
            return kind.name, kind.accept(file, name)
        except WrongKind:
            continue
    raise WrongKind


def part_of(row: Attachment, content: bytes) -> AttachmentPart:
    """What a model is sent of an attachment with this content."""
    kind = next(kind for kind in KINDS if kind.name == row.kind)
    part = kind.content_part(content, row.media_type, row.name)
    return AttachmentPart(row.kind, content=part)


def names_of(kinds: Collection[str], locale: str) -> list[str]:
    """What attachments of these kinds are called, each kind once, in the order of `KINDS`."""
    names = texts_for(locale).attachments.kinds
    return [names[kind.name] for kind in KINDS if kind.name in kinds]


def mark_of(kinds: Collection[str], locale: str) -> str:
    """What stands for attachments of these kinds where they are not shown themselves, such as [Picture]."""
    return "".join(f"[{name}]" for name in names_of(kinds, locale))
