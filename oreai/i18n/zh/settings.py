"""What a chat chooses: model, parameters, system text."""

from oreai.i18n.texts.settings import SettingsTexts

SETTINGS = SettingsTexts(
    title="模型与参数",
    model="模型",
    model_hint="搜索或直接填写模型名",
    models_loading="正在读取模型列表…",
    models_failed="读不到模型列表：{error}模型名可以直接填写。",
    model_window="可容纳 {tokens} token",
    model_price="每百万 token {currency}{input} / {currency}{output}",
    models_offline="没有设置密钥，由离线模型作答。设置密钥之后可以在这里选择模型。",
    no_match="没有同名的模型，将按填写的名字请求。",
    default="默认 {value}",
    system="系统设定",
    system_hint="告诉模型它是谁、该怎么回答",
    reset="恢复默认",
    save="保存",
    wrong="{name}要在 {lowest} 到 {highest} 之间。",
    wrong_system="系统设定太长了，最多 {highest} 个字。",
    temperature="温度",
    temperature_hint="越高越随性，越低越稳",
    top_p="核采样",
    top_p_hint="只在最可能的词里选",
    frequency_penalty="重复惩罚",
    frequency_penalty_hint="越高越少重复用词",
    presence_penalty="话题惩罚",
    presence_penalty_hint="越高越愿意换话题",
    max_tokens="回复长度上限",
    max_tokens_hint="词元",
    context_tokens="上下文窗口",
    context_tokens_hint="词元，按模型自动识别",
)
