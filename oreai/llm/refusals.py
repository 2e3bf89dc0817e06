"""Which ModelError a provider's refusal is, by its status, its codes and its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from oreai.llm import no_images, no_system, reasons, too_long
from oreai.llm.error_body import ErrorBody
from oreai.llm.errors import (
    BlockedByFirewall,
    Broken,
    ContextTooLong,
    ImagesRefused,
    ModelError,
    ModelGone,
    Moderated,
    NoAccess,
    NotJson,
    OutOfCalls,
    ParameterRefused,
    ProxyFailed,
    RateLimited,
    Refused,
    SystemRefused,
    TooLarge,
    WrongKey,
    WrongRegion,
)
from oreai.llm.refused_parameters import refused_in
from oreai.llm.waiting_time import seconds_told

# The statuses with which servers refuse something; none where a stream had begun well.
_LENGTH = (400, 413, 422, 500, None)
_IMAGES = (400, 404, 415, 422, 500, 501, None)
_SYSTEM = (400, 422, 500, None)
_PARAMETER = (400, 422, 501, None)
_MODEL = (400, 404, 410, 422, 503, None)  # 503 where a gateway has no channel for it
_BUSY = (429, 503, 529)


@dataclass(frozen=True)
class Circumstances:
    """What was asked, and what came back around the words: the same words mean something else in others."""

    model: str = ""
    images: bool = False
    "The request carried pictures."
    system: bool = False
    "It had a system text."
    alone: bool = False
    "It had nothing but that."
    own_values: frozenset[str] = frozenset()
    "The parameters that went with the API's own values."
    midway: bool = False
    "A part of the reply had already come."
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def meant_by(body: ErrorBody, seen: Circumstances) -> ModelError:
    """The error that this body tells of, with its words and how long to wait."""
    status = _status(body, seen)
    words = _without_name(body.message, seen.model)
    coded = reasons.coded(body.codes)
    if _is_too_long(status, words, body, coded):
        found: ModelError = ContextTooLong(body.message)
    else:
        reason = _reason(status, words, body, coded)
        found = reason(body.message) if reason else _of_the_request(status, words, body, seen)
        if status in _BUSY or isinstance(found, RateLimited):
            found.retry_after_s = seconds_told(seen.headers, body.wait, body.message)
    found.body = body
    found.is_of_the_key = status in (401, 403) or isinstance(found, WrongKey | NoAccess)
    return found


def _status(body: ErrorBody, seen: Circumstances) -> int | None:
    """The HTTP status; that of the body where the server only passes on what another one has said."""
    passes_on = seen.status is None or seen.status >= 500
    return body.status or seen.status if passes_on else seen.status


def _without_name(words: str, model: str) -> str:
    """What the server says beside the model's name: that is its user's choice, and may say anything."""
    return re.sub(rf"(?<!\w){re.escape(model)}(?!\w)", "", words, flags=re.IGNORECASE) if model else words


def _is_too_long(status: int | None, words: str, body: ErrorBody, coded: type[ModelError] | None) -> bool:
    if too_long.is_of_a_time(words) or too_long.is_coded(body.codes):
        return True
    return status in _LENGTH and coded is None and too_long.is_meant_by(words)


def _reason(
    status: int | None, words: str, body: ErrorBody, coded: type[ModelError] | None
) -> type[ModelError] | None:
    """What is wrong with whoever asks, whatever they ask."""
    match status:
        case 401:
            return coded if coded in (OutOfCalls, WrongRegion) else WrongKey
        case 402:
            return OutOfCalls
        case 403 if body.is_page:
            return BlockedByFirewall
        case 403:
            others = (OutOfCalls, WrongRegion, Moderated, WrongKey, NoAccess)
            return coded or reasons.told(words, *others) or OutOfCalls
        case 407:
            return ProxyFailed
        case 429:
            return OutOfCalls if _is_used_up(words, body, coded) else RateLimited
    if coded and coded is not NoAccess:  # a model that does not exist is told in the server's words
        return coded
    return reasons.told(words, OutOfCalls, WrongRegion, WrongKey, RateLimited)


def _is_used_up(words: str, body: ErrorBody, coded: type[ModelError] | None) -> bool:
    """Whether waiting does not help: some call the allowance of a minute a quota as well."""
    if coded is OutOfCalls:
        return True
    return seconds_told({}, body.wait, words) is None and reasons.told(words, OutOfCalls) is not None


def _of_the_request(status: int | None, words: str, body: ErrorBody, seen: Circumstances) -> ModelError:
    """What is wrong with this very request, or with the server."""
    if seen.images and status in _IMAGES and no_images.is_meant_by(words):
        return ImagesRefused(body.message)
    if seen.system and status in _SYSTEM and no_system.is_meant_by(words, alone=seen.alone):
        return SystemRefused(body.message)
    if status in _PARAMETER and (refused := refused_in(words, body.parameter, seen.own_values)):
        return ParameterRefused(body.message, refused)
    if status in _PARAMETER and reasons.told(words, Moderated):
        return Moderated(body.message)
    if status == 413:
        return TooLarge(body.message)
    if status in _MODEL and reasons.is_gone(words, body.codes):
        return ModelGone(body.message)
    if status in (404, 405) and body.is_page:
        return NotJson()
    if not body.message:
        return Refused(f"HTTP {status}") if seen.status else Broken()
    return Refused(body.message)
