"""Settings of voice: a part of `oreai.settings.Settings`."""

from pydantic import Field
from pydantic_settings import BaseSettings


class VoiceSettings(BaseSettings):
    """Which models of the provider hear and speak; without them the browser does, where it can."""

    transcription_model: str = Field("", alias="OREAI_TRANSCRIPTION_MODEL", max_length=200)
    "The model that turns speech into text, such as whisper-1, or NAME/whisper-1 of a listed provider NAME."

    speech_model: str = Field("", alias="OREAI_SPEECH_MODEL", max_length=200)
    "The model that reads replies aloud, such as gpt-4o-mini-tts; unset, the browser's voices do."

    speech_voice: str = Field("alloy", alias="OREAI_SPEECH_VOICE", min_length=1, max_length=100)
    "With which of that model's voices it reads."
