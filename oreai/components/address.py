"""What the browser knows by itself: the address, which chat it names, and the rows of the open chat."""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.sequence import ArrayVar

from oreai.states.chat import ChatState
from oreai.states.feed import MessageRow

CHAT_ID: rx.Var[str] = rx.Var(
    "addressChatId",
    _var_type=str,
    _var_data=VarData(
        imports={"react-router": [ImportVar(tag="useParams")]},
        hooks={"const addressChatId = useParams().chat_id ?? ''": None},
    ),
).to(str)

PATH: rx.Var[str] = rx.Var(
    "addressPath",
    _var_type=str,
    _var_data=VarData(
        imports={"react-router": [ImportVar(tag="useLocation")]},
        hooks={"const addressPath = useLocation().pathname.replace(/(.)\\/$/, '$1')": None},
    ),
).to(str)

ROWS: ArrayVar[list[MessageRow]] = rx.Var(
    "chatRows",
    _var_type=list[MessageRow],
    _var_data=VarData(
        imports={"$/public/js/chat/rows_store.js": [ImportVar(tag="useRows")]},
        hooks={"const chatRows = useRows()": None},
    ),
).to(list[MessageRow])

is_here = ChatState.opened_id == CHAT_ID
"""Whether the state holds that chat; until then nothing of another one may be shown."""
