"""The threat model names for each promise the tests that hold it, and each of them is there."""

import re

from oreai.settings import ROOT

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.endswith(" held by |")
]
WAYS = 8
"In which an early version was exhausted."


def named_in(cell: str) -> list[str]:
    """Paths of a row's last cell, with a test's name where it says one.

    A bare file name stands in the folder of the one before it, a bare test in its file.
    """
    found: list[str] = []
    for name in re.findall(r"`([^`]+)`", cell):
        before = found[-1].partition("::")[0] if found else ""
        folder = before.rpartition("/")[0] + "/" if before and "/" not in name else ""
        found.append(before + name if name.startswith("::") else folder + name)
    return found


def is_there(named: str) -> bool:
    """Whether there is such a file or folder, and such a test in it."""
    path, _, test = named.partition("::")
    return (ROOT / path).exists() and (not test or f"def {test}(" in (ROOT / path).read_text("utf-8"))


def test_every_promise_names_tests_that_are_there():
    """A test that was renamed or taken away leaves no promise unheld."""
    assert len(ROWS) > 20
    for promise, *_, held_by in ROWS:
        named = named_in(held_by)
        assert named, promise
        assert [one for one in named if not is_there(one)] == [], promise


def test_each_of_the_ways_that_were_tried_is_tried_again():
    """By name, each by at least three tests."""
    tried = [named_in(held_by) for _, *middle, held_by in ROWS if not middle]
    assert len(tried) == WAYS
    assert all(len(tests) > 2 and all("::" in one for one in tests) for tests in tried)
