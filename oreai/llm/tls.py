"""The certificates that servers are believed by: read once, as that holds the event loop for some 30 ms."""

import os
import ssl
from functools import cache

import httpx2

_NAMED_BY = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def tls_context(*, trust_env: bool) -> ssl.SSLContext:
    """What all clients share.

    Args:
        trust_env: whether the environment may name other certificates than the built-in ones.

    Raises:
        OSError: those that it names cannot be read.
    """
    return _read(trust_env, *(os.environ.get(name) if trust_env else None for name in _NAMED_BY))


@cache
def _read(trust_env: bool, *_named: str | None) -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=trust_env)
