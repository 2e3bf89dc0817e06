"""What a reply's row is told of its ending."""

from oreai.llm.client import ReplyChunk
from oreai.services.replies.outcome import ReplyOutcome


def test_a_reason_fits_its_column():
    """Whatever a provider calls the end: MariaDB would refuse a longer one, and with it the whole reply."""
    told = ReplyOutcome().told_by(ReplyChunk(finish_reason="because_" * 20))
    assert told.columns()["finish_reason"] == "because_" * 4


def test_what_a_later_chunk_does_not_tell_stays():
    """The counts come after the reason, in a chunk that has none."""
    told = ReplyOutcome().told_by(ReplyChunk(finish_reason="stop"))
    told = told.told_by(ReplyChunk(prompt_tokens=12, completion_tokens=3))
    assert (told.finish_reason, told.prompt_tokens, told.completion_tokens) == ("stop", 12, 3)
