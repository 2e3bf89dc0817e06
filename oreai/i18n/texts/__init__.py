"""The list of words, a file a screen; each language fills all of it.

Names in braces are filled in where a text is used.
"""

from dataclasses import dataclass

from oreai.i18n.texts.account import AccountTexts
from oreai.i18n.texts.api import ApiTexts
from oreai.i18n.texts.app import AppTexts
from oreai.i18n.texts.attachments import AttachmentsTexts
from oreai.i18n.texts.box import BoxTexts
from oreai.i18n.texts.chat import ChatTexts
from oreai.i18n.texts.chats import ChatsTexts
from oreai.i18n.texts.composer import ComposerTexts
from oreai.i18n.texts.context import ContextTexts
from oreai.i18n.texts.details import DetailsTexts
from oreai.i18n.texts.discover import DiscoverTexts
from oreai.i18n.texts.errors import ErrorsTexts
from oreai.i18n.texts.instructions import InstructionsTexts
from oreai.i18n.texts.markdown import MarkdownTexts
from oreai.i18n.texts.me import MeTexts
from oreai.i18n.texts.obstacles import ObstacleTexts
from oreai.i18n.texts.offline import OfflineTexts
from oreai.i18n.texts.offline_model import OfflineModelTexts
from oreai.i18n.texts.settings import SettingsTexts
from oreai.i18n.texts.shortcuts import ShortcutsTexts
from oreai.i18n.texts.tokens import TokensTexts
from oreai.i18n.texts.trash import TrashTexts
from oreai.i18n.texts.versions import VersionsTexts


@dataclass(frozen=True)
class Texts:
    """One language, screen by screen."""

    app: AppTexts
    chats: ChatsTexts
    trash: TrashTexts
    discover: DiscoverTexts
    chat: ChatTexts
    composer: ComposerTexts
    markdown: MarkdownTexts
    attachments: AttachmentsTexts
    context: ContextTexts
    details: DetailsTexts
    versions: VersionsTexts
    settings: SettingsTexts
    errors: ErrorsTexts
    me: MeTexts
    account: AccountTexts
    api: ApiTexts
    tokens: TokensTexts
    offline: OfflineTexts
    obstacles: ObstacleTexts
    shortcuts: ShortcutsTexts
    instructions: InstructionsTexts
    offline_model: OfflineModelTexts
    box: BoxTexts
