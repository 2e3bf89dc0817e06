"""What of a conversation goes to the model: never over budget, the newest always, in order."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oreai.services.models.window import Window, window
from oreai.services.requests.context import Contents, DoesNotFit, Fit, Turn, fit

TURNS = st.lists(st.builds(Turn, st.sampled_from(["user", "assistant"]), st.integers(1, 400)), max_size=40)


@st.composite
def all_contents(draw: st.DrawFn) -> Contents:
    """Any conversation, with a summary of some of its exchanges or without one."""
    turns = draw(TURNS)
    bare = Contents(system=0, examples=0, turns=turns)
    return Contents(
        system=draw(st.integers(0, 300)),
        examples=draw(st.integers(0, 500)),
        turns=turns,
        summary=draw(st.sampled_from([0, 80])) if turns else 0,
        covered=draw(st.sampled_from(bare.exchanges())),
        frame=3,
    )


WINDOWS = st.builds(window, st.integers(256, 8000), st.integers(1, 4000))


def weight(contents: Contents, chosen: Fit) -> int:
    """What the chosen part weighs, added up anew."""
    extra = chosen.examples * contents.examples + chosen.summary * contents.summary
    turns = sum(turn.tokens for turn in contents.turns[chosen.first :])
    return contents.frame + contents.system + extra + turns


@given(all_contents(), WINDOWS)
def test_a_request_is_never_over_its_budget(contents: Contents, room: Window):
    """What is chosen weighs what it says, and leaves the answer its room; what cannot fit says so."""
    try:
        chosen = fit(contents, room)
    except DoesNotFit as error:
        needed, budget = error.tokens, error.room
        assert needed > budget == room.budget
        return
    assert chosen.used == weight(contents, chosen) <= room.budget
    assert chosen.used + room.answer <= room.limit


@given(all_contents(), WINDOWS)
def test_the_newest_exchange_always_goes_and_exchanges_stay_whole(contents: Contents, room: Window):
    """The view is an end of the conversation that begins with a prompt, or all of it."""
    try:
        chosen = fit(contents, room)
    except DoesNotFit:
        assume(False)
    assert chosen.first <= contents.exchanges()[-1]
    assert chosen.first == 0 or contents.turns[chosen.first].role == "user"


@given(all_contents(), WINDOWS)
def test_a_summary_goes_only_for_what_it_covers(contents: Contents, room: Window):
    """Turns that the summary covers are not sent twice, and a whole view needs none."""
    try:
        chosen = fit(contents, room)
    except DoesNotFit:
        assume(False)
    assert not chosen.summary or chosen.first >= contents.covered
    assert not (chosen.summary and chosen.examples)


@given(all_contents(), WINDOWS)
def test_the_same_conversation_is_fitted_the_same_way(contents: Contents, room: Window):
    """Nothing but the arguments decides."""

    def outcome() -> Fit | tuple:
        try:
            return fit(contents, room)
        except DoesNotFit as error:
            return error.tokens, error.room

    assert outcome() == outcome()


@given(all_contents(), WINDOWS, st.integers(0, 4000))
def test_a_larger_window_never_shows_less(contents: Contents, room: Window, more: int):
    """With more room the view begins no later, unless a summary now stands for its beginning."""
    try:
        before = fit(contents, room)
    except DoesNotFit:
        assume(False)
    after = fit(contents, Window(room.limit + more, room.answer))
    assert after.first <= before.first or after.summary > before.summary


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (500, Fit(0, True, False, 403)),
        (390, Fit(0, False, False, 303)),
        (290, Fit(2, False, True, 263)),
        (250, Fit(4, False, True, 163)),
        (110, Fit(4, False, False, 103)),
    ],
    ids=["everything", "no examples", "a summary", "a summary and the newest", "the newest alone"],
)
def test_what_leaves_first(budget: int, expected: Fit):
    """First the examples, then what the summary covers, then more, and at last the summary."""
    turns = [Turn(role, 50) for role in ("user", "assistant", "user", "assistant", "user")]
    said = Contents(system=50, examples=100, turns=turns, summary=60, covered=2, frame=3)
    assert fit(said, Window(budget + 100, 100)) == expected


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (430, Fit(0, True, False, 423, True)),
        (130, Fit(4, False, False, 123, True)),
        (110, Fit(4, False, False, 103)),
    ],
    ids=["everything", "the newest exchange with it", "the newest exchange alone"],
)
def test_what_is_wanted_in_all_chats_leaves_last(budget: int, expected: Fit):
    """It stays while the newest exchange fits beside it: earlier ones, examples and summary leave before."""
    turns = [Turn(role, 50) for role in ("user", "assistant", "user", "assistant", "user")]
    said = Contents(system=50, examples=100, turns=turns, personal=20, summary=60, covered=2, frame=3)
    assert fit(said, Window(budget + 100, 100)) == expected


def test_an_answer_takes_at_most_half_of_a_small_window():
    """A longest reply that is larger than the model itself still leaves room to ask."""
    assert window(512, 4096) == Window(512, 256)
