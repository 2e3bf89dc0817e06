"""What a provider's words say when it refuses a request as too long: each says it in its own way.

Understood by meaning: something about a size (too long, exceeds, 超出) beside what
has the size (tokens, context, input, 长度). The numbers are found the same way.
"""

import re
from collections.abc import Collection

_CODES = {"context_length_exceeded", "context_window_exceeded"}
_MEASURE = (
    r"tokens?\b|context|length|prompt|inputs?\b|messages?\b|conversation|seq_len|question|text\b"
    r"|长度|上下文|词元|输入|对话|会话|内容|提示词|问题|字数|上限|限制"
)
_EXCESS = (
    r"exceed|overflow|too (?:long|many|large|big)|(?:longer|larger|more|greater) than|over the|reduce|shorten"
    r"|expected maxlength"
    r"|must (?:be (?:<|less)|have less|not be more)|should be \[|at most|while limit is|not enough"
    r"|max(?:imum)? (?:context|model|prompt|length|input|allowed)|only (?:supports? )?(?:up to )?\d"
    r"|\d\s*>\s*\d"
    r"|超(?!时)|过长|太长|过大|太多|过多|最大|已达"
)
_TOO_LONG = re.compile(
    rf"(?:{_MEASURE}).{{0,80}}?(?:{_EXCESS})|(?:{_EXCESS}).{{0,60}}?(?:{_MEASURE})"
    r"|context (?:length|window|size|limit)",
    re.IGNORECASE | re.DOTALL,
)
_AT_ONCE = re.compile(r"request (is )?too large|reduce your (message|prompt|request)", re.IGNORECASE)
_A_TIME = re.compile(r"tokens per (min|hour|day)|\bTP[MD]\b", re.IGNORECASE)
_SOMETHING_ELSE = re.compile(
    r"\brates?\b|quota|credit|balance|billing|concurren|\b[rt]p[md]\b|per (?:minute|min|hour|day|second)"
    r"|per \d|\d.?(?:hour|day)\b|daily|monthly|usage (?:limit|cap)|time.?out|timed out|expir|for your plan"
    r"|api.?key|(?:access|auth|bearer|refresh|登录|访问|令牌).{0,6}token|system messages?\b.{0,16}support"
    r"|invalid '(?!messages|input|prompt)|(?:temperature|top_p|penalty|stop)\b.{0,12}must be"
    r"|频率|并发|速率|额度|余额|欠费|配额|次数|请求数|用量|用完|超时|今日|本月|每[日天月分]|访问令牌|重试次数|小时"
    r"|(?:image|picture|file|audio|video|tool|function|header|url|图片|文件)s?\b(?! and text|-content)"
    r".{0,40}(?:too|exceed|at most|larger|超|过)"
    r"|(?:too many|at most|maximum).{0,20}(?:image|picture|file|audio|video|tool|stop|choice)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"max_(?:completion_|new_|output_)?tokens|(?:completion|output|new|answer) tokens"
    r"|maximum tokens (?:you )?request|输出|回答|生成",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"context(?!_window`)|prompt|inputs?\b|messages|reduce the length|上下文|输入|对话",
    re.IGNORECASE,
)

_NUMBER = r"(\d[\d,_]*)"
_LIMITS = (
    rf"\d\s*\+\s*\d+\s*>\s*{_NUMBER}",
    rf"context length is only {_NUMBER}",
    rf"n_ctx\W{{0,4}}{_NUMBER}",
    rf"max_seq_len[^\d]{{0,4}}{_NUMBER}",
    rf"最大(?:长度)?[^\d，,。；]{{0,16}}{_NUMBER}",
    rf"maximum (?:allowed )?length[^\d]{{0,8}}{_NUMBER}",
    rf"context window size: {_NUMBER}",
    rf"only supports (?:up to )?{_NUMBER}",
    rf"max size: {_NUMBER}",
    rf"maximum (?:sequence|input).{{0,40}}\d\s*>\s*{_NUMBER}",
    rf"maximum allowed is {_NUMBER}",
    rf"only {_NUMBER} are allowed",
    rf"max(?:imum)? input tokens is {_NUMBER}",
    rf"maximum (?:model|prompt|input)? ?length[^\d]{{0,8}}{_NUMBER}",
    rf"input length should be \[\d+,\s*{_NUMBER}",
    rf"must (?:be <=?|have less than) {_NUMBER}",
    rf"(?:maximum|max\.?|model'?s?) context (?:length|window|size)(?: of| is|:)?[^\d]{{0,24}}{_NUMBER}",
    rf"context (?:length|window|size)(?: limit)?[^\d]{{0,24}}{_NUMBER}",
    rf">\s*{_NUMBER}\s*maximum",
    rf"maximum number of tokens allowed[^\d]{{0,6}}{_NUMBER}",
    rf"{_NUMBER}\s*(?:tokens?\s*)?(?:maximum context|max(?:imum)? )",
    rf"supports at most {_NUMBER}",
    rf"(?:cannot|not) exceed {_NUMBER}",
    rf"max length[^\d]{{0,24}}{_NUMBER}",
    rf"(?:maximum|limit)(?: of| is|:)?[^\d]{{0,12}}{_NUMBER}",
    rf"(?:长度|上限|限制|不超过|最大|最多)[^\d]{{0,8}}{_NUMBER}",
)
_ASKED = (
    rf"requested:? {_NUMBER}\)",
    rf"prompt_tokens \({_NUMBER}\)",
    rf"received {_NUMBER}",
    rf"{_NUMBER} (?:tokens )?(?:in|of|from) (?:the|your|text) ?(?:messages|input|prompt)",
    rf"{_NUMBER} tokens from the input",
    rf"given: {_NUMBER}",
    rf"resulted in {_NUMBER}",
    rf"prompt is too long:\s*{_NUMBER}",
    rf"(?:input|prompt) token count[^\d]{{0,6}}{_NUMBER}",
    rf"input length {_NUMBER}",
    rf"(?:prompt|request) (?:contains|has) {_NUMBER}",
    rf"prompt (?:length )?\((?:length )?{_NUMBER}",
    rf"the input \({_NUMBER} tokens",
    rf"{_NUMBER}\s*\+\s*\d+\s*>",
    rf"n_prompt_tokens\W{{0,4}}{_NUMBER}",
    rf"current length is {_NUMBER}",
    rf"requested tokens \({_NUMBER}",
    rf"max_total_tokens \({_NUMBER}",
    rf"but got {_NUMBER}",
    rf"(?:requested|request)[^\d]{{0,12}}{_NUMBER} tokens",
    rf"limit:? \d+, requested:? {_NUMBER}",
    rf"(?:input|prompt) token (?:length|count)(?: is)?[^\w]{{0,3}}{_NUMBER}",
    rf"(?<!maximum )(?:input|prompt) length[^\w]{{0,3}}{_NUMBER}",
    rf"number of prompt tokens: {_NUMBER}",
    rf"(?:passed|has|have|requested) {_NUMBER} input tokens",
    rf"prompt (?:has|is) {_NUMBER} tokens",
    rf"token ?(?:总)?数 ?[(（为是]?\s*{_NUMBER}",
)
_SMALLEST = 128  # below that the number means something else
_NO_TOKENS = re.compile(r"\b(?:characters?|string|bytes?)\b|字符|字节|\d ?字", re.IGNORECASE)
_ERRORS_NUMBER = re.compile(r"(?:exceeds?|over) (?:the )?limit\s*\(\d+\)|\[\d+\]\s*$", re.IGNORECASE)


def is_coded(codes: Collection[str]) -> bool:
    """Whether the refusal says so by a code."""
    return not _CODES.isdisjoint(codes)


def is_meant_by(words: str) -> bool:
    """Whether the refusal is of the request's length, not of the answer's, a picture's, or a quota's."""
    if _SOMETHING_ELSE.search(words) or (_ANSWER.search(words) and not _REQUEST.search(words)):
        return False
    return bool(_TOO_LONG.search(words))


def is_of_a_time(words: str) -> bool:
    """Whether one request alone is more than may be asked within a minute or a day: waiting does not help."""
    return bool(_AT_ONCE.search(words) and _A_TIME.search(words))


def limit_in(words: str) -> int | None:
    """The window's size in tokens that the provider names."""
    return None if _NO_TOKENS.search(words) else _first(_LIMITS, _ERRORS_NUMBER.sub("", words))


def asked_in(words: str) -> int | None:
    """How many tokens the request had by the provider's own count."""
    return None if _NO_TOKENS.search(words) else _first(_ASKED, words)


def _first(patterns: tuple[str, ...], words: str) -> int | None:
    for pattern in patterns:
        for found in re.finditer(pattern, words, re.IGNORECASE):
            number = int(re.sub(r"\D", "", found.group(1)))
            if number >= _SMALLEST:
                return number
    return None
