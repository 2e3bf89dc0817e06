"""The way of a chat's messages to the browser: what is new, never the whole again."""

from dataclasses import asdict, dataclass

import reflex as rx


@dataclass
class MessageRow:
    """A message without its text: that travels piece by piece."""

    id: str
    role: str
    status: str
    characters: int
    "How many its text has; the page asks again when its own count differs."
    error: str
    "What went wrong, in the reader's language."
    can_continue: bool


class Feed(rx.State):
    """One var, and a short name: its name travels with every piece of a reply.

    `p` is [number, pieces, rows]. The number makes every value differ from the
    one before, or the page would not look at it. A piece is [message id,
    offset, text], or [offset, text] for the message named last; offsets count
    characters, offset 0 replaces what the page has. `rows` is there when rows
    change: {all: whether they replace what the page has, rows, gone: ids}.
    """

    p: list = [0, []]

    _named: str = ""
    _rows: dict[str, MessageRow] = {}
    "What the page has, in its order."
    _lengths: dict[str, int] = {}
    "How many characters of each message the page has."

    def _show_all(self, rows: list[MessageRow], texts: dict[str, str]) -> None:
        """Everything, for a page that has nothing."""
        self._rows, self._lengths = {row.id: row for row in rows}, {}
        self._named = ""
        patch = {"all": True, "rows": [asdict(row) for row in rows], "gone": []}
        self._send(self._pieces_of(texts), patch)

    def _show(self, rows: list[MessageRow], texts: dict[str, str]) -> None:
        """What of this the page does not have yet."""
        changed = [asdict(row) for row in rows if self._rows.get(row.id) != row]
        gone = [message_id for message_id in self._rows if message_id not in texts]
        self._rows = {row.id: row for row in rows}
        pieces = self._pieces_of(texts)
        if changed or gone:
            self._send(pieces, {"all": False, "rows": changed, "gone": gone})
        elif pieces:
            self._send(pieces)

    def _pieces_of(self, texts: dict[str, str]) -> list[list]:
        """Whole texts, where the page's differ in length."""
        new = {key: text for key, text in texts.items() if self._lengths.get(key, 0) != len(text)}
        return [self._piece(message_id, 0, text) for message_id, text in new.items()]

    def _grow(self, message_id: str, offset: int, text: str) -> None:
        """What a running reply has said since the offset."""
        self._send([self._piece(message_id, offset, text)])

    def _piece(self, message_id: str, offset: int, text: str) -> list:
        self._lengths[message_id] = offset + len(text)
        if message_id == self._named:
            return [offset, text]
        self._named = message_id
        return [message_id, offset, text]

    def _send(self, pieces: list[list], rows: dict | None = None) -> None:
        number = self.p[0] + 1
        self.p = [number, pieces, rows] if rows else [number, pieces]
