"""The way of a chat's messages to the browser: what is new, never the whole again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import reflex as rx

REASONING = "~"
"Ends the name under which a reply's thinking travels: the message's id and this sign."


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
    note: str
    "What else there is to know of a reply, in the reader's language."
    can_continue: bool
    can_retry: bool
    can_retry_longer: bool
    can_use_default: bool
    version: int
    versions: int
    "Which of how many versions this is."
    model_name: str
    "Whose it is, in short, where its versions are of several models."
    reasoning: int
    "How many characters of thinking stand before its text."
    attachments: list[list]
    "[id, width, height] of each attachment; the size is in pixels."
    provider_message: str
    "The provider's own words for what went wrong, where the error does not hold them already."
    at: int
    "When it was written, in ms."
    follow_ups: list[str]
    "What its reader could say next; of the newest message alone."
    pause: list[int]
    "[seconds, when they are over in ms] of the pause the provider asked for; empty where it asked for none."


class Feed(rx.State):
    """One var, and a short name: its name travels with every piece of a reply.

    `p` is [number, pieces, rows]. Numbers follow one another: a page that finds
    one missing asks for everything. A piece is [name, offset, text], or
    [offset, text] for the text named last; offsets count characters, offset 0
    replaces what the page has. `rows` is there when rows change: {all: whether
    they replace what the page has, rows, gone: ids, at: where each new row stands,
    unless they stand after what it has}.
    """

    p: list = [0, []]

    _named: str = ""
    _rows: dict[str, MessageRow] = {}
    "What the page has, in its order."
    _lengths: dict[str, int] = {}
    "How many characters of each text the page has."
    _sums: dict[str, int] = {}
    "Of each prompt the page has: other words can be just as long."

    def _has(self, message_id: str) -> bool:
        """Whether the page shows this message."""
        return message_id in self._rows

    def _show_all(self, rows: Sequence[MessageRow], texts: Mapping[str, str]) -> None:
        """Everything, for a page that has nothing."""
        self._rows, self._lengths = {row.id: row for row in rows}, {}
        self._named, self._sums = "", _sums_of(rows, texts)
        patch = {"all": True, "rows": [_sent(row) for row in rows], "gone": []}
        self._send(self._deltas_of(texts), patch)

    def _show(self, rows: Sequence[MessageRow], texts: Mapping[str, str]) -> None:
        """What of this the page does not have yet."""
        changed = [_sent(row) for row in rows if self._rows.get(row.id) != row]
        shown = {row.id: row for row in rows}
        gone = [message_id for message_id in self._rows if message_id not in shown]
        at = [place for place, row in enumerate(rows) if row.id not in self._rows]
        self._rows = shown
        self._forget_reworded(_sums_of(rows, texts))
        deltas = self._deltas_of(texts)
        if changed or gone:
            patch = {"all": False, "rows": changed, "gone": gone}
            are_last = at == list(range(len(rows) - len(at), len(rows)))
            self._send(deltas, patch if are_last else patch | {"at": at})
        elif deltas:
            self._send(deltas)

    def _forget_reworded(self, sums: dict[str, int]) -> None:
        """The page is sent other words though they are as long as those it has."""
        for name, known in self._sums.items():
            if sums.get(name, known) != known:
                self._lengths.pop(name, None)
        self._sums = sums

    def _deltas_of(self, texts: Mapping[str, str]) -> list[list]:
        """Whole texts, where the page's differ in length."""
        new = {name: text for name, text in texts.items() if self._lengths.get(name, 0) != len(text)}
        return [self._part(name, 0, text) for name, text in new.items()]

    def _grow(self, name: str, offset: int, text: str) -> None:
        """What a running reply has said, or thought, since the offset."""
        self._send([self._part(name, offset, text)])

    def _part(self, name: str, offset: int, text: str) -> list:
        self._lengths[name] = offset + len(text)
        if name == self._named:
            return [offset, text]
        self._named = name
        return [name, offset, text]

    def _send(self, deltas: list[list], rows: dict | None = None) -> None:
        number = self.p[0] + 1
        self.p = [number, deltas, rows] if rows else [number, deltas]


def _sent(row: MessageRow) -> dict:
    """The row as it travels. Nothing of it is ever changed, so nothing is copied."""
    return vars(row).copy()


def _sums_of(rows: Sequence[MessageRow], texts: Mapping[str, str]) -> dict[str, int]:
    return {row.id: crc32(texts[row.id].encode()) for row in rows if row.role == "user"}
