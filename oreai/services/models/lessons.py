"""What a refusal teaches of its model, for everybody: nothing that the request itself had it say."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from oreai.llm import too_long
from oreai.llm.client import ChatTurn, TextPart
from oreai.llm.echoes import without_echoes
from oreai.llm.errors import ContextTooLong, ImagesRefused, ParameterRefused, SystemRefused
from oreai.llm.parameters import RequestParameters
from oreai.llm.refused_parameters import named_in


@dataclass(frozen=True)
class LengthTold:
    """What a refusal says of the request's length, beside what the request had said itself."""

    is_meant: bool
    "Whether it is of the length at all."
    limit: int | None
    "The model's window, in tokens, where it is named."
    asked: int | None
    "The request's own length, likewise."


async def length_told(
    error: ContextTooLong, turns: Sequence[ChatTurn], parameters: RequestParameters
) -> LengthTold:
    """What this refusal of these turns and parameters tells of the model's window."""
    request = f"{_text_of(turns)}\n{_numbers(parameters)}"
    words = await asyncio.to_thread(without_echoes, error.provider_message, request)
    coded = error.body is not None and too_long.is_coded(error.body.codes)
    is_meant = coded or too_long.is_of_a_time(words) or too_long.is_meant_by(words)
    return LengthTold(is_meant, too_long.limit_in(words), too_long.asked_in(words))


async def parameters_taught(
    error: ParameterRefused | SystemRefused | ImagesRefused, turns: Sequence[ChatTurn]
) -> frozenset[str]:
    """Those of the refused parameters that the model does not take for certain, whoever asks."""
    if error.body is not None and error.body.parameter:  # named apart from all words
        return error.parameters
    return await asyncio.to_thread(_not_echoed, error.provider_message, error.parameters, _text_of(turns))


def _not_echoed(words: str, parameters: frozenset[str], request: str) -> frozenset[str]:
    if without_echoes(words, re.sub(r"\d", " ", request)) != words:
        return frozenset()
    spoken_of = named_in(request)
    return frozenset(name for name in parameters if spoken_of.isdisjoint(name.split("+")))


def _text_of(turns: Sequence[ChatTurn]) -> str:
    return "\n".join(part.text for turn in turns for part in turn.parts if isinstance(part, TextPart))


def _numbers(parameters: RequestParameters) -> str:
    """The model's name, which its user chooses, and every number that goes beside the turns."""
    return " ".join(str(value) for value in parameters.as_sent().values())
