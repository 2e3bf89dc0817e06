"""A bucket for each: full after a pause, refilled with time, and no more of them than are worth keeping."""

from oreai.services.accounts.rates import _MOST_KEPT, Rate


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_then_so_many_a_minute():
    """Ten at once; the eleventh is told when, and may then; somebody else is not held up."""
    clock = Clock()
    rate = Rate(10, 60, clock=clock)
    assert [rate.take("lin") for _ in range(10)] == [0] * 10
    assert rate.take("lin") == 1
    assert rate.take("ada") == 0
    clock.now = 1
    assert rate.take("lin") == 0
    assert rate.take("lin") > 0


def test_what_is_large_costs_more_and_still_may_be():
    """Even what costs more than the bucket holds may be done, once it is full."""
    clock = Clock()
    rate = Rate(10, 60, clock=clock)
    assert rate.take("lin", 25) == 0
    assert rate.take("lin") > 15
    clock.now = 60
    assert rate.take("lin") == 0


def test_a_crowd_is_not_remembered_for_ever():
    """A hundred thousand strangers leave no more behind than the newest few."""
    rate = Rate(1, 1)
    for number in range(5 * _MOST_KEPT):
        rate.take(str(number))
    assert len(rate._left) == _MOST_KEPT
