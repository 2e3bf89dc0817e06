"""The attachment kind image: each is drawn in a process of its own, which is ended where that takes too long.

A thread cannot be ended, and a file may be made to keep whoever opens it busy. The process has none of the
server's environment. `python -m oreai.services.attachments.image_kind` reads a file and writes what is kept.
"""

import json
import os
import resource
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from oreai.services.attachments import image
from oreai.services.attachments.kind import (
    AcceptedFile,
    AttachmentKind,
    AttachmentRefused,
    BrokenFile,
    WrongKind,
)

SECONDS = 12  # the largest photo takes two on a slow machine
_MEMORY = 1536 * 1024 * 1024  # bytes of addresses; the largest picture takes a quarter of them
_ROOT = Path(__file__).parents[3]
_PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE")
_REFUSALS: dict[str, type[AttachmentRefused]] = {"wrong": WrongKind, "broken": BrokenFile}


def drawn_apart(file: bytes) -> AcceptedFile:
    """The picture in a file, as it is kept. Not for the event loop.

    Raises:
        WrongKind, BrokenFile, TooManyPixels: the file is not kept.
    """
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(
            _command(),
            input=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env=environment,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BrokenFile from None
    head, _, content = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise BrokenFile
    told = json.loads(head)
    if limit := told.get("most_pixels"):
        raise image.TooManyPixels(limit)
    if refused := told.get("refused"):
        raise _REFUSALS[refused]
    return AcceptedFile(**told["accepted"] | {"content": content})


def _command() -> list[str]:
    return [sys.executable, "-m", __name__]


def _accept(file: bytes, _name: str) -> AcceptedFile:
    """An image keeps no name: a camera's says nothing, or when it was taken."""
    return drawn_apart(file)


def _content_part(content: bytes, media_type: str, _name: str) -> Mapping[str, Any]:
    """An address that carries the image itself."""
    address = f"data:{media_type};base64,{b64encode(content).decode()}"
    return {"type": "image_url", "image_url": {"url": address}}


_MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")
IMAGE = AttachmentKind("image", _MEDIA_TYPES, accept=_accept, content_part=_content_part)


def _draw() -> None:
    """What the process does."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    told: dict[str, object] = {}
    content = b""
    try:
        accepted = image.redrawn(sys.stdin.buffer.read())
        told, content = (
            {"accepted": asdict(replace(accepted, content=b"")) | {"content": ""}},
            accepted.content,
        )
    except image.TooManyPixels as refused:
        told = {"most_pixels": refused.limit}
    except WrongKind:
        told = {"refused": "wrong"}
    except (AttachmentRefused, MemoryError):
        told = {"refused": "broken"}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)


if __name__ == "__main__":
    _draw()
