"""Where a request comes from: the network of whoever asks, past the proxies that the owner trusts.

Only as a network (a /24 of IPv4, a /64 of IPv6): a home or a phone is one, whatever address it has today.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from oreai.bootstrap import services

Address = IPv4Address | IPv6Address
_MOST_HOPS = 20
_THIS_MACHINE = ("127.0.0.0/24", "::/64")


def network_of(scope: Scope) -> str:
    """The network a request comes from, such as 203.0.113.0/24; empty where nobody can say.

    `X-Forwarded-For` counts only where the peer is a proxy that `OREAI_TRUSTED_PROXIES` names, and of it the
    hop furthest to the right that is none: everything left of that was written by whoever asked.
    """
    client = scope.get("client")
    address = _address(client[0]) if client else None
    hops = Headers(scope=scope).get("x-forwarded-for", "").split(",")[-_MOST_HOPS:]
    while address and hops and _is_trusted(address):
        if (before := _address(hops.pop())) is None:
            break
        address = before
    return _network(address) if address else ""


def counted_network(scope: Scope) -> str:
    """The network that limits count; empty for this machine: a proxy that nobody named is everybody."""
    network = network_of(scope)
    return "" if network in _THIS_MACHINE else network


def is_from_proxy(scope: Scope) -> bool:
    """Whether a proxy that `OREAI_TRUSTED_PROXIES` names has sent this."""
    client = scope.get("client")
    address = _address(client[0]) if client else None
    return address is not None and _is_trusted(address)


def _address(words: str) -> Address | None:
    try:
        address = ip_address(words.strip().strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: Address) -> bool:
    return any(address in proxies for proxies in services().settings.proxies)


def _network(address: Address) -> str:
    return str(ip_network((address, 24 if address.version == 4 else 64), strict=False))
