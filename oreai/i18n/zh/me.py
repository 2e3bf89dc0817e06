"""The Me page."""

from oreai.i18n.texts.me import MeTexts

ME = MeTexts(
    quota="剩余次数",
    quota_of="共 {limit} 次",
    quota_of_today="访客每天 {limit} 次",
    language="语言",
    theme="外观",
    theme_system="跟随系统",
    theme_light="浅色",
    theme_dark="深色",
    text_size="文字大小",
    follows="回复到来时",
    follows_question="问题停在顶端",
    follows_text="跟随最新文字",
    provider="模型服务",
    provider_ready="已连接",
    provider_ready_hint="回复由 {host} 的模型生成。密钥只留在服务器上。",
    providers_hint="每个对话可以选用其中任何一家的模型。密钥只留在服务器上。",
    provider_local="本机模型",
    provider_local_hint="没有设置密钥，但这台服务器上有本机模型，选一个就能用。",
    provider_offline="离线模型",
    provider_offline_hint="没有设置密钥，由 OreAI 自带的离线模型作答。在服务器上设置 OPENAI_API_KEY（或写进 .env），下一条消息就会换成真正的模型，无需重启。",
    local_models="选择模型",
    offline_model="离线模型",
    private="你的对话只属于这个浏览器，其他人看不到。",
)
