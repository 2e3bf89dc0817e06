"""The scripted model hears and speaks, too: recordings have the words that a test says, passages beep."""

import json
import math
import struct
from collections import deque
from dataclasses import replace
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from tests.upstream import Reply, Request, Upstream

HEARD = "去京都怎么走"
_HEAD = "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\nconnection: close\r\ncontent-type: {}\r\n\r\n"
_PIECE = 4000


def heard(text: str) -> Reply:
    """What a recording says."""
    return Reply(body=json.dumps({"text": text}))


def spoken(seconds: float = 1.0, media_type: str = "audio/mpeg") -> Reply:
    """So much sound, in pieces."""
    sound = beep(seconds)
    pieces = [_framed(sound[at : at + _PIECE]) for at in range(0, len(sound), _PIECE)]
    return Reply(wire=(_HEAD.format(media_type).encode(), *pieces, _framed(b"")))


def _framed(raw: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(raw), raw)


def cut_off(seconds: float = 1.0) -> Reply:
    """Sound that ends in the middle, without a word."""
    whole = spoken(seconds)
    return replace(whole, wire=whole.wire[:2])


def beep(seconds: float) -> bytes:
    """A tone as a WAV file; browsers look at the bytes, not at the type it is told to be."""
    rate = 8000
    samples = bytes(128 + int(40 * math.sin(at * 0.35)) for at in range(int(rate * seconds)))
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    data = struct.pack("<4sI", b"data", len(samples)) + samples
    return struct.pack("<4sI4s", b"RIFF", 4 + len(form) + len(data), b"WAVE") + form + data


def fields_of(request: Request) -> dict[str, Any]:
    """The form of a transcription: its fields, and of the file its name and its bytes."""
    head = f"content-type: {request.headers['content-type']}\n\n".encode()
    form = BytesParser(policy=HTTP).parsebytes(head + request.body["form"])
    fields: dict[str, Any] = {}
    for part in form.iter_parts():
        name, file = part.get_param("name", header="content-disposition"), part.get_filename()
        content = part.get_payload(decode=True)
        fields[str(name)] = (file, content) if file else content.decode()
    return fields


class SpeakingUpstream(Upstream):
    """The scripted model with ears and a voice."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.recordings: list[Request] = []
        self.passages: list[Request] = []
        self._voices: deque[Reply] = deque()

    def enqueue_voice(self, *replies: Reply) -> None:
        """Play these in order, one a recording or passage."""
        with self._lock:
            self._voices.extend(replies)

    def forget(self) -> None:
        super().forget()
        with self._lock:
            for noted in (self._voices, self.recordings, self.passages):
                noted.clear()

    def _reply_to(self, request: Request) -> Reply:
        match request.method, request.path:
            case "POST", "/v1/audio/transcriptions":
                return self._voice(request, self.recordings, heard(HEARD))
            case "POST", "/v1/audio/speech":
                return self._voice(request, self.passages, spoken())
        return super()._reply_to(request)

    def _voice(self, request: Request, noted: list[Request], usual: Reply) -> Reply:
        with self._lock:
            noted.append(request)
            return self._voices.popleft() if self._voices else usual
