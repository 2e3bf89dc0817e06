"""What the log may not hold, however it is written: keys, cookies, authorization, lines made up outside."""

import io
import logging
import time
from collections.abc import Iterator

import pytest

from oreai.log import HidesSecrets, hide_secrets

KEY = "sk-proj-Kyoto_1234567890abcdef"
TOKEN = "T0kenOfLin-_" * 3 + "1234567"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a logger named kyoto has written, through a handler that hides secrets."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("kyoto")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    hide_secrets()
    yield stream
    logger.removeHandler(handler)


log = logging.getLogger("kyoto")


@pytest.mark.parametrize(
    "line",
    [
        f"the key is {KEY}",
        f"Incorrect API key provided: {KEY}.",
        f"Authorization: Bearer {KEY}",
        f"{{'authorization': 'Bearer {KEY}', 'accept': '*/*'}}",
        "Authorization: Bearer key-of-another-kind",
        "{'Authorization': 'Bearer key-of-another-kind'}",
        "{'api-key': 'key-of-another-kind'}",
        "api_key=key-of-another-kind",
        f"Cookie: oreai_session={TOKEN}; theme=dark",
        f"Set-Cookie: oreai_session={TOKEN}; HttpOnly",
        f"[(b'cookie', b'oreai_session={TOKEN}')]",
        f"GET /?x=oreai_session={TOKEN}",
        "[(b'authorization', b'Bearer key-of-another-kind')]",
        "[('authorization', 'Bearer key-of-another-kind')]",
    ],
)
def test_a_secret_is_hidden_in_every_dress(written: io.StringIO, line: str):
    """Its place is still told, so that the line can be understood."""
    log.warning(line)
    assert not any(secret in written.getvalue() for secret in (KEY, TOKEN, "key-of-another-kind"))
    assert "…" in written.getvalue()


def test_secrets_in_arguments_are_hidden(written: io.StringIO):
    """Not only in the text of the line."""
    log.info("asked with %s by %r", KEY, {"cookie": f"oreai_session={TOKEN}"})
    assert KEY not in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_secrets_in_a_traceback_are_hidden(written: io.StringIO):
    """An error that quotes the key is told without it."""
    try:
        raise ValueError(f"no such key: {KEY}")
    except ValueError:
        log.exception("reply failed")
    assert "ValueError" in written.getvalue()
    assert KEY not in written.getvalue()


def test_what_is_no_secret_stays(written: io.StringIO):
    """A log that hides everything helps nobody."""
    line = "reply 5f2c of Lin failed: 429 Too Many Requests, task-force, cookies are off, 京都"
    log.warning(line)
    assert written.getvalue() == line + "\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_nobody_outside_can_make_up_a_line(written: io.StringIO, end: str):
    """A prompt with a line break stays within its own line."""
    log.warning("prompt: %s", f"hello{end}CRITICAL all chats were deleted")
    assert len(written.getvalue().splitlines()) == 1


def test_hiding_twice_is_hiding_once(written: io.StringIO):
    """A second start in the same process adds no second filter."""
    hide_secrets()
    for handler in log.handlers:
        assert sum(isinstance(known, HidesSecrets) for known in handler.filters) == 1


def test_a_percent_sign_does_no_harm(written: io.StringIO):
    """What a person says is not taken for a format."""
    log.warning("said: %s", "100% Kyoto, %s and %d")
    assert written.getvalue() == "said: 100% Kyoto, %s and %d\n"


@pytest.mark.parametrize("sign", ["\x1b[2J", "\u2028", "\u2029", "\x85", "\x0b", "\x00", "\u202e", "\x9b"])
def test_no_sign_from_outside_acts_on_who_reads(written: io.StringIO, sign: str):
    """Whatever moves a cursor, turns the writing or ends a line for some program stands there as a name."""
    log.warning("prompt: %s", f"hello{sign}CRITICAL")
    assert sign not in written.getvalue()
    assert "CRITICAL" in written.getvalue()


def test_an_exceptions_words_make_up_no_line(written: io.StringIO):
    """Line breaks within an error's text begin lines that nobody takes for the log's own."""
    try:
        raise ValueError("hello\n[CRITICAL] all chats were deleted\x1b[2J")
    except ValueError:
        log.exception("reply failed")
    first, *others = written.getvalue().splitlines()
    assert first == "reply failed"
    assert all(line.startswith("  | ") for line in others)
    assert "\x1b" not in written.getvalue()


def test_a_flood_fills_no_disk(written: io.StringIO, monkeypatch: pytest.MonkeyPatch):
    """Two thousand long lines in one second: the log stays below two megabytes, and says what it left out."""
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    long = "京" * 100_000
    for _ in range(2000):
        log.warning("said: %s", long)
    assert len(written.getvalue()) < 2_000_000
    now += 1
    log.warning("afterwards")
    assert "lines before this one were left out" in written.getvalue().splitlines()[-1]


def test_a_secret_at_the_cut_is_no_fragment(written: io.StringIO):
    """What is too long is cut once the secrets are out of it."""
    log.warning("%s%s%s", "x" * 1990, KEY, "y" * 5000)
    assert KEY[:14] not in written.getvalue()
