"""The built client is for the browsers that OreAI is meant for: what is younger has a fallback."""

import re
from functools import cache
from pathlib import Path

import pytest

from oreai import client_build
from oreai.settings import ROOT

# Nothing lowers these for older browsers; the version of each engine that has them first.
_YOUNGER_SCRIPT = {
    "Array.fromAsync": "Chrome 121",
    "AbortSignal.any": "Chrome 116, Firefox 124, Safari 17.4",
    "caretPositionFromPoint": "Chrome 128, Safari 26.2",
    "checkVisibility": "Firefox 125, Safari 17.4",
    "CSS.highlights": "Firefox 140, Safari 17.2",
    "Iterator.from": "Chrome 122, Firefox 131, Safari 18.4",
    "Map.groupBy": "Chrome 117, Firefox 119, Safari 17.4",
    "Object.groupBy": "Chrome 117, Firefox 119, Safari 17.4",
    "Promise.try": "Chrome 128, Firefox 134, Safari 18.2",
    "Promise.withResolvers": "Chrome 119, Firefox 121, Safari 17.4",
    "RegExp.escape": "Chrome 136, Firefox 134, Safari 18.2",
    "requestIdleCallback": "no Safari",
    "scheduler.yield": "Chrome 129, Firefox 142, no Safari",
    "toWellFormed": "Firefox 119",
    "URL.canParse": "Chrome 120, Safari 17",
    "URL.parse": "Chrome 126, Firefox 126, Safari 18",
}
_YOUNGER_STYLE = {
    r":has\(": "Firefox 121",
    r":dir\(": "Chrome 120",
    r":user-(in)?valid": "Chrome 119, Safari 16.5",
    r"@scope": "Chrome 118, Firefox 146, Safari 17.4",
    r"@starting-style": "Chrome 117, Firefox 129, Safari 17.5",
    r"anchor\(": "Chrome 125, Firefox 147, Safari 26",
    r"light-dark\(": "Chrome 123, Firefox 120, Safari 17.5",
    r"field-sizing": "Chrome 123, no Firefox, Safari 26.2",
    r"(?<!13\.5em;max-height:)(?<!time-value\{min-height:)\b\d+r?lh\b": "Firefox 120, without its fallback",
    r"conic-gradient": "froze WebKit before 2.50",
}
# Mermaid's: a diagram that cannot be drawn stays code, with a word that says so.
_OF_DIAGRAMS = ("@mermaid-js", "sanitizeUrl", "chevrotain", "langium")


@pytest.fixture(scope="module")
def assets() -> Path:
    client_build.build()
    return client_build.CLIENT / "assets"


@cache
def texts(assets: Path, ending: str) -> dict[str, str]:
    """The built files of this kind, by their names."""
    return {file.name: file.read_text() for file in assets.glob(f"*{ending}")}


@pytest.mark.parametrize("name", _YOUNGER_SCRIPT)
def test_no_script_needs_a_younger_browser(assets: Path, name: str):
    """Neither ours nor a library's, but for those that draw diagrams."""
    call = re.compile(rf"(?<![\w.]){re.escape(name)}\(|\.{re.escape(name)}\(")
    found = [
        name
        for name, text in texts(assets, ".js").items()
        if call.search(text) and not any(sign in text for sign in _OF_DIAGRAMS)
    ]
    assert found == [], f"needs {_YOUNGER_SCRIPT[name]}"


@pytest.mark.parametrize("sign", _YOUNGER_STYLE)
def test_no_style_needs_a_younger_browser(assets: Path, sign: str):
    """What only decorates may be missing; what hides, places or paints may not."""
    found = [name for name, text in texts(assets, ".css").items() if re.search(sign, text)]
    assert found == [], f"needs {_YOUNGER_STYLE[sign]}"


def test_the_build_is_told_its_browsers(assets: Path):
    """Vite writes both in what these understand."""
    config = (ROOT / ".web" / "vite.config.js").read_text()
    assert "target: ['chrome111', 'edge111', 'firefox115', 'safari16.4', 'ios16.4']" in config


def test_no_component_asks_for_styles_of_its_own(assets: Path):
    """The build leaves emotion out: a `css` property would be written into the page as an attribute."""
    web = ROOT / ".web"
    files = [file for folder in ("app", "app_components") for file in (web / folder).rglob("*.jsx")]
    assert len(files) > 5
    assert [file.name for file in files if re.search(r"\bcss ?:", file.read_text())] == []
    assert not [file.name for file in assets.glob("emotion*")]


def test_the_readme_names_the_same_browsers():
    """Whoever reads it is told what the build is told."""
    words = (ROOT / "README.md").read_text()
    for name, version in client_build.OLDEST_BROWSERS.items():
        assert re.search(rf"{name}[^.|]*{re.escape(version)}", words), name
