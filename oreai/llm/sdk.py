"""The OpenAI SDK's client for one server."""

import openai
from openai import AsyncOpenAI

from oreai.llm.base_url import BaseUrl
from oreai.llm.connection import bound_answer, refuse_redirected_post

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_AZURE = ".openai.azure.com"  # takes a key by a header of its own; a bearer is a token of its sign-in
_CONNECT_SECONDS = 10


def sdk_for(url: BaseUrl, key: str) -> AsyncOpenAI:
    """A client that asks there with this key.

    For servers of this machine it asks no proxy: that would not find them, and would see their key.
    """
    return AsyncOpenAI(
        api_key=key,
        base_url=url.url,
        default_query=url.query,
        default_headers={"api-key": key} if url.host.endswith(_AZURE) else {},
        max_retries=0,  # the user sees the error and decides; a retry in silence costs a second call
        timeout=openai.Timeout(None, connect=_CONNECT_SECONDS),  # our client watches for silence
        http_client=openai.DefaultAsyncHttpxClient(
            trust_env=url.host not in _THIS_MACHINE,
            event_hooks={"response": [refuse_redirected_post, bound_answer]},
        ),
    )
