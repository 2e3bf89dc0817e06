"""The scripts of voice: what is fetched at once is the microphone's button alone."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

_STORE = "$/public/js/voice/voice_store.js"

IS_VOICE_OPEN: rx.Var[bool] = rx.Var(
    "(openedVoice.mode !== '')",
    _var_type=bool,
    _var_data=VarData(
        imports={_STORE: [ImportVar(tag="useVoice")]}, hooks={"const openedVoice = useVoice()": None}
    ),
).to(bool)
"Whether somebody speaks, or is read to."


class VoiceButton(rx.Component):
    """The microphone, where there is somebody to hear; the child is its icon."""

    library = "$/public/js/voice/voice_button.js"
    tag = "VoiceButton"

    transcribes: rx.Var[bool]
    label: rx.Var[str]


class VoicePanel(rx.Component):
    """The strip while one speaks or is read to, and the sheet of talking."""

    library = "$/public/js/voice/voice_panel.js"
    tag = "VoicePanel"

    lang: rx.Var[str]
    transcribes: rx.Var[bool]
    speaks: rx.Var[bool]
    talks: rx.Var[bool]
    words: rx.Var[dict[str, Any]]
