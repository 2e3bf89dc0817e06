"""The tables, and nothing else: a file a noun.

Belongs here: columns, keys, enumerations that are stored. Does not: queries, rules of the app.
Ids that appear in URLs are random; times are UTC; long texts have no length limit on any
database; every foreign key has an index and a rule for deletion.
"""

from sqlmodel import SQLModel

from oreai.columns import UtcDateTime, new_id, now
from oreai.models.attachment import Attachment
from oreai.models.capabilities import ModelCapabilities
from oreai.models.chat import Chat, Example, TitledBy
from oreai.models.identity import ApiToken, Identity
from oreai.models.message import Message, Role, Status
from oreai.models.passkey import Passkey, PasskeyChallenge
from oreai.models.persona import Category, Persona, PersonaCategory, PersonaText
from oreai.models.queue import QueuedMessage
from oreai.models.session import Attempt, DeviceLink, LoginSession, RecoveryCode, SessionKind
from oreai.models.user import Profile, SignInName, User

__all__ = [
    "ApiToken",
    "Attachment",
    "Attempt",
    "Category",
    "Chat",
    "DeviceLink",
    "Example",
    "Identity",
    "LoginSession",
    "Message",
    "ModelCapabilities",
    "Passkey",
    "PasskeyChallenge",
    "Persona",
    "PersonaCategory",
    "PersonaText",
    "Profile",
    "QueuedMessage",
    "RecoveryCode",
    "Role",
    "SQLModel",
    "SessionKind",
    "SignInName",
    "Status",
    "TitledBy",
    "User",
    "UtcDateTime",
    "new_id",
    "now",
]
