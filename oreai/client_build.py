"""Building the browser's part, and only when something it is made of has changed.

Reflex compiles the pages to a React app; Node for that comes from PyPI. The
result lies in `.web/build/client`, with the hash of its inputs beside it.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import reflex as rx

from oreai.settings import ROOT, get_settings

CLIENT = ROOT / ".web" / "build" / "client"
_HASH_FILE = ROOT / ".web" / "oreai-client-hash"
_INPUT_FOLDERS = ("oreai", "assets", "reflex.lock")
_INPUT_FILES = ("rxconfig.py", "requirements.txt")
_NOT_INPUTS = (".pyc", ".toml")
OLDEST_BROWSERS = {"Chrome": "111", "Edge": "111", "Firefox": "115", "Safari": "16.4", "iOS": "16.4"}


class ViteConfig(rx.plugins.Plugin):
    """Has all written in what the oldest browsers that OreAI is meant for understand, and without emotion.

    React's own `jsx` stands in its place: nothing here asks for emotion's styles.
    """

    def pre_compile(self, **context: Any) -> None:
        context["add_modify_task"]("vite.config.js", _for_our_build)


def _for_our_build(config: str) -> str:
    target = [f"{name.lower()}{version}" for name, version in OLDEST_BROWSERS.items()]
    config = _put_after("  build: {\n", f"    target: {target},\n", config)
    return _put_after("    alias: [\n", _PLAIN_JSX, config)


_PLAIN_JSX = """      {
        find: "@emotion/react",
        replacement: fileURLToPath(new URL("./public/js/browser/plain_jsx.js", import.meta.url)),
      },
"""


def _put_after(before: str, line: str, config: str) -> str:
    assert config.count(before) == 1, "Reflex writes Vite's configuration in another way now"
    return config.replace(before, before + line)


class SameOrigin(rx.plugins.Plugin):
    """Lets the built page talk to whichever host and port served it; Reflex would bake one in."""

    def post_build(self, **context: Any) -> None:
        for file in (context["static_dir"] / "assets").glob("reflex-env-*.js"):
            text = re.sub(
                r"`wss?://localhost:\d+", "`${location.origin.replace(/^http/,'ws')}", file.read_text()
            )
            file.write_text(re.sub(r"`https?://localhost:\d+", "`${location.origin}", text))


class OfflineFiles(rx.plugins.Plugin):
    """Tells the offline page its stylesheet, and the worker what this build is called."""

    def post_build(self, **context: Any) -> None:
        folder = context["static_dir"]
        [style] = (folder / "assets").glob("__reflex_global_styles-*.css")
        build = hashlib.sha256("".join(_contents(folder)).encode()).hexdigest()[:12]
        for name in ("offline.html", "sw.js"):
            text = (folder / name).read_text().replace("__STYLE__", f"/assets/{style.name}")
            (folder / name).write_text(text.replace("__BUILD__", build))


class SubPath(rx.plugins.Plugin):
    """Puts the path of `OREAI_PATH` before each address in the files that no builder looks at."""

    def post_build(self, **context: Any) -> None:
        for name in ("offline.html", "sw.js", "manifest.webmanifest"):
            file = context["static_dir"] / name
            file.write_text(below(get_settings().sub_path, file.read_text()))


def below(path: str, text: str) -> str:
    """The text with this path before each quoted address that begins with a slash."""
    return text.replace('"/', f'"{path}/')


def _contents(folder: Path) -> list[str]:
    """What makes this build another than the one before: hashed names, and the files that have none."""
    names = ("offline.html", "sw.js", "js/offline/offline_page.js", "js/offline/offline_cache.js")
    unhashed = (folder / name for name in names)
    return [*sorted(file.name for file in (folder / "assets").iterdir()), *(f.read_text() for f in unhashed)]


def is_fresh() -> bool:
    """Whether the built client is what the inputs would make."""
    return CLIENT.is_dir() and _HASH_FILE.exists() and _HASH_FILE.read_text() == input_hash()


def input_hash() -> str:
    """One hash of everything the client is made of."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}{get_settings().sub_path}".encode())
    for file in _inputs():
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _inputs() -> list[Path]:
    files = [ROOT / name for name in _INPUT_FILES]
    for folder in _INPUT_FOLDERS:
        files += [file for file in (ROOT / folder).rglob("*") if file.is_file()]
    return sorted(file for file in files if file.suffix not in _NOT_INPUTS)


def build() -> None:
    """Build the client, unless another process has done so meanwhile.

    Raises:
        CalledProcessError: it cannot be built; what the tools said is on the terminal. Else nothing of it is:
            their advice is for another way of starting.
    """
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    with (ROOT / "rxconfig.py").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one builds, whoever comes meanwhile waits
        if not is_fresh():
            _HASH_FILE.unlink(missing_ok=True)  # of a build that is about to be overwritten, maybe in part
            # Reflex copies what is newer than its copy, and an unpacked release may be older than that.
            shutil.rmtree(ROOT / ".web" / "public", ignore_errors=True)
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=build_environment(),
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            if done.returncode:
                sys.stderr.write(done.stdout)
                done.check_returncode()
            _HASH_FILE.write_text(input_hash())


def build_environment() -> dict[str, str]:
    """Node and npm of this Python's environment, and nobody called but the registry."""
    scripts = sysconfig.get_path("scripts")
    return {
        **os.environ,
        "PATH": scripts + os.pathsep + os.environ.get("PATH", ""),
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "NPM_CONFIG_REGISTRY": _registry(scripts),
        "npm_config_audit": "false",
        "npm_config_fund": "false",
    }


def _registry(scripts: str) -> str:
    """The registry npm is set up with; told to Reflex so that it does not probe the network for one."""
    npm = subprocess.run(
        [str(Path(scripts) / "npm"), "config", "get", "registry"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return npm.stdout.strip()


if __name__ == "__main__":
    build()
