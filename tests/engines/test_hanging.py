"""A driver that hangs costs one more attempt, which is said, and leaves no process behind."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from tests.engines.browser import Browser, HungError
from tests.engines.stories import tell_again_if_it_hangs
from tests.upstream import Upstream
from tests.waiting import eventually


class Sleeper(Browser):
    """A browser that starts a process and then answers nothing for the first `hangs` times."""

    name = "Sleeper"
    hangs = 1
    groups: tuple[int, ...] = ()

    async def start(self) -> None:
        await self.spawn("sh", "-c", "sleep 60 & sleep 60")
        Sleeper.groups += (self._started[0].pid,)

    async def ask(self, command: str, **parameters: object) -> None:
        if len(self.groups) <= self.hangs:
            await asyncio.Event().wait()


@pytest.fixture
def sleeper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Sleeper:
    monkeypatch.setattr("tests.engines.browser._COMMAND_SECONDS", 0.2)
    monkeypatch.setattr(Sleeper, "groups", ())
    return Sleeper(tmp_path)


def is_over(group: int) -> bool:
    """Whether every process of the group has ended; one that nobody has buried yet has."""
    lines = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    return not any(line.split()[0] == str(group) and "Z" not in line for line in lines.splitlines())


async def test_a_hang_is_told_once_more(sleeper: Sleeper, upstream: Upstream):
    """The second attempt has a browser of its own; both have ended with all they had started."""
    told = []

    async def tell() -> None:
        async with Sleeper(sleeper.folder) as browser:
            told.append(browser.name)

    with pytest.warns(
        UserWarning, match="Sleeper hung: SetWindowRect took more than 0.2 seconds; told once more"
    ):
        await tell_again_if_it_hangs(tell, upstream)
    assert told == ["Sleeper"]
    assert len(sleeper.groups) == 2
    for group in sleeper.groups:
        assert eventually(lambda group=group: is_over(group))


async def test_a_second_hang_fails(sleeper: Sleeper, upstream: Upstream, monkeypatch: pytest.MonkeyPatch):
    """Twice is no accident."""
    monkeypatch.setattr(Sleeper, "hangs", 2)

    async def tell() -> None:
        async with Sleeper(sleeper.folder):
            pass

    with pytest.warns(UserWarning, match="told once more"), pytest.raises(HungError):
        await tell_again_if_it_hangs(tell, upstream)
