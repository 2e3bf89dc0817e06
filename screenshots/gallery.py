"""The page that shows the pictures: a section a screen, a row a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

_STYLE = """
body { margin: 24px; font: 15px/1.5 system-ui, sans-serif; background: #ddd; color: #222; }
h2 { margin: 40px 0 8px; } h2 small { font-weight: 400; color: #555; }
.look { display: flex; align-items: flex-start; gap: 12px; overflow-x: auto; padding: 8px 0; }
figure { margin: 0; flex: none; } figcaption { color: #555; font-size: 13px; }
img { display: block; height: 520px; border-radius: 8px; box-shadow: 0 2px 12px #0003; background: #fff; }
nav { columns: 220px; }
"""


@dataclass(frozen=True)
class Picture:
    """One file, and what is on it."""

    scene: str
    shows: str
    look: str
    width: int
    file: Path


def write(folder: Path, pictures: Iterable[Picture]) -> Path:
    """Write index.html beside the pictures; its path."""
    taken = list(pictures)
    names = list(dict.fromkeys(picture.scene for picture in taken))
    contents = "".join(f'<div><a href="#{name}">{escape(name)}</a></div>' for name in names)
    sections = "".join(_section([p for p in taken if p.scene == name], folder) for name in names)
    index = folder / "index.html"
    index.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>OreAI: every screen</title>'
        f"<style>{_STYLE}</style><h1>OreAI: every screen</h1><nav>{contents}</nav>{sections}</html>",
        encoding="utf-8",
    )
    return index


def _section(pictures: list[Picture], folder: Path) -> str:
    first = pictures[0]
    looks = dict.fromkeys(picture.look for picture in pictures)
    rows = "".join(
        f'<div class="look">{"".join(_figure(p, folder) for p in pictures if p.look == look)}</div>'
        for look in looks
    )
    return f'<h2 id="{first.scene}">{first.scene} <small>{escape(first.shows)}</small></h2>{rows}'


def _figure(picture: Picture, folder: Path) -> str:
    file = escape(str(picture.file.relative_to(folder)))
    alt = escape(f"{picture.shows}, {picture.look}, {picture.width} px wide")
    image = f'<a href="{file}"><img loading="lazy" src="{file}" alt="{alt}"></a>'
    return f"<figure>{image}<figcaption>{picture.look}, {picture.width} px</figcaption></figure>"
