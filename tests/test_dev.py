"""`make dev` begins the server anew after a change, and keeps it where the client cannot be built."""

import sys
from pathlib import Path

import pytest

from oreai.dev import DevServer, shapes_the_client
from oreai.settings import ROOT
from tests.waiting import eventually

PAGE = ROOT / "oreai" / "pages" / "chat.py"
SERVICE = ROOT / "oreai" / "services" / "replies" / "start.py"


def writing(file: Path, line: str) -> list[str]:
    """The command of a server that notes its start, and goes on."""
    return [sys.executable, "-c", f"import time; open({str(file)!r}, 'a').write({line!r}); time.sleep(60)"]


def ending(code: int) -> list[str]:
    return [sys.executable, "-c", f"raise SystemExit({code})"]


@pytest.mark.parametrize(("changed", "code", "starts"), [(SERVICE, 1, 2), (PAGE, 0, 2), (PAGE, 1, 1)])
def test_a_change_begins_the_server_anew(tmp_path: Path, changed: Path, code: int, starts: int):
    """A page's change too, unless the client cannot be built: then the server of before goes on."""
    notes = tmp_path / "starts"
    notes.touch()
    server = DevServer(writing(notes, "x"), ending(code))
    try:
        assert eventually(lambda: notes.read_text() == "x")
        server.follow([{changed}])
        assert eventually(lambda: notes.read_text() == "x" * starts)
    finally:
        server.stop()


def test_only_what_the_browser_gets_is_built_anew():
    """Styles, scripts, texts, pages and states; a service alone is the server's."""
    named = ("assets/styles/chat.css", "assets/js/chat/feed.js", "oreai/i18n/zh/chat.py", "oreai/oreai.py")
    assert all(shapes_the_client([ROOT / name]) for name in named)
    assert not shapes_the_client([SERVICE, ROOT / ".env"])
