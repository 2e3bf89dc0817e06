"""What goes wrong with a provider, as a ModelError: translated here, once, and nowhere else."""

import json
import re
from typing import Any

import openai

from oreai.characters import storable
from oreai.llm import no_images
from oreai.llm.errors import (
    Broken,
    ContextTooLong,
    ImagesRefused,
    ModelError,
    OutOfCalls,
    ParameterRefused,
    RateLimited,
    Refused,
    Silent,
    Unparsable,
    Unreachable,
    WrongKey,
)
from oreai.llm.parameters import OPTIONAL

_LONGEST_WORDS = 600
_LONGEST_WAIT_SECONDS = 24 * 60 * 60
_TOO_LONG = re.compile(
    r"context.{0,10}(length|window|size|limit)|maximum (context|model length|prompt length)|too many tokens"
    r"|prompt is too long|reduce the length|exceed.{0,30}(tokens allowed|token limit)|range of input length",
    re.IGNORECASE,
)
_UNSUPPORTED = re.compile(
    r"unsupported|not supported|does not support|unrecogni[sz]ed|unknown|unexpected"
    r"|not permitted|not allowed",
    re.IGNORECASE,
)
_SEES_NOTHING = (400, 404, 415, 422, 500, 501)  # the statuses with which servers refuse pictures
_OUT_OF_RANGE = re.compile(
    r"too (large|small|high|low)|(less|greater|more) than|at (most|least)|between|minimum|maximum|[<>]=",
    re.IGNORECASE,
)


def error_in(body: Any) -> ModelError:
    """What an error inside a stream that had begun well means: its words and its kind.

    Args:
        body: the event that tells of it, or the error in it: an object, a list, a text.
    """
    inner = body.get("error", body) if isinstance(body, dict) else body
    words, code = (inner.get("message"), inner.get("code")) if isinstance(inner, dict) else (inner, None)
    words = _shown(words)
    if code == "context_length_exceeded" or _TOO_LONG.search(words):
        return ContextTooLong(words)
    return Refused(words) if words else Broken()


def translated(
    error: Exception, *, midway: bool = False, images: bool = False, model: str = ""
) -> ModelError:
    """The ModelError that means the same.

    Args:
        midway: a part of the reply had already come.
        images: the request carried pictures.
        model: who was asked.
    """
    match error:
        case ModelError():
            return error
        case openai.APIStatusError():
            return _refusal(error, images=images, model=model)
        case TimeoutError() | openai.APITimeoutError():
            return Silent()
        case json.JSONDecodeError() | UnicodeDecodeError() | AttributeError() | TypeError() | LookupError():
            return Unparsable()
        case openai.APIConnectionError():
            return Broken() if midway else Unreachable()
        case _ if _is_transport(error):
            return Broken() if midway else Unreachable()
        case _:
            return ModelError(str(error))


def _is_transport(error: Exception) -> bool:
    """Whether this came from the SDK's HTTP library, which it may change (httpx, httpx2)."""
    return type(error).__module__.partition(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2", "anyio")


def _refusal(error: openai.APIStatusError, *, images: bool, model: str) -> ModelError:
    words = _words(error)
    meant = _without_name(words, model)
    code = str(error.code or "")
    if error.status_code == 403 or code == "insufficient_quota":
        return OutOfCalls(words)
    if error.status_code == 401:
        return WrongKey(words)
    if error.status_code == 429:
        return RateLimited(words, retry_after_s=_retry_after(error))
    if error.status_code in (400, 413, 422) and (
        code == "context_length_exceeded" or _TOO_LONG.search(meant)
    ):
        return ContextTooLong(words)
    if images and error.status_code in _SEES_NOTHING and no_images.is_meant_by(meant):
        return ImagesRefused(words)
    if error.status_code in (400, 422) and (parameter := _refused_parameter(error, meant)):
        return ParameterRefused(words, parameter)
    return Refused(words or f"HTTP {error.status_code}")


def _without_name(words: str, model: str) -> str:
    """What the server says beside the model's name: that is its user's choice, and may say anything."""
    return re.sub(rf"(?<!\w){re.escape(model)}(?!\w)", "", words, flags=re.IGNORECASE) if model else words


def _refused_parameter(error: openai.APIStatusError, words: str) -> str | None:
    """The optional parameter that the model does not take, as the refusal's field or else its words say.

    A value out of the parameter's range is no such refusal: whoever chose it has to hear of it.
    """
    unsupported = _UNSUPPORTED.search(words)
    if error.param in OPTIONAL:
        return error.param if unsupported or not _OUT_OF_RANGE.search(words) else None
    named = [found for name in OPTIONAL if (found := re.search(rf"\b{name}\b", words))]
    return min(named, key=re.Match.start)[0] if named and unsupported else None


def _words(error: openai.APIError) -> str:
    """The server's own text, without the SDK's wrapping."""
    body: Any = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        return _shown(inner.get("message") if isinstance(inner, dict) else inner)
    return _shown(body if isinstance(body, str) else error.message)


def _shown(words: Any) -> str:
    """What a server said, fit to be shown and stored; a page's markup helps nobody."""
    text = str(words or "").strip()
    return "" if text.startswith("<") else storable(text[:_LONGEST_WORDS])


def _retry_after(error: openai.APIStatusError) -> int | None:
    """Seconds, from the header of RFC 9110, 10.2.3; a date there is not worth a clock."""
    value = error.response.headers.get("retry-after", "")
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        return None
    return round(min(max(1.0, float(value)), _LONGEST_WAIT_SECONDS))
