"""What went wrong with a reply; the keys of `kinds` are those of llm/client.py."""

from oreai.i18n.texts.errors import ErrorsTexts

ERRORS = ErrorsTexts(
    kinds={
        "unknown": "未知错误",
        "out_of_calls": "当前 API_KEY 调用额度已用完,请联系运营人员增加额度",
        "wrong_key": "API_KEY 无效，服务商不认识它。请检查 OPENAI_API_KEY。",
        "rate_limited": "请求太频繁，服务商让我们歇一歇。",
        "context_too_long": "对话太长，超出了模型一次能读的范围。",
        "images_refused": "这个模型看不了图片。可以在对话设置里换一个能看图的模型，或者只发文字。",
        "refused": "{words}",
        "unreachable": "连不上模型服务，请检查网络或 OPENAI_BASE_URL。",
        "silent": "模型很久没有动静，已经不再等它。",
        "broken": "连接中途断开，回复没有收完。",
        "not_json": "对方回的是网页而不是模型的回答，OPENAI_BASE_URL 多半填错了。",
        "unparsable": "解析消息出错",
        "unfinished": "回复突然结束，模型没有说完。",
        "filtered": "服务商的内容审核拦下了后面的内容。",
        "only_thought": "回复的长度上限都用在思考上了，还没说出一个字。",
        "empty": "模型什么也没说。",
        "not_loaded": "模型没能载入：{words}",
    },
    wait="{seconds} 秒后可以再试。",
    waited="现在可以再试了。",
)
