"""A provider's base URL, taken apart."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

OPENAI_URL = "https://api.openai.com/v1"
_ENDPOINT = "/chat/completions"


@dataclass(frozen=True)
class BaseUrl:
    """Where requests go. The query goes with each of them: Azure wants its api-version there."""

    address: str
    "Without credentials and query, fit to be shown."
    host: str
    url: str
    "Without the query, as the SDK wants it."
    query: dict[str, str] = field(default_factory=dict)
    port: int | None = None
    "As it is written; None for the scheme's own."
    has_credentials: bool = False
    "A name or a password stands before its host."

    @property
    def is_whole(self) -> bool:
        """Whether it can be asked at all."""
        return bool(self.host) and self.url.lower().startswith(("http://", "https://"))

    @property
    def is_https(self) -> bool:
        """Whether nobody on the way reads along."""
        return self.url.lower().startswith("https://")


@lru_cache(256)  # a send asks it a dozen times, of the same few
def taken_apart(text: str) -> BaseUrl:
    """The parts of this base URL; one that cannot be understood has no host."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        port = parts.port  # raises where it is none
    except ValueError:
        return BaseUrl(address="", host="", url=text)
    path = parts.path.rstrip("/").removesuffix(_ENDPOINT)  # some paste the whole address of a request
    bare = parts._replace(path=path, query="", fragment="")
    shown = bare._replace(netloc=parts.netloc.rpartition("@")[2])
    query = dict(parse_qsl(parts.query))
    return BaseUrl(shown.geturl(), host, bare.geturl(), query, port, has_credentials="@" in parts.netloc)
