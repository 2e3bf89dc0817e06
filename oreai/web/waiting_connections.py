"""Connections that say nothing, or not all of a request's head: so many of one address, and of all.

Each takes a place that others need. The one that has waited longest gives way to the next: an idle one of a
browser or a proxy is opened again when it is needed, and a request that comes at once is never among them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable

OF_AN_ADDRESS = 100
OF_ALL = 400


class WaitingConnections:
    """Those that are waited for, in the order in which that began."""

    def __init__(self, of_an_address: int = OF_AN_ADDRESS, of_all: int = OF_ALL) -> None:
        self._of_an_address, self._of_all = of_an_address, of_all
        self._waiting: dict[str, OrderedDict[Hashable, Callable[[], None]]] = {}
        self._all: OrderedDict[Hashable, str] = OrderedDict()

    def add(self, connection: Hashable, address: str, close: Callable[[], None]) -> None:
        """This one begins to wait; where there are too many, the longest to wait is closed."""
        self.remove(connection)
        self._waiting.setdefault(address, OrderedDict())[connection] = close
        self._all[connection] = address
        if len(self._waiting[address]) > self._of_an_address:
            self._close(next(iter(self._waiting[address])))
        if len(self._all) > self._of_all:
            self._close(next(iter(self._all)))

    def remove(self, connection: Hashable) -> None:
        """This one waits no longer: its request has come, or it has gone."""
        address = self._all.pop(connection, None)
        if address is not None:
            del self._waiting[address][connection]
            if not self._waiting[address]:
                del self._waiting[address]

    def _close(self, connection: Hashable) -> None:
        close = self._waiting[self._all[connection]][connection]
        self.remove(connection)
        close()


waiting = WaitingConnections()
