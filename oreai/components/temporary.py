"""Whether the open chat is a temporary one."""

from oreai.components.address import CHAT_ID
from oreai.states.temporary import TemporaryState

IS_TEMPORARY = (TemporaryState.chat_id != "") & (TemporaryState.chat_id == CHAT_ID)
