"""The server's secret: made once, readable by its owner alone, followed by a new one while servers run."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from oreai.server_secret import NoSecret, ServerSecret
from oreai.settings import ROOT, load_settings

MADE = """
import sys
from pathlib import Path
from oreai.server_secret import ServerSecret
input()
print(ServerSecret(Path(sys.argv[1])).all()[0])
"""


def test_it_is_made_when_it_is_first_wanted(tmp_path: Path):
    """A file that only its owner may read; the next start finds it, and no other file is left."""
    file = tmp_path / "oreai.secret"
    first = ServerSecret(file).all()
    assert [len(secret) >= 43 for secret in first] == [True]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert ServerSecret(file).all() == first
    assert list(tmp_path.iterdir()) == [file]


def test_processes_that_begin_at_once_agree(tmp_path: Path):
    """One makes it, the others take that one."""
    command = [sys.executable, "-c", MADE, str(tmp_path / "oreai.secret")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    processes = [subprocess.Popen(command, **pipes) for _ in range(4)]
    told = [process.communicate("go\n", timeout=60)[0] for process in processes]
    assert len(set(told)) == 1
    assert told[0].strip()


def test_a_new_one_is_noticed_by_who_runs(tmp_path: Path):
    """It locks from then on; the one before still unlocks."""
    running, rotating = [ServerSecret(tmp_path / "oreai.secret") for _ in range(2)]
    before = running.all()
    rotating.begin_with_new(before)
    assert list(running.all()) == [running.all()[0], *before]
    assert running.all()[0] != before[0]
    assert stat.S_IMODE(running.file.stat().st_mode) == 0o600


def test_what_is_written_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """From a variable: the first locks, spaces do not count, and no file is made."""
    monkeypatch.setenv("OREAI_SECRET", "a new secret of the house, an old secret of the house")
    monkeypatch.setenv("OREAI_SECRET_FILE", str(tmp_path / "oreai.secret"))
    settings = load_settings()
    secret = ServerSecret(settings.secret_path, settings.secret)
    assert list(secret.all()) == ["a new secret of the house", "an old secret of the house"]
    assert list(tmp_path.iterdir()) == []


def test_where_none_can_be_made(tmp_path: Path):
    """A folder that is not there, a file with nothing in it: said in one line."""
    for file in (tmp_path / "nowhere" / "oreai.secret", tmp_path / "empty"):
        (tmp_path / "empty").write_text("short\n")
        with pytest.raises(NoSecret, match=str(file)):
            ServerSecret(file).all()
