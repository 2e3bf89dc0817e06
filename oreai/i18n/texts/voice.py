"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VoiceTexts:
    """Speaking instead of typing, and being read to."""

    speak: str
    read_aloud: str
    nobody_hears: str
    not_sent: str
    too_long: str
    wrong_kind: str
    still_hearing: str
    too_often: str
    used_up: str
