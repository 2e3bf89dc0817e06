"""How commands speak: one line, or a table of plain columns, in the language of the shell."""

import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from oreai.i18n import fill
from oreai.i18n.shell import shell_texts

_ENDLESS = 10_000  # columns: of what is no terminal, such as a file or a pipe
_PAIR = 2  # columns: a name and its value are an entry already
_KILO = 1000
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


class CommandError(Exception):
    """It cannot be done; the message says why, and what to do, in one line."""


def help_of(command: str) -> str:
    """What a command or an option is for; argparse takes a percent sign for a name."""
    return shell_texts().commands.helps[command].replace("%", "%%")


def head(column: str) -> str:
    """What a column is called."""
    return shell_texts().commands.heads[column]


def say(line: str, **values: object) -> None:
    """One line of what was done, filled with these values where there are any."""
    print(f"OreAI: {fill(line, **values) if values else line}", flush=True)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns as wide as their widest entry; a wide character takes two places.

    A terminal that is too narrow for them, as a phone's is, gets a line for each entry.

    Args:
        heads: the names of the columns.
        rows: what stands in them; what could move a terminal's cursor is left out.
    """
    lines = [[*heads], *([plain(cell) for cell in row] for row in rows)]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(heads))]
    needed = sum(widths) + 2 * (len(widths) - 1)
    if len(heads) > _PAIR and needed > shutil.get_terminal_size((_ENDLESS, 0)).columns:
        widest = max(_width(head) for head in heads)
        return "\n\n".join(_entry(heads, line, widest) for line in lines[1:])
    return "\n".join(_line(line, widths) for line in lines)


def _entry(heads: Sequence[str], cells: Sequence[str], widest: int) -> str:
    pairs = zip(heads, cells, strict=True)
    return "\n".join(_line(pair, (widest, _width(pair[1]))) for pair in pairs)


def size(count: int) -> str:
    """Bytes as people read them, such as 1.2 MB."""
    value, units = float(count), ["B", "kB", "MB", "GB", "TB"]
    while value >= _KILO and len(units) > 1:
        value /= _KILO
        units.pop(0)
    return f"{count} B" if units[0] == "B" else f"{value:.1f} {units[0]}"


def day(moment: datetime | None) -> str:
    """A day and minute in UTC; a dash where there is none."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()


def plain(cell: object) -> str:
    """As text, without what could move a terminal's cursor."""
    return "".join(sign for sign in str(cell) if unicodedata.category(sign) not in _UNSEEN)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
