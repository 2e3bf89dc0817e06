"""A text that grows at its end is, at every moment and from every offset, a plain text."""

from hypothesis import given
from hypothesis import strategies as st

from oreai.services.replies.growing_text import GrowingText

PIECES = st.lists(st.text(max_size=8) | st.sampled_from(["京都", "👨‍👩‍👧", "🚃", "é", ""]), max_size=20)


@given(st.text(max_size=5), PIECES)
def test_it_is_the_sum_of_its_pieces(begin: str, pieces: list[str]):
    """Text and length, counted in characters, are those of the pieces joined."""
    growing, plain = GrowingText(begin), begin
    for piece in pieces:
        growing.append(piece)
        plain += piece
        assert (str(growing), growing.length) == (plain, len(plain))


@given(PIECES, st.data())
def test_since_an_offset_is_slicing(pieces: list[str], data: st.DataObject):
    """What has come since an offset is what a slice would give, also beyond the end."""
    growing = GrowingText()
    for piece in pieces:
        growing.append(piece)
    plain = "".join(pieces)
    offset = data.draw(st.integers(0, len(plain) + 3))
    assert growing.since(offset) == plain[offset:]


@given(PIECES, st.lists(st.booleans(), min_size=20, max_size=20))
def test_reading_now_and_then_misses_nothing(pieces: list[str], reads: list[bool]):
    """Whoever reads from where the last reading ended has the whole in the end."""
    growing, read = GrowingText(), ""
    for piece, now in zip(pieces, reads, strict=False):
        growing.append(piece)
        if now:
            read += growing.since(len(read))
    assert read + growing.since(len(read)) == str(growing)
