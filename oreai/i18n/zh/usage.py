"""The page of usage."""

from oreai.i18n.texts.usage import UsageTexts

USAGE = UsageTexts(
    title="用量",
    open="查看用量明细",
    summary="最近 {days} 天：{requests} 次请求，读入 {prompt} 词元，写出 {completion} 词元。",
    chart="每天的请求，按模型",
    list="每一次请求",
    empty="还没有用量",
    empty_hint="聊过之后，每一次请求都会记在这里。",
    more="更早的",
    tokens="读入 {prompt} · 写出 {completion} 词元",
    calls="{calls} 次",
    free="不计次数",
    own_key="自己的密钥",
    failed="没有回复",
    no_chat="已不在的对话",
    no_model="未知模型",
    other_models="其他模型",
    purposes={
        "reply": "回复",
        "direct": "程序的请求",
        "title": "标题",
        "summary": "摘要",
        "follow_ups": "追问建议",
        "transcription": "语音转文字",
        "speech": "朗读",
        "before": "此前的所有回复",
    },
)
