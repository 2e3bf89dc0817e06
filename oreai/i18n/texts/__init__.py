"""The list of words, a file a screen; each language fills all of it.

Names in braces are filled in where a text is used.
"""

from dataclasses import dataclass

from oreai.i18n.texts.account import AccountTexts
from oreai.i18n.texts.api import ApiTexts
from oreai.i18n.texts.app import AppTexts
from oreai.i18n.texts.archive import ArchiveTexts
from oreai.i18n.texts.attachments import AttachmentsTexts
from oreai.i18n.texts.box import BoxTexts
from oreai.i18n.texts.chat import ChatTexts
from oreai.i18n.texts.chats import ChatsTexts
from oreai.i18n.texts.commands import CommandsTexts
from oreai.i18n.texts.composer import ComposerTexts
from oreai.i18n.texts.context import ContextTexts
from oreai.i18n.texts.details import DetailsTexts
from oreai.i18n.texts.discover import DiscoverTexts
from oreai.i18n.texts.doctor import DoctorTexts
from oreai.i18n.texts.errors import ErrorsTexts
from oreai.i18n.texts.exports import ExportsTexts
from oreai.i18n.texts.folders import FoldersTexts
from oreai.i18n.texts.imports import ImportsTexts
from oreai.i18n.texts.install import InstallTexts
from oreai.i18n.texts.instructions import InstructionsTexts
from oreai.i18n.texts.markdown import MarkdownTexts
from oreai.i18n.texts.me import MeTexts
from oreai.i18n.texts.notices import NoticesTexts
from oreai.i18n.texts.obstacles import ObstacleTexts
from oreai.i18n.texts.offline import OfflineTexts
from oreai.i18n.texts.offline_model import OfflineModelTexts
from oreai.i18n.texts.outbox import OutboxTexts
from oreai.i18n.texts.own_keys import OwnKeysTexts
from oreai.i18n.texts.owner import OwnerTexts
from oreai.i18n.texts.personalization import PersonalizationTexts
from oreai.i18n.texts.personas import PersonasTexts
from oreai.i18n.texts.search import SearchTexts
from oreai.i18n.texts.settings import SettingsTexts
from oreai.i18n.texts.sharing import SharingTexts
from oreai.i18n.texts.shortcuts import ShortcutsTexts
from oreai.i18n.texts.start import StartTexts
from oreai.i18n.texts.tokens import TokensTexts
from oreai.i18n.texts.transfer import TransferTexts
from oreai.i18n.texts.trash import TrashTexts
from oreai.i18n.texts.usage import UsageTexts
from oreai.i18n.texts.versions import VersionsTexts
from oreai.i18n.texts.viewer import ViewerTexts
from oreai.i18n.texts.voice import VoiceTexts
from oreai.i18n.texts.voice_panel import VoicePanelTexts


@dataclass(frozen=True)
class Texts:
    """One language, screen by screen."""

    app: AppTexts
    chats: ChatsTexts
    folders: FoldersTexts
    archive: ArchiveTexts
    trash: TrashTexts
    transfer: TransferTexts
    imports: ImportsTexts
    exports: ExportsTexts
    sharing: SharingTexts
    discover: DiscoverTexts
    personas: PersonasTexts
    chat: ChatTexts
    composer: ComposerTexts
    markdown: MarkdownTexts
    attachments: AttachmentsTexts
    viewer: ViewerTexts
    context: ContextTexts
    details: DetailsTexts
    versions: VersionsTexts
    settings: SettingsTexts
    errors: ErrorsTexts
    me: MeTexts
    personalization: PersonalizationTexts
    account: AccountTexts
    usage: UsageTexts
    start: StartTexts
    commands: CommandsTexts
    doctor: DoctorTexts
    api: ApiTexts
    tokens: TokensTexts
    owner: OwnerTexts
    own_keys: OwnKeysTexts
    offline: OfflineTexts
    install: InstallTexts
    notices: NoticesTexts
    outbox: OutboxTexts
    obstacles: ObstacleTexts
    search: SearchTexts
    shortcuts: ShortcutsTexts
    instructions: InstructionsTexts
    offline_model: OfflineModelTexts
    box: BoxTexts
    voice: VoiceTexts
    voice_panel: VoicePanelTexts
