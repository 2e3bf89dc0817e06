"""How many tokens a text has: exact for OpenAI's encodings, offline, an estimate for everybody else."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from oreai.llm.tokens import NEWER, OLDER, Counter, count, counter_for
from oreai.settings import ROOT

_DEAF = """
import socket
def refuse(*_, **__): raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from oreai.llm.tokens import NEWER, OLDER, count
print(count("2 + 2 = 4", OLDER), count("お誕生日おめでとう", NEWER))
"""


@pytest.mark.parametrize(
    ("text", "older", "newer"),
    [("antidisestablishmentarianism", 6, 6), ("2 + 2 = 4", 7, 7), ("お誕生日おめでとう", 9, 8), ("", 0, 0)],
)
def test_the_counts_are_openais_own(text: str, older: int, newer: int):
    """The examples of the OpenAI Cookbook, as its own page prints them."""
    assert (count(text, OLDER), count(text, NEWER)) == (older, newer)


def test_a_control_sign_in_a_text_is_text():
    """Somebody quotes the end-of-text sign: it is counted as what it looks like, and nothing is raised."""
    assert count("<|endoftext|>", OLDER) > 1


def test_counting_asks_no_network():
    """A machine without a network, and with a proxy that is dead, counts all the same."""
    environment = {**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9", "TIKTOKEN_CACHE_DIR": ""}
    ran = subprocess.run(
        [sys.executable, "-c", _DEAF], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["7", "8"], ran.stderr


@pytest.mark.parametrize(
    ("model", "encoding"),
    [
        ("gpt-3.5-turbo-16k", OLDER),
        ("gpt-35-turbo", OLDER),
        ("gpt-4", OLDER),
        ("gpt-4-turbo-2024-04-09", OLDER),
        ("gpt-4o-mini", NEWER),
        ("chatgpt-4o-latest", NEWER),
        ("gpt-4.1-nano", NEWER),
        ("gpt-4.5-preview", NEWER),
        ("gpt-5-mini", NEWER),
        ("gpt-5.1", NEWER),
        ("o1", NEWER),
        ("o3-mini", NEWER),
        ("o4-mini", NEWER),
        ("openai/gpt-4o", NEWER),
        ("OpenAI/GPT-4", OLDER),
    ],
)
def test_a_model_of_openai_is_counted_exactly(model: str, encoding: str):
    """By its family, whichever vendor's name stands before it."""
    assert counter_for(model) == Counter(encoding)


@pytest.mark.parametrize("model", ["llama3.1:8b", "qwen3", "claude-sonnet-4", "o2-kyoto", "gpt-oss-20b", ""])
def test_another_model_is_estimated_on_the_safe_side(model: str):
    """A little more than the encoding says, until the model's usage tells the truth."""
    counter = counter_for(model)
    assert counter.factor > 1
    assert counter.weigh(100) > 100


def test_a_weight_is_rounded_up():
    """Half a token is one."""
    assert [Counter(OLDER, 1.1).weigh(tokens) for tokens in (0, 1, 10, 11)] == [0, 2, 11, 13]


def test_a_model_that_says_nothing_but_spaces_is_counted():
    """A million of them, with something after it, are more than the encoding takes in one go."""
    assert 1_000 < count(" " * 1_000_000 + "x", OLDER) < 1_000_000


def test_what_the_encoding_cannot_take_is_counted_by_its_bytes(monkeypatch: pytest.MonkeyPatch):
    """Its library panics, which is no Exception: the count is never less than the truth, and nothing ends."""

    class PanicException(BaseException):
        """What Rust throws."""

    def panic(_text: str) -> list[int]:
        raise PanicException

    monkeypatch.setattr("oreai.llm.tokens._encoding", lambda _: SimpleNamespace(encode_ordinary=panic))
    assert count("京都!", OLDER) == 7
