"""Sign-in names: what a person types to say who they are; a name of their own, or an e-mail address."""

import hashlib
import unicodedata

SHORTEST, LONGEST = 1, 64  # characters; 林 is a name
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_LOST = "\ufffd"  # stands for what could not be read
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3


class BadName(Exception):
    """No sign-in name; `why` is one of short, long, signs, email."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class NameTaken(Exception):
    """Somebody else has this name."""


def cleaned(name: str) -> str:
    """A sign-in name as it is shown: without spaces around it, in one form of its characters.

    Raises:
        BadName: it is too short or too long, or holds what cannot be seen.
    """
    shown = " ".join(unicodedata.normalize("NFKC", name[: _LONGEST_EMAIL * 2]).split())
    if len(shown) < SHORTEST:
        raise BadName("short")
    if len(shown) > (_LONGEST_EMAIL if "@" in shown else LONGEST):
        raise BadName("long")
    if any(sign == _LOST or unicodedata.category(sign) in _UNSEEN for sign in shown):
        raise BadName("signs")
    return shown


def cleaned_email(address: str) -> str:
    """An e-mail address, or nothing where none was written; only its form counts, nobody is written to.

    Raises:
        BadName: this can be no address.
    """
    if not address.strip():
        return ""
    shown = cleaned(address)
    before, at, after = shown.rpartition("@")
    if not before or not at or "." not in after or " " in shown:
        raise BadName("email")
    return shown


def key_of(name: str) -> str:
    """The key by which a name is found and is unique: a hash of its folded form.

    A hash, since the databases differ in what they hold to be the same word.
    """
    folded = " ".join(unicodedata.normalize("NFKC", name[: _LONGEST_EMAIL * 2]).split()).casefold()
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()
