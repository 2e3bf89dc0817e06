"""The formats of other programs, in the order in which an object is tried: a new one is added here.

Nothing of a file's name counts: several programs ship a `conversations.json`.
"""

from oreai.services.transfer.formats.better_chatgpt import BETTER_CHATGPT
from oreai.services.transfer.formats.big_agi import BIG_AGI
from oreai.services.transfer.formats.chat_ui import CHAT_UI
from oreai.services.transfer.formats.chatgpt import CHATGPT
from oreai.services.transfer.formats.cherry_studio import CHERRY_STUDIO
from oreai.services.transfer.formats.claude import CLAUDE
from oreai.services.transfer.formats.deepseek import DEEPSEEK
from oreai.services.transfer.formats.format import Format, Value
from oreai.services.transfer.formats.gemini import AI_STUDIO, GEMINI
from oreai.services.transfer.formats.librechat import CHATBOT_UI, LIBRECHAT
from oreai.services.transfer.formats.lobehub import LOBEHUB, LOBEHUB_OLD
from oreai.services.transfer.formats.markdown import MARKDOWN
from oreai.services.transfer.formats.mistral import MISTRAL
from oreai.services.transfer.formats.nextchat import NEXTCHAT
from oreai.services.transfer.formats.open_webui import OPEN_WEBUI
from oreai.services.transfer.formats.own import OWN
from oreai.services.transfer.formats.plain import OPENAI, SHAREGPT

FORMATS: tuple[Format, ...] = (
    OWN,
    MARKDOWN,
    DEEPSEEK,
    CHATGPT,
    CLAUDE,
    OPEN_WEBUI,
    LIBRECHAT,
    NEXTCHAT,
    LOBEHUB,
    LOBEHUB_OLD,
    CHERRY_STUDIO,
    BETTER_CHATGPT,
    BIG_AGI,
    CHAT_UI,
    CHATBOT_UI,
    GEMINI,
    AI_STUDIO,
    MISTRAL,
    SHAREGPT,
    OPENAI,
)


def format_of(value: Value) -> Format | None:
    """The format that an object is of."""
    return next((one for one in FORMATS if one.matches(value)), None)
