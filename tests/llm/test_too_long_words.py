"""“Too long” in everybody's words, found by meaning; and what sounds like it and means something else."""

import pytest

from oreai.llm import errors
from oreai.llm.error_body import read
from oreai.llm.error_translation import error_in
from oreai.llm.refusals import Circumstances, meant_by
from oreai.llm.too_long import asked_in, is_meant_by, limit_in

MORE = {
    "Single round file-content exceeds token limit, please use fileid to supply lengthy input.": (None, None),
    "Malformed input request: expected maxLength: 20000, actual: 25000, please reformat your input.": (
        None,
        None,
    ),
    "Prompt exceeds max length": (None, None),
    "Prompt 超长": (None, None),
    "Input length 4100 exceeds the maximum length 2048": (2048, 4100),
    (
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: "
        "4000 `inputs` tokens and 1024 `max_new_tokens`"
    ): (4096, 4000),
    "Input validation error: `inputs` must have less than 1024 tokens. Given: 1500": (1024, 1500),
    "Context size has been exceeded.": (None, None),
    "Input is too long for requested model.": (None, None),
    "prompt token count of 4100 exceeds the limit of 2048": (2048, 4100),
    ("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 2000]"): (2000, None),
    "输入内容过长，超过模型最大上下文长度 4096": (4096, None),
    "当前请求的 token 数超出模型上限": (None, None),
    "invalid params, context window exceeds limit (2013)": (None, None),
    (
        "too many tokens: total number of tokens in the prompt cannot exceed 4081. Try using a shorter prompt"
    ): (4081, None),
    "The prompt is too long: 40000, model maximum context length: 32767": (32767, 40000),
    "Current length is 9000 while limit is 8192": (8192, 9000),
    "the input length exceeds the context length": (None, None),
    "max_total_tokens (33000) must be less than or equal to max_seq_len (32768)": (32768, 33000),
    "Requested tokens (9000) exceed context window of 4096": (4096, 9000),
    "This model supports at most 8192 input tokens, but got 10000": (8192, 10000),
    (
        "The estimated number of input and maximum output tokens (9000) exceeded this model "
        "context window limit (8192)."
    ): (8192, None),
    ("The input (40000 tokens) is longer than the model's context length (32768 tokens)."): (32768, 40000),
    (
        "Requested token count exceeds the model's maximum context length of 32768 tokens. "
        "You requested a total of 41000 tokens: 40000 tokens from the input messages and "
        "1000 tokens for the completion. Please reduce the number of tokens."
    ): (32768, 40000),
    "Prompt length (9000) exceeds maximum input length (8192)": (8192, 9000),
    "输入长度超过限制": (None, None),
    "Please reduce the length of the messages or completion.": (None, None),
    "litellm.ContextWindowExceededError: prompt is too long": (None, None),
    "对话内容太长，请缩短后重试": (None, None),
    "Total tokens of image and text exceed max message tokens": (None, None),
    (
        "Invalid 'messages[1].content': string too long. Expected a string with maximum "
        "length 1048576, but got a string with length 1540820 instead."
    ): (None, None),
    "The request exceeds the model's token limit (4096)": (4096, None),
    ("Your input exceeds the context window of this model. Please adjust your input and try again."): (
        None,
        None,
    ),
    "input tokens exceed the model's limit": (None, None),
    "the max length of current question is 4800": (4800, None),
    "This request exceeds the context window of 4096 tokens": (4096, None),
    "请求的 tokens 数 9000 超过模型支持的最大长度 8192": (8192, None),
    "The total length of messages should not exceed 6000": (6000, None),
    "对话历史+问题的字数太多": (None, None),
    "提示词过长": (None, None),
    "问题太长了": (None, None),
    "会话 token 总数已达上限，请新建对话": (None, None),
    "该模型最大上下文长度为 4096 tokens，您的请求有 5000 tokens": (4096, None),
    "本次请求的总token数(12000)超出了模型最大支持的 token 数(8192)": (8192, 12000),
    "超过最大token数限制，当前 9000，最大 8192": (8192, None),
    "消息内容超出限制，最大支持 8000 字": (None, None),
    "Sorry, your text is too long.": (None, None),
    "Please shorten your prompt.": (None, None),
    "Prompt has 9000 tokens, but maximum allowed is 8192": (8192, 9000),
    "Input token length 9000 exceeds the maximum context length 8192": (8192, 9000),
    "Invalid request: Your request exceeded model token limit: 8192 (requested: 9000)": (8192, 9000),
    "length of prompt_tokens (33000) must be less than max_seq_len (32768).": (32768, 33000),
    "Request body too large for gpt-4o model. Max size: 8000 tokens.": (8000, None),
    "the input token count is 1100000 but model only supports up to 1048576.": (1048576, 1100000),
    "Cannot keep the prompt: greater than the context length (n_keep: 5012>= n_ctx: 4096)": (4096, None),
    "max input tokens is 30000, but 34567 given": (30000, None),
    "Sequence length 9000 > 8192": (None, None),
}
SOMETHING_ELSE = [
    (
        "Invalid 'user': string too long. Expected a string with maximum length 64, but got "
        "a string with length 70 instead."
    ),
    "max_tokens is too large: 99999. This model supports at most 4096 completion tokens.",
    "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]",
    "Invalid 'temperature': expected a value <= 1, but got 1.5 instead.",
    "Input should be less than or equal to 1",
    "You exceeded your current quota, please check your plan and billing details.",
    "Rate limit reached for gpt-4 on tokens per min (TPM): Limit 10000, Used 9000, Requested 3000.",
    "当前并发数超过上限",
    "请求频率超出限制",
    "Image is too large",
    "image exceeds 5 MB maximum: 6000000 bytes > 5242880 bytes",
    "Too many requests",
    "You have exceeded the maximum number of images: at most 5 images",
    "The server had an error.",
    "Tools are not supported by this model.",
    "No such model: kyoto-32k",
    (
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
        "'max_completion_tokens' instead."
    ),
    "账户余额不足",
    "今日调用次数已超上限",
    "temperature: must be at most 1",
    "No.",
    "The maximum tokens you requested exceeds the model limit of 4096.",
    "最大输出长度不能超过 4096",
    "输出长度超过限制",
    "You have exceeded the message limit of 50 messages per 3 hours",
    "You have exceeded the 5-hour usage limit of tokens",
    "Token usage limit exceeded for your plan",
    "本月 tokens 使用量已超出限制",
    "已达到 5 小时的使用上限。",
    "The token has exceeded its expiry date",
    "access token is too long",
    "内容超时未返回",
    "Request timed out: exceeded 600 seconds while processing prompt",
    "messages: at most 1 system message is supported",
    "model overloaded",
    "stop: too many stop sequences, at most 4",
    "body.frequency_penalty: Extra inputs are not permitted",
    "Input data may contain inappropriate content.",
    "输入内容包含敏感信息",
    "messages: at least one message is required",
    "max_tokens must be at least 1",
    "max_tokens 不能超过 8192",
    "Penalty is not enabled",
    "Unrecognized request argument supplied: stream_options",
    "Request exceeds the maximum size",
    "The model is overloaded with other requests. reduce load",
    "messages[0].content must be a string",
    "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant",
    "Content is more than allowed by policy",
    "prompt tokens: quota exceeded",
    "n must be less than or equal to 1",
    "Invalid value for 'content': expected a string, got null.",
    "`temperature` and `top_p` cannot both be specified for this model. Please use only one.",
    "Connection to upstream timed out, more than 60 s",
]


@pytest.mark.parametrize(("words", "numbers"), MORE.items())
def test_it_is_known_by_its_meaning(words: str, numbers: tuple[int | None, int | None]):
    """With the window's size and the request's, where they are named; an error's number is neither."""
    assert is_meant_by(words)
    assert (limit_in(words), asked_in(words)) == numbers


@pytest.mark.parametrize("status", [400, 413, 422, 500])
@pytest.mark.parametrize("words", [*MORE][:13])
def test_it_is_known_with_every_status(status: int, words: str):
    """And inside a stream."""
    body = {"error": {"message": words}}
    assert type(meant_by(read(body), Circumstances(status=status))) is errors.ContextTooLong
    assert type(error_in(body)) is errors.ContextTooLong


@pytest.mark.parametrize("words", SOMETHING_ELSE)
def test_something_else_is_not_taken_for_it(words: str):
    """The answer's length, a picture's, a rate, a quota."""
    assert not is_meant_by(words)
