"""Why the server at the base URL was not reached, by name: its address, its certificate, a proxy."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Any
from urllib.request import getproxies, proxy_bypass

import openai

from oreai.llm.errors import (
    BadCertificate,
    ModelError,
    ProxyFailed,
    Redirected,
    Unparsable,
    Unreachable,
    WrongAddress,
)

# The SDK's HTTP library, which it may change (httpx, httpx2), and what that is made of.
_TRANSPORT = ("httpx", "httpx2", "httpcore", "httpcore2", "anyio", "socksio")
_LONGEST_REPLY = 256 * 2**20  # decoded bytes; some gateways send 500 for a token
_LONGEST_ANSWER = 16 * 2**20  # of a list of models, or of an error's words
_BECOME_GET = (301, 302, 303)  # RFC 9110, 15.4: what a POST may become on the way


def is_at_fault(error: Exception) -> bool:
    """Whether this came from the way to the server and not from the server."""
    of = type(error).__module__.partition(".")[0]
    return isinstance(error, openai.APIConnectionError) or of in _TRANSPORT


def cause_of(error: BaseException) -> ModelError:
    """Why the connection could not be made."""
    for cause in _chain(error):
        match cause:
            case ModelError():
                return cause
            case ssl.SSLCertVerificationError():
                return BadCertificate(cause.verify_message)
            case ssl.SSLError():
                return Unreachable(cause.reason or str(cause))
        if type(cause).__name__ in ("UnsupportedProtocol", "InvalidURL"):
            return WrongAddress(str(cause))
        if type(cause).__name__ in ("ProxyError", "SOCKSError"):
            return ProxyFailed(str(cause))
    return ProxyFailed() if _goes_by_proxy(error) else Unreachable()


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _goes_by_proxy(error: BaseException) -> bool:
    """Whether the environment names a proxy for the address that was asked."""
    url = getattr(getattr(error, "request", None), "url", None)
    proxies = getproxies()
    return bool(url and (proxies.get(url.scheme) or proxies.get("all")) and not proxy_bypass(url.host))


def obstacle_in(error: Exception) -> ModelError:
    """Why nobody can even try: the signs of the address, or the environment's proxies and certificates."""
    match error:
        case ImportError() | ValueError():
            return ProxyFailed(str(error))
        case OSError():  # a file of certificates that is not there, or none
            return BadCertificate(str(error))
    return WrongAddress(str(error))


async def refuse_redirected_post(response: Any) -> None:
    """Stop where a redirect would ask with GET what was asked with POST: the address has to be mended.

    Raises:
        Redirected: naming the new address.
    """
    if response.status_code in _BECOME_GET and response.request.method == "POST":
        location = response.url.join(response.headers.get("location", ""))
        raise Redirected(str(location.copy_with(userinfo=b"", query=None)))


async def refuse_redirect(response: Any) -> None:
    """Stop at any redirect: a user's provider leads nowhere else, whatever it answers.

    Raises:
        Redirected: without the new address.
    """
    if response.is_redirect:
        raise Redirected


async def bound_answer(response: Any) -> None:
    """Let no more of the answer be read than it can honestly hold: a few bytes of gzip may become gigabytes.

    Whoever reads on gets Unparsable at `_LONGEST_REPLY` or `_LONGEST_ANSWER` decoded bytes.
    """
    is_reply = response.request.method == "POST" and response.is_success
    most = _LONGEST_REPLY if is_reply else _LONGEST_ANSWER
    read = response.aiter_bytes

    async def bounded(chunk_size: int | None = None) -> AsyncIterator[bytes]:
        left = most
        async with aclosing(read(chunk_size)) as chunks:
            async for chunk in chunks:
                left -= len(chunk)
                if left < 0:
                    raise Unparsable
                yield chunk
                await asyncio.sleep(0)  # one packet may hold much: others have their turn

    response.aiter_bytes = bounded
