"""简体中文。"""

from oreai.i18n.texts import Texts
from oreai.i18n.zh.account import ACCOUNT
from oreai.i18n.zh.app import APP
from oreai.i18n.zh.attachments import ATTACHMENTS
from oreai.i18n.zh.box import BOX
from oreai.i18n.zh.chat import CHAT
from oreai.i18n.zh.chats import CHATS
from oreai.i18n.zh.composer import COMPOSER
from oreai.i18n.zh.context import CONTEXT
from oreai.i18n.zh.details import DETAILS
from oreai.i18n.zh.discover import DISCOVER
from oreai.i18n.zh.errors import ERRORS
from oreai.i18n.zh.instructions import INSTRUCTIONS
from oreai.i18n.zh.markdown import MARKDOWN
from oreai.i18n.zh.me import ME
from oreai.i18n.zh.obstacles import OBSTACLES
from oreai.i18n.zh.offline import OFFLINE
from oreai.i18n.zh.offline_model import OFFLINE_MODEL
from oreai.i18n.zh.settings import SETTINGS
from oreai.i18n.zh.shortcuts import SHORTCUTS
from oreai.i18n.zh.trash import TRASH
from oreai.i18n.zh.versions import VERSIONS

CHINESE = Texts(
    app=APP,
    chats=CHATS,
    trash=TRASH,
    discover=DISCOVER,
    chat=CHAT,
    composer=COMPOSER,
    markdown=MARKDOWN,
    attachments=ATTACHMENTS,
    context=CONTEXT,
    details=DETAILS,
    versions=VERSIONS,
    settings=SETTINGS,
    errors=ERRORS,
    me=ME,
    account=ACCOUNT,
    offline=OFFLINE,
    obstacles=OBSTACLES,
    shortcuts=SHORTCUTS,
    instructions=INSTRUCTIONS,
    offline_model=OFFLINE_MODEL,
    box=BOX,
)
