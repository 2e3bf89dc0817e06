"""How many tokens a text is: exact for the encodings of OpenAI's models, an estimate to calibrate for others.

The two encodings lie beside this file, so nothing is fetched when OreAI runs.
What a turn weighs beside its text is OpenAI's own rule
("How to count tokens with tiktoken", OpenAI Cookbook).
"""

import math
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tiktoken

NEWER = "o200k_base"
OLDER = "cl100k_base"
TURN_TOKENS = 4
"Around each turn: three signs and the name of its role."
REPLY_TOKENS = 3
"The beginning of the reply, which belongs to the request."

_NEWER_MODELS = re.compile(r"(chatgpt-4o|gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|o[1345])(?![a-z0-9])")
_OLDER_MODELS = re.compile(r"gpt-(3\.5|35|4)(?![a-z0-9])")
_UNKNOWN_FACTOR = 1.1  # of the older encoding, which takes half the memory; usage soon says how much it is
_AT_ONCE = 100_000  # characters: a million spaces in one go are more than tiktoken's stack holds
_ENCODINGS = Path(__file__).parent / "encodings"


@dataclass(frozen=True)
class Counter:
    """How the tokens of one model are counted."""

    encoding: str
    factor: float = 1.0
    "The model's own tokens for each one counted."

    def weigh(self, counted: int) -> int:
        """What so many counted tokens are to the model."""
        return math.ceil(counted * self.factor)


def counter_for(model: str) -> Counter:
    """How to count for this model, as far as its name tells; `vendor/` before the name is ignored."""
    name = model.rpartition("/")[2].lower()
    if _NEWER_MODELS.match(name):
        return Counter(NEWER)
    if _OLDER_MODELS.match(name):
        return Counter(OLDER)
    return Counter(OLDER, _UNKNOWN_FACTOR)


def count(text: str, encoding: str) -> int:
    """The tokens of a text in one of the two encodings; the first call of each reads it from disk."""
    slices = (text[at : at + _AT_ONCE] for at in range(0, len(text), _AT_ONCE))
    return sum(_count(part, _encoding(encoding)) for part in slices)


def _count(text: str, encoding: tiktoken.Encoding) -> int:
    try:
        return len(encoding.encode_ordinary(text))
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # tiktoken is Rust, and its panics are no Exceptions
            raise
        return len(text.encode())  # a token is a byte at least


@cache
def _encoding(name: str) -> tiktoken.Encoding:
    os.environ["TIKTOKEN_CACHE_DIR"] = str(_ENCODINGS)
    return tiktoken.get_encoding(name)
