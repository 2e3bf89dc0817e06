"""What browsers record: told by its first bytes, whatever name and type it comes with."""

from collections.abc import Callable

from oreai.llm.audio import Recording

LONGEST_RECORDING = 25 * 1024 * 1024
"Bytes; more than that providers do not take. Ten minutes are 2 to 10 MB."


class WrongKind(Exception):
    """It is no recording that providers can hear."""


_Test = Callable[[bytes], bool]
_KINDS: tuple[tuple[_Test, str, str], ...] = (
    (lambda head: head.startswith(b"\x1a\x45\xdf\xa3"), "audio/webm", "webm"),
    (lambda head: head[4:8] == b"ftyp", "audio/mp4", "m4a"),  # iPhones
    (lambda head: head.startswith(b"OggS"), "audio/ogg", "ogg"),
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE", "audio/wav", "wav"),
)
"Whether a file that begins so is of this kind, its type, and the ending of its name."


def recording_of(content: bytes) -> Recording:
    """The bytes as a recording.

    Raises:
        WrongKind: they are none.
    """
    for is_it, media_type, ending in _KINDS:
        if is_it(content[:12]):
            return Recording(content, media_type, f"speech.{ending}")
    raise WrongKind
