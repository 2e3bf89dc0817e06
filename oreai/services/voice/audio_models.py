"""Which model hears, and which one speaks: of a provider of the user's own, or of the server's."""

from collections.abc import Mapping
from dataclasses import dataclass

from oreai.llm.audio import AudioClient
from oreai.llm.provider import Provider
from oreai.llm.sources import Source
from oreai.models import Purpose
from oreai.services.models.user_providers import UserProviders

_SIGNS = {Purpose.TRANSCRIPTION: ("whisper", "transcribe", "-asr"), Purpose.SPEECH: ("tts", "speech")}
"What is in the names of such models; of those that a user has named at a provider of their own."


@dataclass(frozen=True)
class AudioModel:
    """A model that can be asked to hear, or to speak."""

    client: AudioClient
    provider: str
    model: str
    is_own: bool
    "The user pays for it with a key of their own."


class AudioModels:
    """Finds them."""

    def __init__(self, provider: Provider, user_providers: UserProviders, names: Mapping[Purpose, str]):
        """
        Args:
            names: the models that the person who runs OreAI has set; empty where there is none.
        """
        self._provider = provider
        self._user_providers = user_providers
        self._names = names

    async def of(self, user_id: str, purpose: Purpose) -> AudioModel | None:
        """The model for this, if there is one: the user's own before the server's."""
        for source in await self._user_providers.sources(user_id):
            if name := _offered(source, purpose):
                return self._at(source, name)
        return await self._of_the_server(self._names[purpose]) if self._names[purpose] else None

    async def _of_the_server(self, name: str) -> AudioModel | None:
        sources = await self._provider.ordered_sources()
        for source in sources:
            if name.startswith(f"{source.name}/"):
                return self._at(source, name.removeprefix(f"{source.name}/"))
        return self._at(sources[0], name) if sources else None

    def _at(self, source: Source, name: str) -> AudioModel:
        return AudioModel(self._provider.audio_of(source), source.name, name, is_own=bool(source.users_id))


def _offered(source: Source, purpose: Purpose) -> str:
    """The model of this source that does this, by its name; empty where none is named."""
    names = [offered.id for offered in source.offered]
    return next((name for name in names if any(sign in name.lower() for sign in _SIGNS[purpose])), "")
