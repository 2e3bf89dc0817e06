"""The styles: one owner for each class, and one place for each space, radius and touch size."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from oreai import oreai as app
from oreai.settings import ROOT

FILES = sorted((ROOT / "assets" / "styles").glob("*.css"))
# What a window or paper changes of everything stands together.
OF_ALL = {"phone.css", "wide.css", "print.css"}
# A reply's words are too many rules for one file: how they stand, how they are set, what is drawn in them.
OF_SEVERAL = {"markdown": {"markdown.css", "prose.css", "formulas.css"}}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]+)\{")
_PAGE_STATE = re.compile(r"^html\S*\s*")
_CLASS = re.compile(r"\.([a-z][\w-]*)")
_SPACED = re.compile(r"(?<![\w-])(?:padding|margin|(?:row-|column-)?gap)[a-z-]*: ([^;{}]*);")
_ROUNDED = re.compile(r"(?<![\w-])border-radius: ([^;{}]*);")
_LETTERS = re.compile(r"(?<![\w-])(?:font|font-size|line-height|letter-spacing): ([^;{}]*);")
_TOUCHED = re.compile(r"(?<![\w-])(?:min-)?(?:height|width): ([^;{}]*);")


def style_of(path: Path) -> str:
    return _COMMENT.sub("", path.read_text("utf-8"))


def first_classes(path: Path) -> Iterator[str]:
    """The class that each selector begins with; what the whole page is in does not count."""
    for rule in _RULE.findall(style_of(path)):
        for selector in [] if rule.strip().startswith("@") else re.split(r",(?![^(]*\))", rule):
            if found := _CLASS.search(_PAGE_STATE.sub("", selector.strip())):
                yield found[1]


def sizes(prefix: str) -> set[str]:
    """The sizes that the tokens of this kind stand for."""
    tokens = (ROOT / "assets" / "styles" / "tokens.css").read_text("utf-8")
    return set(re.findall(rf"--{prefix}[\w-]*: (\d+px);", tokens))


def test_each_class_has_one_owner():
    """A rule stands in the file of the class it begins with: who looks for one looks in one place."""
    owners = defaultdict(set)
    for path in FILES:
        for name in [] if path.name in OF_ALL else first_classes(path):
            owners[name].add(path.name)
    assert len(owners) > 100
    shared = {name: files for name, files in owners.items() if len(files) > 1}
    assert shared == OF_SEVERAL


@pytest.mark.parametrize(
    ("kind", "declared"), [("space", _SPACED), ("radius", _ROUNDED), ("touch", _TOUCHED)]
)
def test_a_size_that_has_a_token_is_said_by_it(kind: str, declared: re.Pattern[str]):
    """Spaces, radii and what a finger meets are chosen in tokens.css."""
    known = sizes(kind)
    assert known
    found = {
        f"{path.name}: {value}"
        for path in FILES
        for value in declared.findall(style_of(path))
        if known.intersection(re.findall(r"(?<![\w.-])\d+px", value))
    }
    assert found == set()


def test_letters_are_as_large_as_the_reader_wants_them():
    """In rem or em, so that the size of the browser and that of the Me page count everywhere."""
    screens = [path for path in FILES if path.name != "print.css"]  # paper is measured in points
    values = [(path.name, value) for path in screens for value in _LETTERS.findall(style_of(path))]
    assert len(values) > 100
    assert [(name, value) for name, value in values if re.search(r"\d(px|pt|vw|vh)\b", value)] == []


def test_every_style_is_part_of_the_page():
    """Tokens before whoever uses them, paper last."""
    assert {f"{name}.css" for name in app._STYLES} == {path.name for path in FILES}
    assert (app._STYLES[0], app._STYLES[-1]) == ("tokens", "print")
