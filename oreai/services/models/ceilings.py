"""What chats may choose at the most, wherever their choice comes from: a form, an import, a branch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oreai.settings import Settings


@dataclass(frozen=True)
class Ceilings:
    """What the person who runs OreAI lets a chat choose at the most."""

    max_tokens: int
    "The longest reply, in tokens."
    context_tokens: int
    "The largest window, in tokens."
    may_ask: Callable[[str], bool]
    "Whether chats may choose this model."

    @property
    def numbers(self) -> Mapping[str, int]:
        """The highest number of each setting that has a ceiling, by its name."""
        return {"max_tokens": self.max_tokens, "context_tokens": self.context_tokens}


def ceilings_of(settings: Settings) -> Ceilings:
    """What a chat may choose at the most."""
    return Ceilings(
        settings.most_tokens,
        settings.most_context_tokens,
        lambda model: settings.may_ask(model, settings.model),
    )
