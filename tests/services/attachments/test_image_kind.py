"""A picture is drawn in a process of its own: what keeps it busy is ended, and it knows no secret."""

import time

import pytest

from oreai.services.attachments import image_kind
from oreai.services.attachments.image import TooManyPixels, redrawn
from oreai.services.attachments.image_kind import IMAGE
from oreai.services.attachments.kind import BrokenFile, WrongKind
from tests.pictures import bomb, picture

BUSY = "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"
FORGETFUL = "import sys; sys.stdin.buffer.read(); sys.exit(9)"
TELLS = """import json, os
known = set(os.environ) - {"PATH", "LC_CTYPE"}
print(json.dumps({"refused": "broken" if known else "wrong"}))"""


def instead(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(image_kind, "_command", lambda: [image_kind.sys.executable, "-c", script])


def test_it_is_drawn_as_in_this_process():
    """The same bytes, size and cost."""
    file = picture(320, 200)
    assert IMAGE.accept(file, "") == redrawn(file)


def test_what_is_refused_there_is_refused_here():
    """By the same name, with its limit."""
    with pytest.raises(WrongKind):
        IMAGE.accept(b"no picture", "")
    with pytest.raises(BrokenFile):
        IMAGE.accept(picture(320, 200)[:200], "")
    with pytest.raises(TooManyPixels) as refused:
        IMAGE.accept(bomb(), "")
    assert refused.value.limit == 20_000_000


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch):
    """And not waited for: the next one is drawn."""
    instead(monkeypatch, BUSY)
    monkeypatch.setattr(image_kind, "SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(BrokenFile):
        IMAGE.accept(picture(), "")
    assert time.monotonic() - began < 5
    monkeypatch.undo()
    assert IMAGE.accept(picture(), "").content


def test_a_process_that_falls_over_breaks_nothing(monkeypatch: pytest.MonkeyPatch):
    """As one does whose memory is used up."""
    instead(monkeypatch, FORGETFUL)
    with pytest.raises(BrokenFile):
        IMAGE.accept(picture(), "")


def test_it_has_none_of_the_server_s_environment(monkeypatch: pytest.MonkeyPatch):
    """A file that took it over would find no key there."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-server")
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    instead(monkeypatch, TELLS)
    with pytest.raises(WrongKind):
        IMAGE.accept(picture(), "")
