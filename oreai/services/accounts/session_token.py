"""The token by which a browser is known: how it is made, recognised, and found in a Cookie header."""

import re
import secrets
from collections.abc import Iterator

COOKIE = "oreai_session"
SECURE_COOKIE = f"__Host-{COOKIE}"
"Its name under TLS: browsers let no other host, path or plain connection set a cookie of such a name."
SESSION_DAYS = 400  # the longest a browser keeps a cookie; RFC 6265bis, 5.5
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """256 random bits. Only their hash is ever stored."""
    return secrets.token_urlsafe(32)


def is_token(value: str) -> bool:
    """Whether this could be one of ours."""
    return bool(_TOKEN.fullmatch(value))


def cookies_in(cookie_header: str) -> Iterator[tuple[str, str]]:
    """The (name, value) of each cookie in a Cookie header.

    Read by hand: a browser sends along whatever other servers of this host have set, also what is no
    cookie by the rules, and Python's own reader gives up at the first of these.
    """
    for cookie in cookie_header.split(";"):
        name, _, value = cookie.strip().partition("=")
        yield name, value


def token_in(cookie_header: str) -> str:
    """The session token in a Cookie header; empty where there is none."""
    found: dict[str, str] = {}
    for name, value in cookies_in(cookie_header):
        found.setdefault(name, value)
    return found.get(SECURE_COOKIE) or found.get(COOKIE, "")
