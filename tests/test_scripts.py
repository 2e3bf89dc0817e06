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
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from oreai import client_build
from oreai.settings import ROOT

SCRIPTS = ROOT / "tests" / "scripts"
RESOLVING = SCRIPTS / "resolving.js"
NODE = Path(sys.executable).with_name("node")
PACKAGES = ROOT / ".web" / "node_modules"
TESTS = sorted(SCRIPTS.glob("*.test.js"))
OURS = sorted((ROOT / "assets" / "js").rglob("*.js"))
STYLES = sorted((ROOT / "assets" / "styles").rglob("*.css"))
LONGEST_FILE = 300


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "assets"))


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
    command = [
        str(NODE),
        "--import",
        str(SCRIPTS / "resolving.js"),
        "--test",
        "--test-reporter=spec",
        str(file),
    ]
    as_served = {**os.environ, "NODE_ENV": "production"}  # and React takes half the time
    done = subprocess.run(
        command, cwd=ROOT, env=as_served, capture_output=True, text=True, check=False, timeout=100
    )
    if done.returncode:
        pytest.fail(f"{done.stdout}\n{done.stderr}", pytrace=False)


def test_there_are_such_tests():
    """Else the ones above would mean nothing."""
    assert TESTS


def test_no_script_and_no_style_is_too_long_to_read():
    """Three hundred lines at the most; fifty a function, says Biome (biome.jsonc)."""
    ours = [*OURS, *STYLES]
    assert [name_of(path) for path in ours if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE] == []


def test_the_browsers_storage_has_one_door():
    """It may be closed, full or forgetful: storage.js knows, and first_paint.js, which imports nothing."""
    users = {path.name for path in OURS if re.search(r"\b(local|session)Storage\b", path.read_text("utf-8"))}
    assert users == {"storage.js", "first_paint.js"}


def test_who_listens_can_stop():
    """In one call, by listen.js; what listens as long as the page is open does without."""
    assert [path.name for path in OURS if "removeEventListener" in path.read_text("utf-8")] == ["listen.js"]


def test_nothing_hangs_on_the_names_that_tests_use():
    """A script sets `data-testid` and looks for `data-part`."""
    names = re.compile(r"\[data-testid|dataset\.testid")
    assert [name_of(path) for path in [*OURS, *STYLES] if names.search(path.read_text("utf-8"))] == []


def test_what_scripts_act_on_is_described_in_one_place():
    """Each attribute that a script looks for or reads, and no other, is told of there."""
    described = set(re.findall(r"`(data-[a-z-]+)`", (ROOT / "docs" / "architecture.md").read_text("utf-8")))
    text = "\n".join(path.read_text("utf-8") for path in OURS)
    read = set(re.findall(r'\["?(data-[a-z-]+)', text))
    names = [*re.findall(r"dataset\.(\w+)", text), *re.findall(r'touched\("([a-z-]+)"\)', text)]
    read |= {"data-" + re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", name) for name in names}
    assert read == described - {"data-testid"}
