"""What was typed into the field: words that must all be there, and "exact" parts."""

import re
from dataclasses import dataclass
from functools import cached_property

from oreai.characters import replace_lone_surrogates
from oreai.services.search.folding import WITH_VARIANTS, fold
from oreai.services.search.grams import WORD, match_of

LONGEST_QUERY = 200  # characters
MOST_TERMS = 12
_QUOTES = str.maketrans("“”„«»「」『』", '"' * 9)
_TERM = re.compile(r'"([^"]*)("?)|([^\s"]+)')
_FIRST_LETTER = 2  # one Latin letter begins too many words to mean any of them
_PLAIN = re.compile(r"[!-~]")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Term:
    """Something that must be in a text: a word, a part in quotes."""

    text: str
    "Folded, with single spaces."
    begins: bool = False
    "Its last word may be the beginning of one."

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in a folded text: at the beginning of a word, where it is one."""
        words = r"\s+".join(map(re.escape, self.text.split(" ")))
        start = rf"(?<!{WORD})" if re.match(WORD, self.text) else ""
        end = rf"(?!{WORD})" if not self.begins and re.match(WORD, self.text[-1]) else ""
        return re.compile(start + words + end)

    @property
    def match(self) -> str:
        """Much the same for the index; empty where it cannot tell."""
        return match_of(self.text, begins=self.begins)

    @property
    def likes(self) -> list[str]:
        """Patterns of LIKE, one of which every text with it matches; escaped by a backslash."""
        wide = self.text.translate(_WIDE)
        # SQLite's LIKE folds the case of ASCII alone.
        forms = (self.text, wide, wide.upper(), wide.title())
        return sorted({"%" + "".join(map(_like, form)) + "%" for form in forms})


def _like(sign: str) -> str:
    if sign in "%_\\":
        return f"\\{sign}"
    is_sure = (
        _PLAIN.match(sign) or "\uff01" <= sign <= "\uff5e" or (_HAN.match(sign) and sign not in WITH_VARIANTS)
    )
    return sign if is_sure else "%"


def terms_of(query: str) -> list[Term]:
    """What the query asks for, if anything; a quote that was not closed yet goes to the end."""
    query = replace_lone_surrogates(query)[:LONGEST_QUERY].replace("\0", " ").translate(_QUOTES)
    found = list(_TERM.finditer(query))[:MOST_TERMS]
    terms: dict[str, Term] = {}
    for term in found:
        exact, closed, word = term.groups()
        text = " ".join(fold(exact or word or "").split())
        if not text:
            continue
        is_open = not closed and term is found[-1] and not query[term.end() :]
        begins = is_open and len(_last_word(text)) >= _FIRST_LETTER
        terms[text] = Term(text, begins)
    return list(terms.values())


def _last_word(text: str) -> str:
    last = re.search(rf"{WORD}+$", text)
    return last.group() if last else ""
