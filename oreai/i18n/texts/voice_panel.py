"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VoicePanelTexts:
    """What is said while one speaks, or is read to: the page's scripts know these words by their names."""

    speak: str
    starting: str
    listening: str
    transcribing: str
    waiting: str
    reading: str
    done: str
    cancel: str
    discard: str
    again: str
    recording_stays: str
    limit: str
    refused: str
    no_microphone: str
    microphone_busy: str
    gone: str
    silence: str
    offline: str
    no_reply: str
    aloud: str
    pause: str
    resume: str
    next: str
    speed: str
    stop: str
    more_to_come: str
    not_spoken: str
    code: str
    table: str
    formula: str
    talk: str
    talk_sends: str
    talk_stop: str
    turn_done: str
    interrupt: str
