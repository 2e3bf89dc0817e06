"""What the head of a GGUF file says of its model, read without loading it.

The format is described in `docs/gguf.md` of ggml: a magic word, counts, and then names with typed values.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

MAGIC = b"GGUF"
_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_LONGEST = 10_000_000  # bytes of one text, elements of one array: more is no head but garbage
_VOCABULARY = "tokenizer."  # it comes last and is long
_KEY_VALUE_BYTES = 2  # a number in the attention's memory, 16 bits wide


class WrongFile(Exception):
    """This is no model that can be loaded; says in a few words why."""


@dataclass(frozen=True)
class Head:
    """What is known of a model before it is loaded."""

    architecture: str
    context: int
    "How many tokens it was trained to see; 0 where it does not say."
    bytes_a_token: int
    "The memory that each token of a conversation takes; 0 where that cannot be told."


def read_head(path: Path) -> Head:
    """The head of this file.

    Raises:
        WrongFile: it cannot be read, or is no GGUF file.
    """
    try:
        with path.open("rb") as file:
            return _head(_values(file))
    except OSError as error:
        raise WrongFile(f"{path.name}: {error.strerror}") from None
    except (struct.error, UnicodeDecodeError, OverflowError, MemoryError, TypeError, KeyError):
        raise WrongFile(f"{path.name} is damaged: its head cannot be read") from None


def _values(file: BinaryIO) -> dict[str, Any]:
    """The named values before the vocabulary."""
    if file.read(4) != MAGIC:
        raise WrongFile(f"{Path(file.name).name} is not a GGUF file")
    _, _, count = struct.unpack("<IQQ", file.read(20))
    values: dict[str, Any] = {}
    for _ in range(count):
        name = _text(file)
        if name.startswith(_VOCABULARY):
            break
        [kind] = struct.unpack("<I", file.read(4))
        values[name] = _value(file, kind)
    return values


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _STRING:
        return _text(file)
    if kind == _ARRAY:
        inner, length = struct.unpack("<IQ", file.read(12))
        return [_value(file, inner) for _ in range(_sane(length))]
    form = "<" + _NUMBERS[kind]
    return struct.unpack(form, file.read(struct.calcsize(form)))[0]


def _text(file: BinaryIO) -> str:
    [length] = struct.unpack("<Q", file.read(8))
    text = file.read(_sane(length))
    if len(text) < length:
        raise OverflowError
    return text.decode()


def _sane(length: int) -> int:
    if length > _LONGEST:
        raise OverflowError
    return length


def _head(values: Mapping[str, Any]) -> Head:
    architecture = str(values.get("general.architecture", ""))

    def of(name: str) -> Any:
        return values.get(f"{architecture}.{name}") or 0

    layers, heads = of("block_count"), of("attention.head_count")
    one_head = of("embedding_length") // (max(heads) if isinstance(heads, list) else heads or 1)
    both = (of("attention.key_length") or one_head) + (of("attention.value_length") or one_head)
    shared = of("attention.head_count_kv") or heads
    of_layers = sum(shared) if isinstance(shared, list) else shared * layers
    return Head(architecture, of("context_length"), of_layers * both * _KEY_VALUE_BYTES)
