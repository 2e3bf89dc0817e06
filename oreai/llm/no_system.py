"""What a provider's words say when its model takes no system role."""

import re

_NO_SYSTEM = re.compile(
    r"(system|developer)['\"` ]*(role|messages?|prompts?|instructions?|turns?)"
    r".{0,40}(not|n't|unsupported|no longer)"
    r"|(not|n't|cannot|unsupported|unexpected|invalid|unknown).{0,60}(role|['\"`])[^\w]{0,4}(system|developer)\b"
    r"|(not|n't|cannot) (yet )?(support|accept|allow|take|have|use).{0,40}(system|developer)"
    r"|developer instruction is not enabled"
    r"|only.{0,20}user.{0,20}(and|or|,).{0,20}assistant.{0,40}(role|support|allow)"
    r"|role.{0,40}(must|should|can).{0,20}(be|alternate).{0,40}user.{0,20}assistant|roles? must alternate"
    r"|first message.{0,40}(must|should).{0,20}user"
    r"|(不支持|不能|无效|非法).{0,20}(system|系统)|(system|系统)\s*(角色|消息|提示词?|指令).{0,12}(不|无效|非法)",
    re.IGNORECASE,
)
_NO_USER = re.compile(
    r"no user (query|message)|(at least one|without an?y?|missing).{0,12}(user )?message"
    r"|(contents?|messages?|user message) (is|are) (required|missing|empty|not specified)"
    r"|must (contain|have|include).{0,30}user|messages.{0,20}(too short|empty|at least 1)",
    re.IGNORECASE,
)


def is_meant_by(words: str, *, alone: bool) -> bool:
    """Whether the refusal is of the system role.

    Args:
        alone: the request had no other turn, so that a missing user's is the same.
    """
    return bool(_NO_SYSTEM.search(words) or (alone and _NO_USER.search(words)))
