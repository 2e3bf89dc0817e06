"""What the model that needs no key says."""

from oreai.i18n.texts.offline_model import OfflineModelTexts

SIGN = "Hello, I am OreAI's own offline model"

OPENING = (
    SIGN
    + ", and no real model is here to play this part yet.\n\n"
    + "Set `OPENAI_API_KEY` on the server and touch *Try again*: the assistant will then speak first, as its "
    + "instructions say. Meanwhile, say something and watch a reply appear."
)

TOUR = (
    SIGN
    + """: I need no key and understand nothing, but I can show you around.

You said: “{prompt}”

**What OreAI can do**

1. **Discover** has more than thirty assistants ready: papers, translation, interviews, bedtime stories.
2. Replies appear as they are written. **Stop** one at any time; what has come stays.
3. Reload, lose the network, open another tab: your messages are still there.

| You want | Go to |
| --- | --- |
| another language or look | Me |
| a fresh start | the menu at the top right of a chat |

Code looks like code:

```python
print("Hello, OreAI")
```

**To connect a real model**, set `OPENAI_API_KEY=your key` on the server, or put it into `.env`. """
    + "The next message uses it; no restart is needed."
)

AGAIN = (
    SIGN
    + """, so all I can do is to note what you said: “{prompt}”

For a real answer, set `OPENAI_API_KEY` on the server (or in `.env`) and touch *Try again*.
Any server that speaks OpenAI's API will do: point `OPENAI_BASE_URL` at it."""
)

PICTURES = (
    SIGN
    + ", and I cannot see pictures. Yours is safely kept in this chat: set `OPENAI_API_KEY` on the server, choose a "
    + "model that sees, and touch *Try again*."
)

REASONS = {
    "language": "**Why I answer**: a small model that can really answer is here too, `{model}`, but it reads English "
    "only. Say it in English and it will answer; for other languages connect another model: set `OPENAI_API_KEY`, or "
    "point `OREAI_GGUF` at a model file that knows yours.",
    "missing": "**Why I answer**: the small model that comes with OreAI is not installed. Run `make run` once more with "
    "a network, and it will be.",
    "failed": "**Why I answer**: the model `{model}` could not be loaded: {words}",
}

OFFLINE_MODEL = OfflineModelTexts(
    sign=SIGN, opening=OPENING, tour=TOUR, again=AGAIN, pictures=PICTURES, reasons=REASONS
)
