"""The browser's scripts in Node: each `tests/scripts/*.test.js` is one case here.

Such a file uses Node's own test runner and imports assets/js as the client does (no extensions, packages from
`.web/node_modules`, see resolving.js):

    import { fenceOf } from "../../assets/js/markdown/blocks";
    import { assertStreamsAsReloaded, frames, growing, rendered } from "./render";

`render.js` turns a text into the HTML that its reader gets: `rendered(text)` after a reload,
`growing(text)` while it may still become longer, `frames(text)` at every character of its stream;
`assertStreamsAsReloaded(text)` compares them. To run one file, with pytest or without:

    pytest tests/test_scripts.py -k markdown
    .venv/bin/node --import ./tests/scripts/resolving.js --test tests/scripts/markdown.test.js
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from oreai import client_build
from oreai.settings import ROOT

SCRIPTS = ROOT / "tests" / "scripts"
NODE = Path(sys.executable).with_name("node")
PACKAGES = ROOT / ".web" / "node_modules"
TESTS = sorted(SCRIPTS.glob("*.test.js"))


@pytest.fixture(scope="session")
def packages() -> None:
    """What the client imports is installed: building it does that."""
    wanted = json.loads((ROOT / "reflex.lock" / "package.json").read_text())["dependencies"]
    if not all((PACKAGES / name).is_dir() for name in wanted):
        client_build.build()


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.name.removesuffix(".test.js"))
@pytest.mark.usefixtures("packages")
def test_the_scripts_do_what_they_say(file: Path):
    """Node's words are shown where one does not."""
    command = [NODE, "--import", SCRIPTS / "resolving.js", "--test", "--test-reporter=spec", file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
    if done.returncode:
        pytest.fail(f"{done.stdout}\n{done.stderr}", pytrace=False)


def test_there_are_such_tests():
    """Else the ones above would mean nothing."""
    assert TESTS
