"""GGUF files as somebody might have them, and the small model that comes as a package."""

import struct
from pathlib import Path

import pytest

from oreai.llm.box.models import BoxModel, trial_models


@pytest.fixture(scope="session")
def trial() -> BoxModel:
    """The small model for trying out; `make test` installs it."""
    [model] = trial_models()
    return model


def gguf(**values: int | str | list[int]) -> bytes:
    """A GGUF file's head with these values, where dots in names are written as two underscores."""
    pairs = b"".join(
        _text(name.replace("__", ".")) + struct.pack("<I", _kind(value)) + _packed(value)
        for name, value in values.items()
    )
    return b"GGUF" + struct.pack("<IQQ", 3, 0, len(values)) + pairs


def _kind(value: int | str | list[int]) -> int:
    return {int: 4, str: 8, list: 9}[type(value)]


def _packed(value: int | str | list[int]) -> bytes:
    match value:
        case int():
            return struct.pack("<I", value)
        case str():
            return _text(value)
        case list():
            return struct.pack("<IQ", 4, len(value)) + b"".join(struct.pack("<I", each) for each in value)


def _text(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def put(folder: Path, *names: str) -> Path:
    """Files with these names and a GGUF file's first bytes."""
    for name in names:
        (folder / name).write_bytes(gguf(general__architecture="llama"))
    return folder
