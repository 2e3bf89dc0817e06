"""Which chat the browser's address names, known before the server has answered."""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

from oreai.states.chat import ChatState

CHAT_ID: rx.Var[str] = rx.Var(
    "addressChatId",
    _var_type=str,
    _var_data=VarData(
        imports={"react-router": [ImportVar(tag="useParams")]},
        hooks={"const { chat_id: addressChatId = '' } = useParams()": None},
    ),
).to(str)

is_here = ChatState.opened_id == CHAT_ID
"""Whether the state holds that chat; until then nothing of another one may be shown."""
