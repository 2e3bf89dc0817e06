"""`python -m oreai …` typed into a shell, beside a server that runs."""

import os
import subprocess
import sys
from dataclasses import dataclass

from oreai.settings import ROOT

_SECONDS = 60


@dataclass(frozen=True)
class Typed:
    """What a command has answered."""

    code: int
    out: str
    err: str


def typed(database_url: str, *words: str, **environment: str) -> Typed:
    """The answer to these words after `python -m oreai`, on that database, written into no terminal."""
    ours = ("OPENAI_", "OREAI_", "COLUMNS")
    usual = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", "oreai", *words],
        cwd=ROOT,
        env={**usual, "DATABASE_URL": database_url, **environment},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    return Typed(done.returncode, done.stdout, done.stderr)
