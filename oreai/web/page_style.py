"""The looks of the app in a page that the server writes itself, by the app's own styles."""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "assets" / "styles"
_DARK = re.compile(r"html\.dark (\{[^}]*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BETWEEN = re.compile(r"\s+")


@cache
def page_style(names: tuple[str, ...], own: Path) -> str:
    """The app's styles of these names, and the page's own; dark also for who has chosen no colours here."""
    app = "".join((_FOLDER / f"{name}.css").read_text("utf-8") for name in names)
    dark = "".join(f"html:not(.light) {colours}" for colours in _DARK.findall(app))
    style = f"{app}@media screen and (prefers-color-scheme: dark) {{{dark}}}{own.read_text('utf-8')}"
    return _BETWEEN.sub(" ", _COMMENT.sub("", style))
