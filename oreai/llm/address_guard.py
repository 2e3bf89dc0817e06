"""Where providers that users name may be: public addresses, checked when a connection is made.

A name is resolved here, every address of it is checked, and the connection goes to the number that was
checked: a resolver that answers differently the second time is not asked a second time. What the owner
has listed may be private.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpcore2
import httpx2

from oreai.llm.base_url import BaseUrl
from oreai.llm.errors import AddressRefused, Unreachable
from oreai.llm.public_address import is_public
from oreai.llm.tls import tls_context

Endpoint = tuple[str, int]
"A host in lower case, and a port."
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"The addresses of a host, in numbers."
_WELL_KNOWN = (80, 443)
_LOWEST_PORT = 1024  # of those that anybody may serve at; below stand mail, SSH and their like
_MOST_ADDRESSES = 8  # of a name that are tried
# A thread waits for as long as a stranger's name server likes: the others' must not be among them.
_LOOKUPS = ThreadPoolExecutor(4, thread_name_prefix="names")


async def _resolved(host: str, port: int) -> Sequence[str]:
    look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_LOOKUPS, look_up)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class AddressGuard:
    """Says where users' providers may be."""

    def __init__(self, allowed: Collection[Endpoint] = (), resolve: Resolve = _resolved):
        """
        Args:
            allowed: the endpoints that the owner lets users ask wherever they are, by http too.
            resolve: who knows the addresses of a name.
        """
        self._allowed = frozenset(allowed)
        self._resolve = resolve

    def check(self, url: BaseUrl) -> None:
        """What can be said of an address before it is asked.

        Raises:
            AddressRefused: by http, at a port of other services, or with a name and password in it.
        """
        port = url.port or (443 if url.is_https else 80)
        if url.has_credentials or not url.is_whole:
            raise AddressRefused
        if not self._is_allowed(url.host, port) and not (url.is_https and _is_usual(port)):
            raise AddressRefused

    async def addresses(self, host: str, port: int) -> Sequence[str]:
        """Where to connect for this host, in numbers.

        Raises:
            AddressRefused: one of its addresses is not public.
            Unreachable: there is no such host.
        """
        try:
            found = await self._resolve(host, port)
        except OSError as error:
            raise Unreachable from error
        if not self._is_allowed(host, port) and not (_is_usual(port) and all(map(is_public, found))):
            raise AddressRefused
        return found[:_MOST_ADDRESSES]

    def _is_allowed(self, host: str, port: int) -> bool:
        return (host.lower(), port) in self._allowed


def _is_usual(port: int) -> bool:
    return port in _WELL_KNOWN or port >= _LOWEST_PORT


class _GuardedNetwork(httpcore2.AsyncNetworkBackend):
    """Connections to where the guard lets them go, and only there."""

    def __init__(self, guard: AddressGuard):
        self._guard = guard
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's name)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        why: Exception = Unreachable()
        async with asyncio.timeout(timeout):
            for address in await self._guard.addresses(host, port):
                try:
                    return await self._network.connect_tcp(
                        address, port, timeout, local_address, socket_options
                    )
                except httpcore2.ConnectError as error:
                    why = error
        raise why

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's name)
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        raise AddressRefused

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


class _AnswerStream(httpx2.AsyncByteStream):
    """The bytes of an answer, as they come."""

    def __init__(self, stream: Any):
        self._stream = stream

    async def __aiter__(self) -> Any:
        async for chunk in self._stream:
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class GuardedTransport(httpx2.AsyncBaseTransport):
    """HTTP whose connections a guard has checked; the environment's proxies have no say."""

    def __init__(self, guard: AddressGuard):
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=tls_context(trust_env=False), network_backend=_GuardedNetwork(guard)
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_AnswerStream(answer.stream),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        await self._pool.aclose()
