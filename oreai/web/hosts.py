"""By which names OreAI may be asked, and which pages are its own.

A page of another site can let its name lead to an address of this machine (DNS rebinding): to the browser it
is then the same site as OreAI. It cannot do that with a number, nor without its name in `Host`.
"""

from fnmatch import fnmatchcase
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from oreai.bootstrap import services
from oreai.web.tls import is_tls

_LOOPBACK_NAMES = ("localhost", "*.localhost")


def is_asked_by_name(scope: Scope) -> bool:
    """Whether the request names a host that is ours: a number, this machine, or what is set."""
    address = _split("//" + Headers(scope=scope).get("host", ""))
    if address is None:
        return False
    host = (address.hostname or "").removesuffix(".")
    return not host or _is_number(host) or any(fnmatchcase(host, one) for one in _names())


def _names() -> tuple[str, ...]:
    """Patterns of the names that are ours; any, where other machines are let in and nothing is set."""
    settings = services().settings
    if not settings.host_patterns and not _is_loopback(settings.host):
        return ("*",)
    public = _split(settings.public_url)
    named = (public.hostname or "",) if public else ()
    return (*_LOOPBACK_NAMES, *named, *settings.host_patterns)


def is_foreign(scope: Scope) -> bool:
    """Whether a page of another site asks; a request without an Origin is no page's.

    A page that came without TLS is another one where we are asked by TLS: somebody on the way may have
    written it.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        return False
    page = _split(origin)
    if page is None or page.netloc.lower() != headers.get("host", "").lower():
        return True
    return page.scheme not in (("https",) if is_tls(scope) else ("http", "https"))


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port, parts.hostname  # which may be nonsense too
    except ValueError:
        return None
    return parts


def _is_number(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and ip_address(host).is_loopback)
