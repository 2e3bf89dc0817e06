"""The Me page."""

from oreai.i18n.texts.me import MeTexts

ME = MeTexts(
    quota="Replies left",
    quota_of="of {limit}",
    quota_of_today="of {limit} a day for guests",
    language="Language",
    theme="Appearance",
    theme_system="System",
    theme_light="Light",
    theme_dark="Dark",
    text_size="Text size",
    follows="While a reply comes",
    follows_question="Question stays on top",
    follows_text="Follow the text",
    provider="Model provider",
    provider_ready="Connected",
    provider_ready_hint="Replies come from {host}. The key never leaves the server.",
    providers_hint="Each chat chooses whose model answers it. The keys never leave the server.",
    provider_local="A model on this server",
    provider_local_hint="No key is set, but a local model server answers. Choose a model to use it.",
    provider_offline="Offline model",
    provider_offline_hint="No key is set, so OreAI's own offline model answers. Set OPENAI_API_KEY on the server (or in .env) and the next message uses a real model, without a restart.",
    local_models="Choose a model",
    offline_model="Offline model",
    private="Your chats belong to this browser alone; nobody else sees them.",
)
