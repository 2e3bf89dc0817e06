"""English."""

from oreai.i18n.en.account import ACCOUNT
from oreai.i18n.en.app import APP
from oreai.i18n.en.attachments import ATTACHMENTS
from oreai.i18n.en.box import BOX
from oreai.i18n.en.chat import CHAT
from oreai.i18n.en.chats import CHATS
from oreai.i18n.en.composer import COMPOSER
from oreai.i18n.en.context import CONTEXT
from oreai.i18n.en.details import DETAILS
from oreai.i18n.en.discover import DISCOVER
from oreai.i18n.en.errors import ERRORS
from oreai.i18n.en.instructions import INSTRUCTIONS
from oreai.i18n.en.markdown import MARKDOWN
from oreai.i18n.en.me import ME
from oreai.i18n.en.obstacles import OBSTACLES
from oreai.i18n.en.offline import OFFLINE
from oreai.i18n.en.offline_model import OFFLINE_MODEL
from oreai.i18n.en.settings import SETTINGS
from oreai.i18n.en.shortcuts import SHORTCUTS
from oreai.i18n.en.trash import TRASH
from oreai.i18n.en.versions import VERSIONS
from oreai.i18n.texts import Texts

ENGLISH = Texts(
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
