"""Why a provider refuses somebody, by its codes or, where they say nothing, by its words."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from oreai.llm.errors import (
    ModelError,
    Moderated,
    NoAccess,
    OutOfCalls,
    RateLimited,
    WrongKey,
    WrongRegion,
)


@dataclass(frozen=True)
class _Reason:
    error: type[ModelError]
    codes: frozenset[str]
    words: re.Pattern[str]


def _reason(error: type[ModelError], codes: str, *words: str) -> _Reason:
    return _Reason(error, frozenset(codes.split()), re.compile("|".join(words), re.IGNORECASE))


_REASONS = (
    _reason(
        OutOfCalls,
        "insufficient_quota insufficient_balance insufficient_user_quota insufficient_credits"
        " exceeded_current_quota_error billing_hard_limit_reached billing_not_active payment_required"
        " arrearage accountoverdueerror allocationquota.freetieronly",
        r"insufficient (account )?(balance|quota|credits?|funds)|credit balance is too low",
        r"(out of|not enough|no) (credits?|quota|balance|funds)\b(?! (were|for))"
        r"|exceeded your current quota|usage limits?\b.{0,20}regain"
        r"|reached.{0,24}(usage|spending|inference) limit"
        r"|daily request limit",
        r"quota.{0,24}(exhausted|used up|has been exceeded)|overdue|recharge|top up|in good standing",
        r"余额不足|欠费|(额度|配额|余额|次数).{0,8}(用完|用尽|不足|耗尽)|请充值|套餐.{0,6}到期",
    ),
    _reason(
        WrongRegion,
        "unsupported_country_region_territory unsupported_region unsupported_location",
        r"(country|region|territory|location).{0,60}(not (supported|available|allowed|permitted)|unsupported"
        r"|restricted|blocked|forbidden)",
        r"(not|n't|un)\s?(available|supported|allowed|permitted|accessible|offered).{0,24}"
        r"(country|region|territory|location)",
        r"(restricted|limited|blocked).{0,24}(country|countries|regions?|territor)|\bgeo.?(block|restrict)",
        r"(国家|地区|区域).{0,12}(不支持|不可用|受限|限制|无法|不在|(未|尚未|暂未|没有)(开放|提供))"
        r"|(不支持|未对|不对).{0,16}(国家|地区|区域)|(海外|境外|国外).{0,8}(禁止|不支持|无法|限制)",
    ),
    _reason(
        Moderated,
        "content_filter content_policy_violation content_moderation moderation_blocked moderation"
        " data_inspection_failed datainspectionfailed responsibleaipolicyviolation sensitive"
        " prohibited_content prompt_blocked safety",
        r"flagged|moderation|content (management |usage )?polic|content.?filter|inappropriate content",
        r"safety.?(system|polic|filter|reason|check)|(usage|safety) (polic|guideline)"
        r"|new_sensitive|input.?sensitive"
        r"|敏感|违规|违禁|不合规|审核|不安全|风控",
    ),
    _reason(
        WrongKey,
        "invalid_api_key invalidapikey api_key_invalid authentication_error unauthenticated"
        " invalid_authentication_error unauthorized",
        r"(invalid|incorrect|wrong|unknown|expired|no|missing) api.?key",
        r"api.?key.{0,8} (is |was |has )?(not valid|invalid|incorrect|expired|not found|missing)",
        r"(security|access) token.{0,32}invalid|login fail",
        r"(密钥|令牌|api.?key).{0,6}(无效|错误|过期|不存在|不正确)|无效的(密钥|令牌|api.?key)",
    ),
    _reason(
        NoAccess,
        "permission_error permission_denied access_denied accessdenied accessdenied.unpurchased"
        " model_access_denied no_permission access_terminated model_not_found",
        r"(not|no|n't|without)( have)? (the )?(required )?(access|permission|privilege)|permission",
        r"(not|n't) (authori[sz]ed|allowed|permitted|entitled|enabled|activated|subscribed|open)",
        r"access to (the |this )?(model|resource)|must be verified|model.{0,40}(not exist|not found)",
        r"access.{0,12}(denied|disabled|restricted)|(not|no|n't)( have)? authori[sz]ation",
        r"request was blocked|gated|model (is )?disabled",
        r"requires? (a |an )?(\w+ )?(subscription|plan|tier)|only available (to|for|in|on)",
        r"无权|没有?.{0,12}权限|权限不足|(未|没有|申请|需要?|尚未)(先)?开通|未授权|封禁|禁用|不在.{0,12}(允许|白名单)",
    ),
    _reason(
        RateLimited,
        "rate_limit_exceeded rate_limit_error rate_limit_reached_error rate_limited resource_exhausted"
        " too_many_requests throttling throttling.ratequota limit_requests",
        r"rate.?limit(ed|ing)?\b|too many requests|\bqps\b",
        r"(请求|访问|调用).{0,6}(频繁|过多|太快)|频率.{0,8}(超|限|过)|并发.{0,8}(超|限|过)",
    ),
)


_GONE_CODES = frozenset(
    {"model_not_found", "modelnotfound", "deploymentnotfound", "invalid_model", "model_not_exist"}
)
_GONE = re.compile(
    r"(model|deployment).{0,80}(not (found|exist)|n't exist|no longer|is unknown|deprecated|decommissioned)"
    r"|(no such|unknown|invalid|unsupported) model|not a valid model|no endpoints found for"
    r"|no available channel|模型.{0,40}(无可用渠道|可用渠道不存在)"
    r"|模型.{0,12}(不存在|已下线|无效|找不到)|(不存在|找不到).{0,8}模型",
    re.IGNORECASE,
)


def coded(codes: Collection[str]) -> type[ModelError] | None:
    """The error that the codes name."""
    return next((reason.error for reason in _REASONS if not reason.codes.isdisjoint(codes)), None)


def told(words: str, *among: type[ModelError]) -> type[ModelError] | None:
    """The error of these that the words tell of."""
    found = (reason.error for reason in _REASONS if reason.error in among and reason.words.search(words))
    return next(found, None)


def is_gone(words: str, codes: Collection[str]) -> bool:
    """Whether this says that there is no such model."""
    return not _GONE_CODES.isdisjoint(codes) or bool(_GONE.search(words))
