"""How long a provider asks to wait, in each of the places where it says so."""

import time

import pytest

from oreai.llm.waiting_time import seconds_told

NOON = "Sun, 29 Nov 2026 12:00:00 GMT"
IN_HEADERS = [
    ({"retry-after": "20"}, 20),
    ({"retry-after": "2.6"}, 3),
    ({"retry-after": "0"}, 1),
    ({"retry-after-ms": "1500", "retry-after": "9"}, 2),
    ({"retry-after": "Sun, 29 Nov 2026 12:00:40 GMT", "date": NOON}, 40),
    ({"retry-after": "Sun, 29 Nov 2026 11:00:00 GMT", "date": NOON}, None),
    ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, None),
    ({"retry-after": "7s"}, 7),
    ({"retry-after": "1m30s"}, 90),
    ({"retry-after": "2026-11-29T12:00:40Z", "date": NOON}, 40),
    ({"retry-after": "2026-11-29T20:00:40+08:00", "date": NOON}, 40),
    ({"retry-after": "2026-11-29T11:00:00Z", "date": NOON}, None),
    ({"retry-after": "soon"}, None),
    ({"retry-after": "-5"}, None),
    ({"retry-after": "9" * 400}, 86400),
    ({}, None),
]
IN_WORDS = [
    ("Rate limit reached. Please try again in 7.5s. Visit our page.", 8),
    ("Please try again in 2m52.8s.", 173),
    ("Please try again in 1h2m3s", 3723),
    ("Please retry in 34.07s.", 35),
    ("try again in 850ms", 1),
    ("Retry after 30 seconds", 30),
    ("Please wait 1 minute and 5 seconds", 65),
    ("请在 20 秒后重试", 20),
    ("3 分钟后再试", 180),
    ("请等待 45 秒", 45),
    ("Limit: 10000 / min. Please try again in 6s.", 6),
    ("Please wait a moment.", None),
    ("5s was too short", None),
]


@pytest.mark.parametrize(("headers", "seconds"), IN_HEADERS)
def test_a_header_tells_it(headers: dict[str, str], seconds: int | None):
    """In seconds or by a unit, as a date by the server's own clock; a past one tells nothing."""
    assert seconds_told(headers) == seconds


@pytest.mark.parametrize(("words", "seconds"), IN_WORDS)
def test_the_words_tell_it(words: str, seconds: int | None):
    """In whole seconds, never too early."""
    assert seconds_told({}, words=words) == seconds


def test_a_field_tells_it():
    """As Gemini does; a header counts for more than words."""
    assert seconds_told({}, "34s", "Busy.") == 34
    assert seconds_told({"retry-after": "3"}, words="try again in 20s") == 3


@pytest.mark.parametrize("sign", ["1", "1 ", "1s ", "try "])
def test_a_page_of_digits_is_no_time_and_takes_none(sign: str):
    """As long as an error's words may be, and longer in a field of its own."""
    started = time.process_time()
    seconds_told({}, words=f"Retry {sign * (2000 // len(sign))}")
    seconds_told({}, sign * 100_000)
    assert time.process_time() - started < 0.5
