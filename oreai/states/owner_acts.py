"""What an owner has done, in the reader's words: the list has the numbers and names of it as they were."""

import re
from collections.abc import Callable, Mapping

from oreai.i18n import Texts, fill

_CHANGED = re.compile(r"(\w+) -> (\w+)")
_INVITED = re.compile(r"(\d+) x (\w+), (\d+) d: (.*)", re.DOTALL)
_SHOWN = re.compile(r"(\d+) h: (.*)", re.DOTALL)
_APART = " · "


def detail_of(act: str, stored: str, texts: Texts) -> str:
    """The detail of an act as it is shown; one of a form of which nothing is known stays."""
    return _IN_WORDS[act](stored, texts) if act in _IN_WORDS else stored


def _changed(stored: str, names: Mapping[str, str]) -> str:
    found = _CHANGED.fullmatch(stored)
    return f"{names.get(found[1], found[1])} → {names.get(found[2], found[2])}" if found else stored


def _invited(stored: str, texts: Texts) -> str:
    found = _INVITED.fullmatch(stored)
    if not found:
        return stored
    role, note = texts.owner.roles.get(found[2], found[2]), found[4]
    words = fill(texts.owner.invited, uses=int(found[1]), role=role, days=int(found[3]))
    return _APART.join(filter(None, (words, note)))


def _shown(stored: str, texts: Texts) -> str:
    found = _SHOWN.fullmatch(stored)
    return _APART.join((fill(texts.owner.hours, hours=found[1]), found[2])) if found else stored


_IN_WORDS: Mapping[str, Callable[[str, Texts], str]] = {
    "role": lambda stored, texts: _changed(stored, texts.owner.roles),
    "quota": lambda stored, _: _changed(stored, {}),
    "sign_up": lambda stored, texts: texts.owner.rules.get(stored, stored),
    "guests": lambda stored, texts: texts.owner.guests_on if stored == "on" else texts.owner.guests_off,
    "invite": _invited,
    "announcement": _shown,
}
