"""What a message asks to be remembered, found by its own words: no model is asked, and nothing is stored."""

import re

from oreai.services.personalization.memory import LONGEST_NOTE

_LONGEST_READ = 4_000  # characters of a message: who wants something remembered says so early
_SENTENCE = re.compile(r"[^。！？!?\n.]+(?:\.(?=\S)[^。！？!?\n.]+)*[。！？!?\n.]?")
_CHINESE = re.compile(
    r"^(?:另外|还有|对了|以后|好的?|那么?)?[，,\s]*(?:请|請|麻烦|麻煩)?(?:你|您|帮我|替我|要|一定要|务必)*"
    r"(?:记住|記住|记下来?|記下來?|记一下|記一下|别忘了|別忘了|不要忘记|不要忘記)"
    r"(?:一下|这一点|這一點|一点|一點|哦|啊|吧)?[：:，,\s]*(?P<what>.+)$"
)
_ENGLISH = re.compile(
    r"^(?:(?:and|also|please|oh|ok(?:ay)?|from now on)[,\s]+)*"
    r"(?:(?:remember|note|keep in mind|bear in mind|don['’]t forget)(?:\s+that\b|\s*[:,])"
    r"|(?:remember|keep in mind|don['’]t forget)(?=\s+(?:i|i['’]m|i['’]ve|my|we|we['’]re|our)\b))"
    r"[:,\s]*(?P<what>.+?)(?:,?\s+please)?$",
    re.IGNORECASE,
)
_NO_NOTE = re.compile(r"^(?:这个|這個|这些|這些|它|this|it)$|^(?:了|吗|嗎|没|沒|的)")


def asked_to_remember(message: str) -> str:
    """What the message asks to be remembered, in its own words; empty where it asks for nothing.

    A question asks for nothing, and what is no short note is not one.
    """
    for sentence in _SENTENCE.findall(message[:_LONGEST_READ]):
        words = sentence.strip()
        if words.endswith(("?", "？")):
            continue
        words = " ".join(words.rstrip("。！!.\n ").split())  # else a long gap is tried from each sign
        found = _CHINESE.match(words) or _ENGLISH.match(words)
        what = found["what"] if found else ""
        if what and len(what) <= LONGEST_NOTE and not _NO_NOTE.match(what):
            return what
    return ""
