"""How full the model's memory is, and where its view begins."""

from oreai.i18n.texts.context import ContextTexts

CONTEXT = ContextTexts(
    start="以上内容，模型只记得摘要",
    start_bare="以上内容，模型已经看不到了",
    used="记忆用了 {share} %",
    as_summary="，更早的以摘要记得",
    left_out="，更早的忘了",
    open_summary="看摘要",
    summary_title="更早的内容，它记得这些",
    summary_hint="这是模型自己记的摘要，会代替更早的消息一起发给它，聊得越多记得越多。",
    summary_none="现在还没有摘要，等记忆快满时会再写。",
)
