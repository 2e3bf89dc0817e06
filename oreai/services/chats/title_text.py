"""Finds the title in the answer of a model that was asked for one: models wrap it in many ways."""

import json
import re
from typing import Any

from oreai.services.replies.first_title import title_from

_SIGNS = "\"'“”‘’「」『』《》*`#_。．.，,：:；;—- \t"
_REASONING = re.compile(r"^.*</(?:think|thinking|thought)>", re.DOTALL | re.IGNORECASE)
_OPENS_REASONING = re.compile(r"^\s*<(?:think|thinking|thought)\b", re.IGNORECASE)
_FENCE = re.compile(r"^[^\S\n]*(?:```|~~~).*$", re.MULTILINE)
_LONGEST = 10_000  # characters that are looked through: a title is among the first words
_TAG = re.compile(r"</?[a-z][a-z0-9]*>", re.IGNORECASE)
_ITEM = re.compile(r"^(?:[-*•+]|\d{1,2}[.)、])\s+")
_COURTESY = re.compile(
    r"^(?:sure|certainly|of course|okay|ok|absolutely|great|好的|好|当然可以|当然|没问题)"
    r"(?: thing)?[!！,，.。~]+\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"^[【［\[（(]\s*(?:title|标题|题目|主题)\s*[】］\])）]", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:\W*(?:(?:the|a|chat|conversation|suggested|possible|final|my|this|short"
    r"|对话|聊天|会话|建议的?|推荐的?|最终|新)\s*)*"
    r"(?:title|标题|题目|主题|名称)\W?(?:suggestion|idea|建议|推荐)?\W?\s*(?:is|是|为)?"
    r"|\W*(?:here(?:'|’)?s|here is|here are|以下是?|这是|下面是|我(?:的)?建议|可以叫"
    r"|i(?:(?:'|’)?d| would)? suggest).{0,60}?)\W?\s*[:：]\W*",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:i(?:'|’)?m sorry|i am sorry|sorry|i can(?:'|’)?t|i cannot|unfortunately|as an ai"
    r"|抱歉|对不起|很抱歉|我无法|我不能)",
    re.IGNORECASE,
)
_IN_BROKEN_JSON = re.compile(r'"(?:title|标题)"\s*:\s*"([^"]*)')


def title_in(answer: str) -> str:
    """The title itself, on one line and short; empty where there is none."""
    text = _REASONING.sub("", answer)
    if _OPENS_REASONING.match(text) or _NO_TITLE.match(text.strip()):
        return ""
    text = _FENCE.sub("", text.strip()[:_LONGEST]).strip()
    text = _BRACKETED.sub("", text)
    lines = (_told_by_json(text) if text[:1] in ("{", "[") else text).splitlines()
    return title_from(next(filter(None, map(_bare, lines)), ""))


def _told_by_json(text: str) -> str:
    """The title in an object or a list; one that was cut off may hold it already."""
    try:
        return _first_text(json.loads(text))
    except (ValueError, RecursionError):
        found = _IN_BROKEN_JSON.search(text)
        return found[1] if found else ""


def _first_text(value: Any) -> str:
    if isinstance(value, dict):
        named = [value[name] for name in ("title", "标题", "Title") if name in value]
        value = [*named, *value.values()]
    if isinstance(value, list):
        return next(filter(None, map(_first_text, value)), "")
    return value if isinstance(value, str) else ""


def _bare(line: str) -> str:
    """The line without what goes before a title and around it; nothing where it only announces one."""
    words = _ITEM.sub("", _TAG.sub("", line).strip())
    words = _COURTESY.sub("", words.strip(_SIGNS))
    if line.rstrip().rstrip("*_ ").endswith((":", "：")) and _LABEL.match(f"{words}:"):
        return ""
    return _LABEL.sub("", words, count=1).strip(_SIGNS)
