"""Where a continued reply is joined: what the model repeats is left out, and nothing else is lost."""

from hypothesis import given
from hypothesis import strategies as st

from oreai.services.replies.overlap import OverlapTrimmer

WORDS = st.text(st.sampled_from("ab 京都🚃\n"), max_size=240)


def joined(said: str, pieces: list[str]) -> str:
    """What comes out of the seam for these pieces."""
    overlap = OverlapTrimmer(said)
    return "".join([*(overlap.after(piece) for piece in pieces), overlap.rest()])


@given(WORDS, st.lists(WORDS, max_size=12))
def test_nothing_but_a_repeated_beginning_is_ever_lost(said: str, pieces: list[str]):
    """What is missing stood at the end of what had been said, word for word; the rest comes whole."""
    text, came = "".join(pieces), joined(said, pieces)
    assert text.endswith(came)
    lost = text[: len(text) - len(came)]
    assert not lost or (said.endswith(lost) and len(lost) >= 4)


@given(WORDS, st.integers(6, 160), WORDS, st.integers(1, 9))
def test_a_repeated_end_is_said_once(said: str, repeated: int, more: str, size: int):
    """However the pieces are cut: the model begins with its last words, the reader reads them once."""
    said += "从清水寺走到"  # long enough to be told from chance
    text = said[-repeated:] + "，然后" + more
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert said + joined(said, pieces) == said + "，然后" + more


@given(WORDS, st.lists(WORDS, max_size=8))
def test_a_first_reply_passes_through_at_once(more: str, pieces: list[str]):
    """With nothing said before nothing is held back, not even for a moment."""
    overlap = OverlapTrimmer("")
    assert [overlap.after(piece) for piece in [more, *pieces]] == [more, *pieces]
    assert overlap.rest() == ""


def test_new_words_are_held_back_no_longer_than_they_may_repeat():
    """Four words that stand nowhere in the end are new: they come at once."""
    overlap = OverlapTrimmer("先去清水寺，再去")
    assert overlap.after("奈良") == "奈良"
    assert overlap.after("，再去") == "，再去"


def test_a_short_likeness_is_chance():
    """Three characters that are the same are kept: they may well be meant."""
    assert joined("好好好", ["好好好", "学习"]) == "好好好学习"
