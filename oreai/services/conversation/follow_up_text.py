"""What may be said next: the lines of a model's answer that can stand on a chip, and the choices in a reply.

Belongs here: reading texts. Does not: asking for them (`follow_ups.py`).
"""

import re
from collections.abc import Sequence

MOST = 3
LONGEST = 80  # characters of each
_READ = 2000  # characters of an answer that are looked at, from its beginning; of a reply, from its end
_FEWEST_CHOICES = 2
_MARK = re.compile(r"^\s*(?:[-*•·]|\(?\d{1,2}[.)、．:：）])\s*")
_CHOICE = re.compile(r"^ {0,3}(\d)[.)、．]\s*(\S.*)$")
_LINK = re.compile(r"!?\[([^][]*)\]\([^()]*\)")
_SIGNS = re.compile(r"[*_`#|<>]+")
_QUOTES = " \t\"'“”‘’「」『』"
_LEADS = (":", "：")
_ASKS = ("?", "？")


def follow_ups_in(answer: str) -> list[str]:
    """What a model proposes, as plain lines; introductions and long lines are left out."""
    found: list[str] = []
    for line in answer[:_READ].splitlines():
        text = _plain(_MARK.sub("", line))
        if _fits(text) and not text.endswith(_LEADS) and text not in found:
            found.append(text)
    return found[:MOST]


def choices_in(reply: str) -> list[str]:
    """Two or three numbered choices, where a reply ends by asking which of them; else nothing."""
    lines = [line for line in reply[-_READ:].splitlines() if line.strip()]
    question = lines.pop() if lines and not _CHOICE.match(lines[-1]) else ""
    numbered = _numbered_at_end(lines)
    before = lines[: len(lines) - len(numbered)]
    question = question or (before[-1] if before else "")
    choices = [_plain(text) for text in numbered]
    is_asked = any(sign in question for sign in _ASKS)
    is_few = _FEWEST_CHOICES <= len(choices) <= MOST
    return choices if is_asked and is_few and all(map(_fits, choices)) else []


def _numbered_at_end(lines: Sequence[str]) -> list[str]:
    """The texts of the last lines, where those are numbered from one."""
    found: list[re.Match[str]] = []
    for line in reversed(lines):
        match = _CHOICE.match(line)
        if match is None:
            break
        found.insert(0, match)
        if match[1] == "1":
            break
    numbers = [int(match[1]) for match in found]
    return [match[2] for match in found] if numbers == [*range(1, len(found) + 1)] else []


def _fits(text: str) -> bool:
    return 0 < len(text) <= LONGEST


def _plain(text: str) -> str:
    """The words alone, on one line: no marks of Markdown or HTML, no quotes round them."""
    words = _SIGNS.sub("", _LINK.sub(r"\1", text))
    return " ".join(words.split()).strip(_QUOTES)
