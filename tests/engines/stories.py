"""Stories that are told in every engine beside Chromium."""

import shutil
import warnings
from collections.abc import Awaitable, Callable

import pytest

from tests.browser.line import Line
from tests.engines.browser import Browser, HungError
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit
from tests.running import missing
from tests.upstream import Upstream

_ENGINES = (Firefox, WebKit)
_STORY_SECONDS = 240  # with one hang in it
Story = Callable[[Browser, Upstream, Line], Awaitable[None]]


def in_every_engine(story: Story) -> Callable[..., Awaitable[None]]:
    """The story as a test in each."""

    @pytest.mark.timeout(_STORY_SECONDS)
    @pytest.mark.parametrize("engine", _ENGINES, ids=lambda engine: engine.name)
    async def told(
        engine: type[Browser], upstream: Upstream, line: Line, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        for program, package in engine.programs.items():
            if not shutil.which(program):
                missing(engine.name, package)

        async def tell() -> None:
            async with engine(tmp_path_factory.mktemp(engine.name)) as browser:
                await story(browser, upstream, line)

        await tell_again_if_it_hangs(tell, upstream)

    told.__doc__ = story.__doc__
    return told


async def tell_again_if_it_hangs(tell: Callable[[], Awaitable[None]], upstream: Upstream) -> None:
    """Tell it; where the driver hangs, tell it once more, and let the warnings say so."""
    try:
        await tell()
    except HungError as hung:
        warnings.warn(f"{hung}; told once more", stacklevel=1)
        upstream.forget()
        await tell()
