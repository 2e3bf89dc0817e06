"""What a provider's refusal means: by its status, its codes and its words, also inside a stream."""

import json
from typing import Any

import pytest

from oreai.llm import errors
from oreai.llm.client import ChatClient, ChatTurn
from oreai.llm.error_body import read
from oreai.llm.error_translation import error_in
from oreai.llm.errors import ModelError
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from oreai.llm.refusals import Circumstances, meant_by
from tests.upstream import Reply, Upstream, refusal

GUIDE = ChatTurn("system", "You are a guide.")
LIN = ChatTurn("user", "Three days in 京都?")


def meant(status: int, words: str, /, *, headers: dict[str, str] | None = None, **details: Any) -> ModelError:
    """What this HTTP answer means."""
    body = read({"error": {"message": words, **details}})
    return meant_by(body, Circumstances(status=status, headers=headers or {}))


FORBIDDEN = [
    ("Forbidden", {}, errors.OutOfCalls),
    ("", {}, errors.OutOfCalls),
    ("You exceeded your current quota.", {"code": "insufficient_quota"}, errors.OutOfCalls),
    ("Sorry, your account balance is insufficient", {}, errors.OutOfCalls),
    ("当前分组额度已用完", {}, errors.OutOfCalls),
    (
        "Country, region, or territory not supported",
        {"code": "unsupported_country_region_territory"},
        errors.WrongRegion,
    ),
    ("This service is not available in your country.", {}, errors.WrongRegion),
    ("User location is not supported for the API use.", {}, errors.WrongRegion),
    ("您所在的地区暂不支持使用该服务", {}, errors.WrongRegion),
    ("Project `nara` does not have access to model `kyoto`", {"code": "model_not_found"}, errors.NoAccess),
    ("Your API key does not have permission to use it.", {"type": "permission_error"}, errors.NoAccess),
    ("The caller does not have permission", {"status": "PERMISSION_DENIED"}, errors.NoAccess),
    ("Your organization must be verified to use the model.", {}, errors.NoAccess),
    ("您无权访问该模型", {}, errors.NoAccess),
    ("Your input was flagged by moderation.", {}, errors.Moderated),
    ("Request blocked", {"code": "content_policy_violation"}, errors.Moderated),
    ("Invalid API key", {"code": "invalid_api_key"}, errors.WrongKey),
    ('Your input was flagged for "violence". No credits were charged.', {}, errors.Moderated),
    ("您的输入包含违禁词", {}, errors.Moderated),
    ("内容不合规，请修改后重试", {}, errors.Moderated),
    ("Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO", {}, errors.Moderated),
    ("Access denied. Please check your network settings.", {}, errors.NoAccess),
    ("Public access is disabled. Please configure private endpoint.", {}, errors.NoAccess),
    ("The client does not have authorization to perform this action", {}, errors.NoAccess),
    ("This model requires a subscription, upgrade for access", {}, errors.NoAccess),
    ("This model is only available to Tier 2 users", {}, errors.NoAccess),
    ("您没有访问该模型的权限", {}, errors.NoAccess),
    ("该模型需要申请开通后使用", {}, errors.NoAccess),
    ("您的 IP 不在令牌允许访问的列表中", {}, errors.NoAccess),
    ("账号已被封禁", {}, errors.NoAccess),
    ("This model is restricted to certain geographic regions", {}, errors.WrongRegion),
    ("当前地区暂未开放此模型", {}, errors.WrongRegion),
    ("您所在的国家/地区不在服务范围内", {}, errors.WrongRegion),
    ("海外 IP 禁止访问", {}, errors.WrongRegion),
    ("The security token included in the request is invalid.", {}, errors.WrongKey),
    ("Key limit exceeded (total limit).", {}, errors.OutOfCalls),
    ("预扣费额度失败, 用户剩余额度: ＄0.000000", {}, errors.OutOfCalls),
]


@pytest.mark.parametrize(("words", "details", "error"), FORBIDDEN)
def test_a_403_is_a_used_up_key_unless_it_plainly_is_not(words: str, details: dict, error: type[ModelError]):
    """Whoever is told to ask for more calls must be helped by more calls."""
    found = meant(403, words, **details)
    assert (type(found), found.provider_message) == (error, words)


def test_the_page_of_a_proxy_is_no_word_of_the_provider():
    """Neither a used-up key nor a wrong address: somebody stands between."""
    page = read("<!DOCTYPE html><html><title>Access denied | kyoto.example</title>")
    assert type(meant_by(page, Circumstances(status=403))) is errors.BlockedByFirewall
    assert type(meant_by(page, Circumstances(status=404))) is errors.NotJson
    assert meant_by(page, Circumstances(status=502)).provider_message == "HTTP 502"


BY_CODE = [
    (400, {"code": "Arrearage"}, errors.OutOfCalls),
    (402, {}, errors.OutOfCalls),
    (429, {"code": "insufficient_quota"}, errors.OutOfCalls),
    (429, {"type": "exceeded_current_quota_error"}, errors.OutOfCalls),
    (429, {"code": "1302"}, errors.RateLimited),
    (401, {}, errors.WrongKey),
    (401, {"code": "insufficient_quota"}, errors.OutOfCalls),
    (400, {"status": "INVALID_ARGUMENT", "details": [{"reason": "API_KEY_INVALID"}]}, errors.WrongKey),
    (400, {"code": "context_length_exceeded"}, errors.ContextTooLong),
    (500, {"code": 429}, errors.RateLimited),
    (502, {"code": "rate_limit_exceeded"}, errors.RateLimited),
    (400, {"code": "DataInspectionFailed"}, errors.Moderated),
    (400, {"code": "content_filter"}, errors.Moderated),
    (404, {"code": "model_not_found"}, errors.ModelGone),
    (413, {}, errors.TooLarge),
    (503, {}, errors.Refused),
]


@pytest.mark.parametrize(("status", "details", "error"), BY_CODE)
def test_a_code_says_what_the_words_do_not(status: int, details: dict, error: type[ModelError]):
    """By name or by number, wherever it stands."""
    assert type(meant(status, "Hm.", **details)) is error


BY_WORDS = [
    (400, "Your credit balance is too low to access the API.", errors.OutOfCalls),
    (429, "您的账户已欠费，请充值后重试", errors.OutOfCalls),
    (429, "You exceeded your current quota. Please retry in 34.07s.", errors.RateLimited),
    (
        400,
        "You have reached your specified API usage limits. You will regain access soon.",
        errors.OutOfCalls,
    ),
    (429, "Your account has reached the set inference limit, and is paused.", errors.OutOfCalls),
    (429, "您的套餐已到期，暂无法使用", errors.OutOfCalls),
    (429, "Requests rate limit exceeded. Details: no quota for burst", errors.RateLimited),
    (404, "No endpoints found for nara/kyoto.", errors.ModelGone),
    (400, "nara/kyoto is not a valid model ID", errors.ModelGone),
    (400, "API key not valid. Please pass a valid API key.", errors.WrongKey),
    (400, "Incorrect API key provided.", errors.WrongKey),
    (500, "Rate limit reached for requests", errors.RateLimited),
    (400, "请求过于频繁，请稍后再试", errors.RateLimited),
    (400, "Input data may contain inappropriate content.", errors.Moderated),
    (400, "系统检测到输入内容可能包含敏感信息", errors.Moderated),
    (500, "The safety of our chips is not given.", errors.Refused),
    (503, "当前分组 default 下对于模型 kyoto 无可用渠道", errors.ModelGone),
    (503, "分组 default 下模型 kyoto 的可用渠道不存在", errors.ModelGone),
    (503, "No available channel for model kyoto under group default", errors.ModelGone),
    (404, "The model `kyoto` does not exist or you do not have access to it.", errors.ModelGone),
    (500, "Out of chips.", errors.Refused),
]


@pytest.mark.parametrize(("status", "words", "error"), BY_WORDS)
def test_the_words_say_what_the_status_does_not(status: int, words: str, error: type[ModelError]):
    """A provider's status is often only the nearest one."""
    assert type(meant(status, words)) is error


def test_a_wait_is_told_where_waiting_helps():
    """Too many requests, or too many people; not for what is refused for good."""
    headers = {"retry-after": "7"}
    assert meant(429, "Busy.", headers=headers).retry_after_s == 7
    assert meant(503, "Overloaded.", headers=headers).retry_after_s == 7
    assert meant(429, "Please try again in 7.5s.").retry_after_s == 8
    assert meant(400, "Bad.", headers=headers).retry_after_s is None


TOO_LARGE_AT_ONCE = (
    "Request too large for gpt-4o in organization org-nara on tokens per min (TPM): Limit 30000, "
    "Requested 45000. The input or output tokens must be reduced in order to run successfully."
)


@pytest.mark.parametrize("status", [413, 429])
def test_a_request_that_is_too_large_for_a_minute_is_not_waited_for(status: int):
    """It would be as large in an hour: it is cut, for now, to what may be asked at once."""
    found = meant(status, TOO_LARGE_AT_ONCE, code="rate_limit_exceeded", headers={"retry-after": "20"})
    assert isinstance(found, errors.ContextTooLong)
    assert (found.limit, found.is_for_now, found.retry_after_s) == (30000, True, None)


IN_A_STREAM = [
    ({"error": {"message": "Quota.", "code": "insufficient_quota"}}, errors.OutOfCalls, "Quota."),
    ({"object": "error", "message": "Busy.", "code": 429}, errors.RateLimited, "Busy."),
    ({"code": 429, "msg": "Busy."}, errors.RateLimited, "Busy."),
    ({"code": "invalid_api_key", "message": "No."}, errors.WrongKey, "No."),
    ({"error": {"code": "context_length_exceeded", "message": "No."}}, errors.ContextTooLong, "No."),
    ({"error": {"message": "Prompt exceeds max length"}}, errors.ContextTooLong, "Prompt exceeds max length"),
    (
        {"error": {"message": "Content filter.", "code": "content_filter"}},
        errors.Moderated,
        "Content filter.",
    ),
    ("Out of chips.", errors.Refused, "Out of chips."),
    ({"error": "Out of chips."}, errors.Refused, "Out of chips."),
    ({"error": {}}, errors.Broken, ""),
    ({"error": None}, errors.Broken, ""),
    ([], errors.Broken, ""),
]


@pytest.mark.parametrize(("body", "error", "words"), IN_A_STREAM)
def test_an_error_inside_a_stream_is_as_plain(body: Any, error: type[ModelError], words: str):
    """Whoever reads the stream hands over what came, as it came."""
    found = error_in(body)
    assert (type(found), found.provider_message) == (error, words)
    assert type(error_in(json.dumps(body))) is error


NO_SYSTEM = [
    (400, "System role not supported"),
    (400, "Developer instruction is not enabled for models/gemma-3-27b-it"),
    (400, "Unsupported value: 'messages[0].role' does not support 'system' with this model."),
    (400, "This model does not support system messages."),
    (500, "Conversation roles must alternate user/assistant/user/assistant/..."),
    (400, "Only user and assistant roles are supported!"),
    (400, 'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter'),
    (422, "system prompts are not supported"),
    (400, "该模型不支持 system 角色"),
    (400, "role 只能为 user 或 assistant"),
    (400, "第一条消息必须是 user"),
    (400, "role of message[0] must be user"),
    (400, "messages with role 'system' are not supported"),
    (400, "A conversation must start with a user message."),
]


@pytest.mark.parametrize(("status", "words"), NO_SYSTEM)
def test_a_refused_system_role_is_known(status: int, words: str):
    """Only where there was one."""
    body = read({"error": {"message": words}})
    asked = Circumstances(status=status, system=True)
    assert type(meant_by(body, asked)) is errors.SystemRefused
    assert type(meant_by(body, Circumstances(status=status))) is not errors.SystemRefused


@pytest.mark.parametrize(
    "words",
    [
        "No user query found in messages.",
        "contents are required",
        "messages 参数非法。请检查文档。",
        "Expected last role User or Tool (or Assistant with prefix True) for serving but got system",
        "Invalid request: message must not be empty",
        "最后一条消息必须是 user",
    ],
)
def test_a_missing_user_is_the_same_where_the_system_text_went_alone(words: str):
    """The assistant is asked to speak first: some models want a user for that."""
    body = read({"error": {"message": words}})
    alone = Circumstances(status=400, system=True, alone=True)
    assert type(meant_by(body, alone)) is errors.SystemRefused
    assert type(meant_by(body, Circumstances(status=400, system=True))) is errors.Refused


@pytest.fixture
async def client(provider: Upstream) -> ChatClient:
    return (await Provider(model="kyoto", silence_seconds=5, local_models_url="").resolve()).client


async def refused(client: ChatClient, model: str = "kyoto") -> ModelError:
    with pytest.raises(ModelError) as raised:
        [piece async for piece in client.stream([GUIDE, LIN], RequestParameters(model))]
    return raised.value


async def test_over_the_wire_it_is_the_same(client: ChatClient, upstream: Upstream):
    """Through the real SDK, which keeps less of a body than came."""
    upstream.enqueue(Reply(status=400, body='{"error": true, "message": "System role not supported"}'))
    assert type(await refused(client)) is errors.SystemRefused
    gemini = [{"error": {"code": 429, "message": "Busy.", "details": [{"retryDelay": "34s"}]}}]
    upstream.enqueue(Reply(status=429, body=json.dumps(gemini)))
    found = await refused(client)
    assert (type(found), found.provider_message, found.retry_after_s) == (errors.RateLimited, "Busy.", 34)


async def test_an_error_inside_a_stream_is_read_beside_what_was_asked(client: ChatClient, upstream: Upstream):
    """A model's name teaches nothing there either, and a system text that went is known."""
    name = "stream_options-unsupported"
    event = {"error": {"message": f"The model `{name}` is not known here."}}
    stream = Reply(body=f"data: {json.dumps(event)}\n\n", content_type="text/event-stream")
    upstream.enqueue(stream)
    assert type(await refused(client, model=name)) is errors.Refused
    event = {"error": {"message": "System role not supported"}}
    upstream.enqueue(Reply(body=f"data: {json.dumps(event)}\n\n", content_type="text/event-stream"))
    assert type(await refused(client)) is errors.SystemRefused


async def test_half_a_key_is_no_secret_told(monkeypatch: pytest.MonkeyPatch, upstream: Upstream):
    """Words are made short after the key has left them."""
    key = "sk-lin-" + "0123456789" * 4
    monkeypatch.setenv("OPENAI_API_KEY", key)
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.url)
    client = (await Provider(model="kyoto", silence_seconds=5, local_models_url="").resolve()).client
    upstream.enqueue(refusal(401, "Hm. " * 147 + f"Unknown key {key}."))
    found = await refused(client)
    assert "sk-lin" not in found.provider_message
    assert len(found.provider_message) <= 600
