"""What of voice is open, above the box: a chunk of its own, fetched when it is first needed."""

from dataclasses import fields

import reflex as rx

from oreai.components.address import CHAT_ID
from oreai.components.browser.voice import VoicePanel
from oreai.components.texts import t
from oreai.i18n.texts.voice_panel import VoicePanelTexts
from oreai.states.session import SessionState
from oreai.states.voice import VoiceState

_LEFT_OUT = ("code", "table", "formula")
_PHASES = ("listening", "transcribing", "waiting", "reading")


@rx.memo
def voice_panel() -> rx.Component:
    """Nothing, until somebody speaks or is read to."""
    words = {word.name: getattr(t.voice_panel, word.name) for word in fields(VoicePanelTexts)}
    return VoicePanel.create(
        lang=rx.cond(SessionState.lang == "zh", "zh-CN", "en-US"),
        transcribes=VoiceState.transcribes,
        speaks=VoiceState.speaks,
        talks=CHAT_ID != "",
        words=rx.Var.create(
            {
                **words,
                "left_out": {name: words[name] for name in _LEFT_OUT},
                "phases": {name: words[name] for name in _PHASES},
            }
        ),
    )
