"""The tables, and nothing else: a file a noun.

Belongs here: columns, keys, enumerations that are stored. Does not: queries, rules of the app.
Ids that appear in URLs are random; times are UTC; long texts have no length limit on any
database; every foreign key has an index and a rule for deletion.
"""

from sqlmodel import SQLModel

from oreai.columns import UtcDateTime, new_id, now
from oreai.models.attachment import Attachment
from oreai.models.audit import AuditEntry
from oreai.models.capabilities import ModelCapabilities
from oreai.models.chat import Chat, Example, TitledBy
from oreai.models.folder import Folder
from oreai.models.identity import ApiToken, Identity
from oreai.models.memory import MemoryNote
from oreai.models.message import Message, Role, Status
from oreai.models.passkey import Passkey, PasskeyChallenge
from oreai.models.persona import Category, Persona, PersonaCategory, PersonaText
from oreai.models.personalization import Personalization
from oreai.models.queue import QueuedMessage
from oreai.models.server import Invitation, ServerSetting
from oreai.models.session import (
    Attempt,
    DeviceLink,
    LoginSession,
    RecoveryCode,
    ResetLink,
    SessionKind,
    SigningKey,
)
from oreai.models.sharing import Audience, SharedLink
from oreai.models.transfer import ChatImport, ImportStatus
from oreai.models.usage import EntryState, Payer, Purpose, UsageDay, UsageEntry
from oreai.models.user import Profile, SignInName, User, UserRole
from oreai.models.user_provider import UserProvider

__all__ = [
    "ApiToken",
    "Attachment",
    "Attempt",
    "Audience",
    "AuditEntry",
    "Category",
    "Chat",
    "ChatImport",
    "DeviceLink",
    "EntryState",
    "Example",
    "Folder",
    "Identity",
    "ImportStatus",
    "Invitation",
    "LoginSession",
    "MemoryNote",
    "Message",
    "ModelCapabilities",
    "Passkey",
    "PasskeyChallenge",
    "Payer",
    "Persona",
    "PersonaCategory",
    "PersonaText",
    "Personalization",
    "Profile",
    "Purpose",
    "QueuedMessage",
    "RecoveryCode",
    "ResetLink",
    "Role",
    "SQLModel",
    "ServerSetting",
    "SessionKind",
    "SharedLink",
    "SignInName",
    "SigningKey",
    "Status",
    "TitledBy",
    "UsageDay",
    "UsageEntry",
    "User",
    "UserProvider",
    "UserRole",
    "UtcDateTime",
    "new_id",
    "now",
]
