"""The way of a message's text to the browser: pieces that the page appends, never the whole again."""

import reflex as rx


class Feed(rx.State):
    """One var, and a short name: its name travels with every piece of a reply.

    `p` is [number, [[message id, offset, text], …]]; offsets count characters,
    offset 0 replaces what the page has. The number makes every value differ
    from the one before, or the page would not look at it.
    """

    p: list = [0, []]

    def _send(self, pieces: list[tuple[str, int, str]]) -> None:
        """Hand pieces to the page."""
        self.p = [self.p[0] + 1, [list(piece) for piece in pieces]]
