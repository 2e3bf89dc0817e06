"""A provider's base URL, taken apart."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

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

    @property
    def is_whole(self) -> bool:
        """Whether it can be asked at all."""
        return bool(self.host) and self.url.lower().startswith(("http://", "https://"))


def taken_apart(text: str) -> BaseUrl:
    """The parts of this base URL; one that cannot be understood has no host."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port  # raises where it is no port
    except ValueError:
        return BaseUrl(address="", host="", url=text)
    path = parts.path.rstrip("/").removesuffix(_ENDPOINT)  # some paste the whole address of a request
    bare = parts._replace(path=path, query="", fragment="")
    shown = bare._replace(netloc=parts.netloc.rpartition("@")[2])
    return BaseUrl(shown.geturl(), host, bare.geturl(), dict(parse_qsl(parts.query)))
