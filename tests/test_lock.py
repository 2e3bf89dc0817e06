"""What `make run` installs is what is written down, each package by the hashes of its files."""

import re

from oreai.settings import ROOT

_NAME = r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)"


def versions_in(file: str) -> dict[str, str]:
    """The version of each package that the file pins, by its name as indexes have it."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    found = [re.match(_NAME, line) for line in lines]
    return {re.sub(r"[-_.]+", "-", one[1]).lower(): one[2] for one in found if one}


def test_every_package_is_locked_at_its_version():
    """A version that changes in requirements.txt or constraints.txt changes in the lock."""
    locked, constraints = versions_in("requirements.lock"), versions_in("constraints.txt")
    assert len(locked) > 50
    assert versions_in("requirements.txt").items() <= locked.items()
    assert {name: constraints[name] for name in locked if name in constraints}.items() <= locked.items()


def test_every_package_has_hashes():
    """Of more than one file where there are wheels for several systems."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(rf"(?m)^(?={_NAME})", text)[1:]
    blocks = [block for block in packages if block and "==" in block]
    assert blocks
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:80]
    cryptography = text[text.index("\ncryptography==") :].partition("\n\n")[0]
    assert cryptography.count("--hash=") > 20
    assert "://" not in text


def test_the_install_asks_for_the_hashes():
    """By the Makefile and in the image alike."""
    for file in ("Makefile", "Dockerfile"):
        assert "--require-hashes -r requirements.lock" in (ROOT / file).read_text(encoding="utf-8")
