"""Texts of other programs as OreAI keeps them: without what no database holds, thinking apart."""

import html
import re
from collections.abc import Iterable
from typing import Any

from oreai.characters import replace_lone_surrogates
from oreai.llm.reasoning import split as split_reasoning

_REASONING = re.compile(
    r'<details\s+type="reasoning"[^>]*>\s*(?:<summary>.*?</summary>)?(?P<text>.*?)</details>\s*', re.DOTALL
)
_TOOLS = re.compile(r'<details\s+type="(?:tool_calls|code_interpreter)"[^>]*>.*?</details>\s*', re.DOTALL)
_QUOTE = re.compile(r"^>\s?", re.MULTILINE)


def clean(text: object) -> str:
    """The text without NUL and half characters; nothing for what is no text."""
    return replace_lone_surrogates(text).replace("\x00", "") if isinstance(text, str) else ""


def joined(parts: Iterable[object], between: str = "\n\n") -> str:
    """Those of the parts that are texts with something in them."""
    return between.join(part for part in parts if isinstance(part, str) and part.strip())


def text_and_reasoning(text: str, *, is_reply: bool) -> tuple[str, str]:
    """A message's text, and the reasoning that some programs keep in a reply's; a user's stays whole."""
    return _apart(text) if is_reply else (text, "")


def _apart(text: str) -> tuple[str, str]:
    found = [html.unescape(one["text"]) for one in _REASONING.finditer(text)]
    if found:
        text = _REASONING.sub("", text)
        return _TOOLS.sub("", text).strip(), _QUOTE.sub("", joined(found)).strip()
    if "</think" in text:
        answer, reasoning = split_reasoning(text)
        return answer.strip(), reasoning.strip()
    return _TOOLS.sub("", text).strip() if "<details" in text else text, ""


def mapping(value: Any) -> dict[str, Any]:
    """What a file has in a place where an object should stand, or an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of what should be a list of them."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
