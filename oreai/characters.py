"""Characters as people see them, no emoji in halves or taken from its family; and those of file names."""

import regex

_NOT_IN_FILE_NAMES = regex.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_FILE_NAME_LENGTH = 60
_SIGN = regex.compile(r"\X")  # what is seen as one: a family, a flag, a letter with its accents


def replace_lone_surrogates(text: str) -> str:
    """The text with its halves joined, and a lonely one replaced by the sign for what cannot be read.

    JavaScript and JSON can cut an emoji in two, and no database holds that.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def beginning(text: str, length: int) -> str:
    """The first characters of a text, at most so many; a sign is there whole or not at all."""
    if len(text) <= length:
        return text
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.end() > length:
            break
        end = sign.end()
    return text[: end or length]  # a single sign can be heaped up without end


def ending(text: str, length: int) -> str:
    """The last characters of a text, at most so many; a sign is there whole or not at all."""
    start = len(text) - length
    if start <= 0:
        return text
    return next((text[sign.start() :] for sign in _SIGN.finditer(text) if sign.start() >= start), "")


def file_name(title: str) -> str:
    """A file's name that every system takes, without its ending."""
    plain = _NOT_IN_FILE_NAMES.sub(" ", title).strip(" .")
    return beginning(plain, _FILE_NAME_LENGTH).strip(" .") or "OreAI"
