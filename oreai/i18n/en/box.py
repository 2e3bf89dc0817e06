"""The model in the box, wherever it is spoken of."""

from oreai.i18n.texts.box import BoxTexts

BOX = BoxTexts(
    name="The model in the box",
    trial_hint="No key is set, so a small model that comes with OreAI answers. It speaks English only, is for trying out, and is often wrong. For real work set OPENAI_API_KEY on the server (or in .env) and the next message uses that model; or put a model file of your own here with OREAI_GGUF.",
    own_hint="Replies come from a model on this server. What you write does not leave it.",
    missing_hint="A small model should answer here, but it is not installed. Run make run once more with a network.",
    note="Written by {model}, the small model that comes with OreAI: English only, for trying out, often wrong. See Me for a real one.",
    waits={
        "loading": "Loading the model, one moment…",
        "queued": "Other replies are being written first; this one is in line…",
    },
)
