"""What went wrong with a reply; the keys of `kinds` are those of llm/errors.py."""

from oreai.i18n.texts.errors import ErrorsTexts

ERRORS = ErrorsTexts(
    kinds={
        "unknown": "未知错误",
        "out_of_calls": "当前 API_KEY 调用额度已用完,请联系运营人员增加额度",
        "wrong_key": "API_KEY 无效，服务商不认识它。请检查 OPENAI_API_KEY。",
        "no_access": "这个 API_KEY 无权使用这个模型或功能。",
        "wrong_region": "服务商不向服务器所在的国家或地区提供服务。",
        "moderated": "服务商的内容审核没有放行这条消息。",
        "fenced": "中间的代理或防火墙拦下了请求，回来的是一张网页。",
        "rate_limited": "请求太频繁，服务商让我们歇一歇。",
        "context_too_long": "对话太长，超出了模型一次能读的范围。",
        "too_large": "这次请求太大，服务商收不下。可以少带些图片或文字，或者新开一个对话。",
        "images_refused": "这个模型看不了图片。可以在对话设置里换一个能看图的模型，或者只发文字。",
        "refused": "{words}",
        "wrong_address": "OPENAI_BASE_URL 不是完整的地址，要以 http:// 或 https:// 开头。",
        "bad_certificate": "模型服务的证书没有通过验证，连接不安全，所以没有发送。",
        "proxy_failed": "代理没有接通，请检查 HTTPS_PROXY 或 ALL_PROXY。",
        "redirected": "OPENAI_BASE_URL 搬家了，请改成新地址：{words}",
        "unreachable": "连不上模型服务，请检查网络或 OPENAI_BASE_URL。",
        "listed_unreachable": "连不上 {words}，请检查网络，或 providers.toml 里它的地址。",
        "model_gone": "这个模型现在用不了。可以改用默认的模型，或在「模型与参数」里另选一个。",
        "silent": "模型很久没有动静，已经不再等它。",
        "broken": "连接中途断开，回复没有收完。",
        "not_json": "对方回的是网页而不是模型的回答，OPENAI_BASE_URL 多半填错了。",
        "unparsable": "解析消息出错",
        "unfinished": "回复突然结束，模型没有说完。",
        "filtered": "服务商的内容审核拦下了后面的内容。",
        "only_thought": "回复的长度上限都用在思考上了，还没说出一个字。",
        "empty": "模型什么也没说。",
        "attachments_away": "存放图片的地方暂时连不上，请稍后再试。",
        "not_loaded": "模型没能载入：{words}",
    },
    wait="{seconds} 秒后可以再试。",
    waited="现在可以再试了。",
)
