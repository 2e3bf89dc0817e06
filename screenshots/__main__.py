"""`python -m screenshots`: play every scene in every look, take its picture in every width."""

import argparse
import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path

from playwright.async_api import Browser

from screenshots import gallery, stage
from screenshots.gallery import Picture
from screenshots.scenes import SCENES
from screenshots.stage import House, Scene, Stage

_OUT = Path(__file__).parent / "out"
_LOOKS = [f"{locale}-{theme}" for locale, theme in product(stage.LOCALES, stage.THEMES)]
_SETTLING_MS = 250  # pictures and fonts of the new width


def main() -> None:
    """Say where the pictures are."""
    wanted = _arguments()
    began = time.monotonic()
    scenes = [scene for scene in SCENES if scene.name in wanted.scenes]
    pictures = asyncio.run(_take(scenes, wanted.looks, wanted.widths))
    index = gallery.write(_OUT, pictures)
    print(f"{len(pictures)} pictures in {time.monotonic() - began:.0f} s: {index}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m screenshots", description="Every screen as a picture.")
    names = [scene.name for scene in SCENES]
    parser.add_argument("--scenes", nargs="+", choices=names, default=names)
    parser.add_argument("--looks", nargs="+", choices=_LOOKS, default=_LOOKS)
    parser.add_argument(
        "--widths", nargs="+", type=int, choices=list(stage.WIDTHS), default=list(stage.WIDTHS)
    )
    return parser.parse_args()


async def _take(scenes: list[Scene], looks: list[str], widths: list[int]) -> list[Picture]:
    shutil.rmtree(_OUT, ignore_errors=True)
    _OUT.mkdir()
    with stage.house() as house:
        async with stage.chromium() as browser:
            return [
                p
                for scene in scenes
                for look in looks
                async for p in _play(scene, look, widths, browser, house)
            ]


async def _play(
    scene: Scene, look: str, widths: list[int], browser: Browser, house: House
) -> AsyncIterator[Picture]:
    locale, theme = look.split("-")
    async with stage.stage(browser, house, locale, theme) as there:
        await scene.play(there)
        for width in widths:
            yield await _picture(scene, there, width)


async def _picture(scene: Scene, there: Stage, width: int) -> Picture:
    look = f"{there.locale}-{there.theme}"
    file = _OUT / f"{scene.name}.{look}.{width}.png"
    await there.page.set_viewport_size({"width": width, "height": stage.WIDTHS[width]})
    await there.page.wait_for_timeout(_SETTLING_MS)
    await there.page.screenshot(path=file)
    return Picture(scene.name, scene.shows, look, width, file)


if __name__ == "__main__":
    main()
