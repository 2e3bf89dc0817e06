"""What a provider's words say when its model takes no system role."""

import re

_NO_SYSTEM = re.compile(
    r"(system|developer)['\"` ]*(role|messages?|prompts?|instructions?|turns?)"
    r".{0,40}((not|n't) (be )?(yet )?(support|accept|allow|take|permit|enabled|used|available|implement)"
    r"|unsupported|no longer)"
    r"|(not|n't|cannot|unsupported|unexpected|invalid|unknown).{0,60}(role|['\"`])[^\w]{0,4}(system|developer)\b"
    r"|(not|n't|cannot) (yet )?(support|accept|allow|take|have|use).{0,40}(system|developer)"
    r"|role.{0,4}['\"`](system|developer)['\"`].{0,24}(not|n't|unsupported)"
    r"|developer instruction is not enabled"
    r"|only.{0,20}user.{0,20}(and|or|,).{0,20}assistant.{0,40}(role|support|allow)"
    r"|role.{0,40}(must|should|can).{0,20}(be|alternate).{0,40}user.{0,20}assistant|roles? must alternate"
    r"|(first message|role of (the )?(first message|messages?\W{0,2}0)|messages?\W{0,2}0\W{0,2}role)"
    r".{0,40}(must|should).{0,20}user|must start with a user"
    r"|(不支持|不能(使用|包含|有|是)|无效的?|非法的?).{0,12}(system|系统(角色|消息|提示|指令))"
    r"|(system|系统)\s*(角色|消息|提示词?|指令).{0,4}(不支持|不被支持|不可用|无效|非法)"
    r"|(role|角色).{0,12}(取值|错误|只能|仅支持|必须|无效|非法).{0,16}(user|system|assistant)"
    r"|(角色|role)\s*[:：]?\s*['\"`]?system.{0,4}(无效|非法|不)"
    r"|(只能|仅支持).{0,12}user.{0,12}assistant|(第一条|首条)消息.{0,12}user",
    re.IGNORECASE,
)
_TAKES_SYSTEM = re.compile(r"optional system|policy|不合规|敏感|违规", re.IGNORECASE)
_NO_USER = re.compile(
    r"no user (query|message)|(at least one|without an?y?|missing).{0,12}(user )?message"
    r"|(contents?|messages?|user message|prompt) (is|are|must not be) (required|missing|empty|not specified)"
    r"|must (contain|have|include|start with).{0,30}user|messages.{0,20}(too short|empty|at least 1)"
    r"|last (message )?(role|message).{0,24}user|at least 1 token|must have at least one"
    r"|(messages|content|消息|内容).{0,8}(非法|为空)|(缺少|至少).{0,6}(user|用户)|最后一条消息.{0,12}user",
    re.IGNORECASE,
)


def is_meant_by(words: str, *, alone: bool) -> bool:
    """Whether the refusal is of the system role.

    Args:
        alone: the request had no other turn, so that a missing user's is the same.
    """
    if _TAKES_SYSTEM.search(words):
        return False
    return bool(_NO_SYSTEM.search(words) or (alone and _NO_USER.search(words)))
