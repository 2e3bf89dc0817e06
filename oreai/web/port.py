"""The one port: taken by one process alone, before that touches anything else.

Linux would let two servers share a port if both asked for it (`SO_REUSEPORT`). We never do: a second start
would be dealt half of the connections, and nobody would know why.
"""

import errno
import socket

from oreai.i18n import fill
from oreai.i18n.shell import shell_texts

_BACKLOG = 2048  # connections that may wait while the app is being loaded


class PortError(Exception):
    """The address cannot be listened on; the message says why in one line."""


def take(host: str, port: int) -> socket.socket:
    """Hold the address, without answering there yet.

    Args:
        host: a name or a number of this machine; of a name's addresses the first.

    Raises:
        PortError: it is taken, not allowed, or no address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # not kept busy by connections that ended
        taken.bind(address)
    except OSError as error:
        raise PortError(_reason(host, port, error)) from None
    return taken


def listen(taken: socket.socket) -> None:
    """Let connections come; from now on they wait for whoever accepts them.

    Raises:
        PortError: another process, started in the same moment, was quicker.
    """
    try:
        taken.listen(_BACKLOG)
    except OSError as error:
        host, port = taken.getsockname()[:2]
        raise PortError(_reason(host, port, error)) from None


def _reason(host: str, port: int, error: OSError) -> str:
    texts = shell_texts()
    if error.errno == errno.EADDRINUSE:
        return fill(texts.start.port_is_taken, host=host, port=str(port))
    return fill(texts.start.port_failed, host=host, port=str(port), reason=error.strerror)
