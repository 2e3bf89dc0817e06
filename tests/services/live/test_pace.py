"""How often a view hears of a growing reply: quickly at first, calmly later, never not at all."""

from hypothesis import given
from hypothesis import strategies as st

from oreai.services.live.pace import Pace

QUICK_S, SLOWEST_S = 0.1, 0.4  # a word comes at once; a long text still flows
BUSIEST_S = 1.0  # however busy the server is


def after(seconds: float) -> float:
    """What a view waits that has watched for so long."""
    pace = Pace()
    pace._began -= seconds
    return pace.seconds()


def test_the_first_words_come_at_once():
    """The first half second is told at least ten times a second."""
    assert 0 < after(0) <= after(0.5) <= QUICK_S


def test_a_long_reply_is_told_calmly():
    """At less than half the cost of the beginning, and no slower after an hour."""
    assert 2 * after(0) < after(10) == after(3600) <= SLOWEST_S


@given(st.floats(0, 100), st.floats(0, 100))
def test_it_never_becomes_quicker(one: float, other: float):
    """The longer somebody watches, the calmer it is, without a jump back."""
    earlier, later = sorted((one, other))
    assert after(earlier) <= after(later) + 0.001


def test_a_busy_server_tells_less_often_until_it_has_caught_up():
    """Waits that come late make the next ones longer, within bounds; punctual ones bring the pace back."""
    pace = Pace()
    unhurried = pace.seconds()
    for _ in range(3):
        pace.waited(asked=unhurried, took=unhurried + 0.03)
    assert unhurried < pace.seconds() <= BUSIEST_S
    pace.waited(asked=unhurried, took=3600)
    assert pace.seconds() <= BUSIEST_S
    for _ in range(30):
        pace.waited(asked=unhurried, took=unhurried)
    assert pace.seconds() <= QUICK_S


def test_a_wait_that_was_cut_short_is_not_late():
    """A change that wakes the view early says nothing of how busy the server is."""
    pace = Pace()
    pace.waited(asked=0.2, took=0.01)
    assert pace.seconds() <= QUICK_S
