"""What a chat chooses: model, parameters, system text."""

from oreai.i18n.texts.settings import SettingsTexts

SETTINGS = SettingsTexts(
    title="Model and parameters",
    model="Model",
    model_hint="Search, or type a model's name",
    models_loading="Reading the list of models…",
    models_failed="The list of models cannot be read: {error} You can type a name.",
    model_window="holds {tokens} tokens",
    model_price="{currency}{input} / {currency}{output} per million tokens",
    models_offline="No key is set, so the offline model answers. Once there is one, choose a model here.",
    no_match="No model of that name in the list; it will be asked for as written.",
    default="Default {value}",
    system="System text",
    system_hint="Tell the model who it is and how to answer",
    reset="Reset all",
    save="Save",
    wrong="{name} must be between {lowest} and {highest}.",
    wrong_system="The system text is too long: at most {highest} characters.",
    temperature="Temperature",
    temperature_hint="Higher is freer, lower is steadier",
    top_p="Top P",
    top_p_hint="Only the likeliest words",
    frequency_penalty="Frequency penalty",
    frequency_penalty_hint="Higher repeats words less",
    presence_penalty="Presence penalty",
    presence_penalty_hint="Higher turns to new subjects sooner",
    max_tokens="Longest reply",
    max_tokens_hint="tokens",
    context_tokens="Context window",
    context_tokens_hint="tokens, known by the model's name",
)
