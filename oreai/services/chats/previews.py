"""A reply in one line of plain words, as the list of chats shows it: what its reader sees."""

import re
from html import unescape

from oreai.characters import beginning
from oreai.services.chats.emphasis import without_emphasis

PREVIEW_LENGTH = 80

_OF_TERMINALS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FENCED = re.compile(
    r"(?:^[ \t>]*|(?<=[:：]))(`{3,}|~{3,})[^\n`]*\n(.*?)(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_FORMULA = re.compile(r"(\$\$|\\[\[(]).+?(?:\$\$|\\[\])])", re.DOTALL)
_PROTECTED = re.compile("\ufdd0(\\d+)\ufdd1")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_TAGS = re.compile(r"<(sub|sup|kbd|u|mark|s|b|i|summary|details)>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_BARE = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?:\^[^\]\n]+\]:[ \t]*\S|[^\]\n]+\]:[ \t]*(?:https?:|<)).*$", re.MULTILINE
)
_NOTE = re.compile(r"\[(?:\^[^\]\s]+|!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION))\]", re.IGNORECASE)
_RULER = re.compile(r"^[ \t|:*=-]+$", re.MULTILINE)
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]|>|[-*+][ \t])+[ \t]*", re.MULTILINE)
_BOX = re.compile(r"^[ \t>]*[-*+][ \t]+\[([ xX])\][ \t]+", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([*_~`#>|])")


def one_line(text: str) -> str:
    """A text as it was written, for a message of a user: that is no markdown."""
    return beginning(" ".join(text.split()), PREVIEW_LENGTH)


def preview_of(text: str) -> str:
    """The first words of a text of markdown; code keeps its signs."""
    protected: list[str] = []

    def keep(words: str) -> str:
        protected.append(words)
        return f"\ufdd0{len(protected) - 1}\ufdd1"

    def keep_code(found: re.Match[str]) -> str:
        return keep(found[2])

    shown = _OF_TERMINALS.sub("", text.replace("\ufdd0", ""))
    masked = _CODE.sub(keep_code, _FENCED.sub(keep_code, shown))
    masked = _FORMULA.sub(lambda found: keep(found[0]), masked)
    return one_line(_PROTECTED.sub(lambda found: protected[int(found[1])], _without_marks(masked)))


def _without_marks(text: str) -> str:
    text = _BREAK.sub(" ", _COMMENT.sub("", text))
    changed = 1
    while changed:
        text, changed = _TAGS.subn(r"\2", text)
    text = _BARE.sub(r"\1", _DEFINITION.sub("", text))
    text = _LINK.sub(r"\1", _BOX.sub(lambda found: "☐ " if found[1] == " " else "☑ ", text))
    for marks in (_NOTE, _RULER, _MARKS):
        text = marks.sub("", text)
    text = _ROW.sub(lambda found: found[0].replace("|", " "), text)
    return unescape(_ESCAPED.sub(r"\1", without_emphasis(text)))
