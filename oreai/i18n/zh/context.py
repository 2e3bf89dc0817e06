"""How full the model's window is, and where its view begins."""

from oreai.i18n.texts.context import ContextTexts

CONTEXT = ContextTexts(
    start="以上内容，模型只记得摘要",
    start_bare="以上内容，模型已经看不到了",
    used="{model}：上下文已用 {used}，共 {limit} 词元",
    summary="更早的内容，模型以摘要的方式记得。",
    left_out="更早的内容没有再发给模型。",
)
