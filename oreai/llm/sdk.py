"""The OpenAI SDK's clients, one for each server and key; those used last are held with their connections."""

from collections import OrderedDict

import httpx2
import openai
from openai import AsyncOpenAI

from oreai.llm.address_guard import AddressGuard, GuardedTransport
from oreai.llm.base_url import OPENAI_URL, BaseUrl, taken_apart
from oreai.llm.connection import bound_answer, refuse_redirect, refuse_redirected_post
from oreai.llm.credentials import Credentials
from oreai.llm.tls import tls_context

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_AZURE = ".openai.azure.com"  # takes a key by a header of its own; a bearer is a token of its sign-in
_CONNECT_SECONDS = 10
_NO_KEY = "none"  # the SDK wants some key; servers without keys ignore it
_MOST_CLIENTS = 60  # one a provider, and some for keys that change: each holds connections worth keeping


class Sdks:
    """Makes them, and keeps the server's own apart from users': neither pushes the other out."""

    def __init__(self, guard: AddressGuard):
        self._guard = guard
        self._clients: dict[bool, OrderedDict[Credentials, AsyncOpenAI]] = {
            is_users: OrderedDict() for is_users in (False, True)
        }

    def of(self, found: Credentials) -> AsyncOpenAI:
        """The client for this server and key.

        Raises:
            AddressRefused: it is a user's, at an address that is not asked for users.
        """
        clients, url = self._clients[found.is_users], taken_apart(found.base_url or OPENAI_URL)
        guard = self._guard if found.is_users else None
        if guard:
            guard.check(url)
        sdk = clients.get(found) or _sdk_for(url, found.key or _NO_KEY, guard)
        clients[found] = sdk
        clients.move_to_end(found)
        if len(clients) > _MOST_CLIENTS:
            clients.popitem(last=False)
        return sdk


def _sdk_for(url: BaseUrl, key: str, guard: AddressGuard | None) -> AsyncOpenAI:
    return AsyncOpenAI(
        api_key=key,
        base_url=url.url,
        default_query=url.query,
        default_headers={"api-key": key} if url.host.endswith(_AZURE) else {},
        max_retries=0,  # the user sees the error and decides; a retry in silence costs a second call
        timeout=openai.Timeout(None, connect=_CONNECT_SECONDS),  # our client watches for silence
        http_client=_guarded(guard) if guard else _open(url),
    )


def _open(url: BaseUrl) -> httpx2.AsyncClient:
    """For servers of this machine it asks no proxy: that would not find them, and would see their key."""
    trust_env = url.host not in _THIS_MACHINE
    return openai.DefaultAsyncHttpxClient(
        trust_env=trust_env,
        verify=tls_context(trust_env=trust_env),
        event_hooks={"response": [refuse_redirected_post, bound_answer]},
    )


def _guarded(guard: AddressGuard) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        transport=GuardedTransport(guard),
        trust_env=False,
        follow_redirects=False,
        event_hooks={"response": [refuse_redirect, bound_answer]},
    )
