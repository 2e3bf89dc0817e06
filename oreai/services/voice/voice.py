"""Hearing and reading aloud for one user: how often, at whose cost. It costs no call, and nothing is kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from oreai.characters import beginning
from oreai.llm.audio import SPOKEN_TYPE
from oreai.llm.errors import GuestQuotaUsedUp, ModelError
from oreai.llm.provider import Provider
from oreai.models import Purpose
from oreai.services.accounts.rates import Rate
from oreai.services.attachments.upload import AttachmentUploads
from oreai.services.models.chat_models import LONGEST_MESSAGE
from oreai.services.models.user_providers import UserProviders
from oreai.services.usage.charges import Account, Charges
from oreai.services.voice.audio_models import AudioModel, AudioModels
from oreai.services.voice.recordings import recording_of
from oreai.voice_settings import VoiceSettings

LONGEST_PASSAGE = 1000
"Characters that are read aloud at once: the page sends a sentence at a time."
MEDIA_TYPE = SPOKEN_TYPE
"Of what is read aloud."
_DONE = "stop"
_NETWORK = 5  # users of one network, at their fastest
_HEARD_AT_ONCE, _HEARD_A_MINUTE = 6, 6
_SPOKEN_AT_ONCE, _SPOKEN_A_MINUTE = 20, 60


class NoVoice(Exception):
    """Nobody hears, or speaks: no such model is set."""


class UsedUpToday(Exception):
    """The user, or guests together, have had as much of it today as there is."""


class TooOften(Exception):
    """It may be asked again in so many seconds."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


class PassageTooLong(Exception):
    """More than is read aloud at once, or nothing at all."""


class VoiceFailed(Exception):
    """The provider did not do it; `kind` is a `ModelError`'s and names the words for it."""

    def __init__(self, error: ModelError):
        super().__init__(error.kind)
        self.kind, self.provider_message = error.kind, error.provider_message


@dataclass(frozen=True)
class Abilities:
    """What a provider does for this user; for the rest there is the browser."""

    transcribes: bool
    speaks: bool


@dataclass(frozen=True)
class Listener:
    """For whom it is, and from which network they come."""

    user_id: str
    network: str = ""


class Voice:
    """Turns recordings into text, and text into sound."""

    def __init__(self, models: AudioModels, charges: Charges, *, voice: str):
        """
        Args:
            voice: with which of the speech model's voices it reads.
        """
        self._models = models
        self._charges = charges
        self._voice = voice
        self.uploads = AttachmentUploads(1)
        self._transcribing = _Rates(_HEARD_AT_ONCE, _HEARD_A_MINUTE)
        self._speaking = _Rates(_SPOKEN_AT_ONCE, _SPOKEN_A_MINUTE)

    async def abilities(self, user_id: str) -> Abilities:
        """What a provider can be asked for; nobody is asked yet."""
        transcribes, speaks = [
            await self._models.of(user_id, purpose) for purpose in (Purpose.TRANSCRIPTION, Purpose.SPEECH)
        ]
        return Abilities(transcribes is not None, speaks is not None)

    async def admit(self, who: Listener) -> None:
        """Let another recording of theirs come, before its bytes are read.

        Raises:
            TooOften, NoVoice: it may not.
        """
        self._transcribing.take(who)
        await self._model(who.user_id, Purpose.TRANSCRIPTION)

    async def transcribe(self, user_id: str, content: bytes) -> str:
        """The words of a recording; empty where nobody speaks.

        Raises:
            WrongKind: the bytes are no recording.
            NoVoice, UsedUpToday, VoiceFailed: it was not heard.
        """
        recording = recording_of(content)
        model = await self._model(user_id, Purpose.TRANSCRIPTION)
        try:
            async with self._charges.of(_account(user_id, Purpose.TRANSCRIPTION, model)) as charge:
                charge.asked(model)
                text = await model.client.transcribe(recording, model.model)
                charge.delivered(_DONE)
        except GuestQuotaUsedUp:
            raise UsedUpToday from None
        except ModelError as error:
            raise VoiceFailed(error) from error
        return beginning(text, LONGEST_MESSAGE)

    async def speak(self, who: Listener, text: str) -> AsyncGenerator[bytes, None]:
        """The passage as sound, as it comes.

        Raises:
            PassageTooLong, TooOften, NoVoice, UsedUpToday, VoiceFailed: it is not read, or not to its end.
        """
        if not text.strip() or len(text) > LONGEST_PASSAGE:
            raise PassageTooLong
        self._speaking.take(who)
        model = await self._model(who.user_id, Purpose.SPEECH)
        try:
            async with (
                self._charges.of(_account(who.user_id, Purpose.SPEECH, model)) as charge,
                aclosing(model.client.speak(text, model.model, self._voice)) as chunks,
            ):
                charge.asked(model)
                async for chunk in chunks:
                    charge.delivered(_DONE)
                    yield chunk
        except GuestQuotaUsedUp:
            raise UsedUpToday from None
        except ModelError as error:
            raise VoiceFailed(error) from error

    async def _model(self, user_id: str, purpose: Purpose) -> AudioModel:
        if model := await self._models.of(user_id, purpose):
            return model
        raise NoVoice


def voice_of(
    settings: VoiceSettings, provider: Provider, user_providers: UserProviders, charges: Charges
) -> Voice:
    """With the models that these settings name."""
    names = {Purpose.TRANSCRIPTION: settings.transcription_model, Purpose.SPEECH: settings.speech_model}
    return Voice(AudioModels(provider, user_providers, names), charges, voice=settings.speech_voice)


class _Rates:
    """How often one user, and all users of one network, may ask within a minute."""

    def __init__(self, at_once: int, a_minute: int):
        self._of_user = Rate(at_once, a_minute)
        self._of_network = Rate(_NETWORK * at_once, _NETWORK * a_minute)

    def take(self, who: Listener) -> None:
        """Let them ask once more.

        Raises:
            TooOften: they have to wait.
        """
        wait = self._of_user.take(who.user_id) or self._of_network.take(who.network or who.user_id)
        if wait:
            raise TooOften(int(wait) + 1)


def _account(user_id: str, purpose: Purpose, model: AudioModel) -> Account:
    return Account(user_id, purpose, has_own_key=model.is_own)
