"""Whether a browser speaks TLS with us."""

from starlette.datastructures import Headers
from starlette.types import Scope


def is_tls(scope: Scope) -> bool:
    """Whether the browser speaks TLS, to us or to a proxy in front of us.

    A browser that fakes the header only hides its own cookie from itself.
    """
    return scope.get("scheme") in ("https", "wss") or Headers(scope=scope).get("x-forwarded-proto") == "https"
