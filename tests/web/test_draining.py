"""When a server that is on its way out may go."""

import pytest

from oreai.web import draining
from oreai.web.draining import Draining


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock to be set."""
    now = [100.0]
    monkeypatch.setattr(draining.time, "monotonic", lambda: now[0])
    return now


def test_who_has_not_begun_does_not_go(clock: list[float]):
    """However idle it is."""
    leaving = Draining()
    clock[0] += 1000
    assert (leaving.has_begun, leaving.is_over()) == (False, False)


def test_without_replies_it_goes_once_the_balancer_has_noticed(clock: list[float]):
    """Not at once: somebody may still be sent here."""
    leaving = Draining()
    leaving.begin(30)
    assert (leaving.has_begun, leaving.is_over()) == (True, False)
    clock[0] += 3
    assert leaving.is_over()


def test_replies_may_end_but_not_for_ever(clock: list[float]):
    """Its seconds are the most; what still runs then is handed over."""
    leaving = Draining()
    leaving.running = lambda: 2
    leaving.begin(30)
    clock[0] += 29
    assert not leaving.is_over()
    clock[0] += 1
    assert leaving.is_over()


def test_only_draining_goes_nowhere_until_it_is_told_to(clock: list[float]):
    """SIGUSR1 takes it out of the balancer; SIGTERM then counts from the beginning."""
    leaving = Draining()
    leaving.begin()
    clock[0] += 1000
    assert not leaving.is_over()
    leaving.begin(30)
    assert leaving.is_over(), "a thousand seconds were enough"
