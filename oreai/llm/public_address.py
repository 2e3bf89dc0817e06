"""Whether an address belongs to the open internet, and so may be asked at a stranger's word.

Python's `is_global` alone does not say: until 3.11.10 it calls 64:ff9b::7f00:1 global, which a NAT64 turns
into 127.0.0.1, and 2002:7f00:1::, which 6to4 does; it still does so with groups of many (multicast).
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address is its last 32 bits
_UNICAST = IPv6Network("2000::/3")  # all that is handed out on the open internet
_OF_PROTOCOLS = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))  # RFC 6890, RFC 7526


def is_public(written: str) -> bool:
    """Whether this address, and each that is wrapped in it, is a machine of the open internet.

    Args:
        written: in numbers, as a resolver gives it; a zone behind a % is allowed, and never public.
    """
    try:
        return all(_is_public(address) for address in _unwrapped(ip_address(written)))
    except ValueError:
        return False


def _unwrapped(address: Address) -> Iterator[Address]:
    """The addresses that packets to this one may end at."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        yield from filter(None, [address.sixtofour, *(address.teredo or ())])


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address):
        return address in _UNICAST and address.scope_id is None
    return not any(address in network for network in _OF_PROTOCOLS)
