"""What a chat does differently from the defaults: its model, its parameters, its window, its system text."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from oreai.chat_settings import BY_NAME, CHAT_SETTINGS, Number, Setting
from oreai.database import Database
from oreai.models import Chat
from oreai.services.accounts.ownership import owned_chat
from oreai.services.live.topics import Live
from oreai.services.models.ceilings import Ceilings

LONGEST_SYSTEM = 20_000  # characters
LONGEST_MODEL, LONGEST_PROVIDER = 200, 60  # characters, as their columns


@dataclass(eq=False)
class InvalidSetting(Exception):
    """A value that cannot be."""

    name: str
    "The field's."
    lowest: Number
    highest: Number
    "The range that its value, or its length in characters, must be in."


@dataclass(frozen=True)
class NamedModel:
    """A model by its name, and whose it is; None for the default provider's."""

    model: str
    provider: str | None = None


@dataclass(frozen=True)
class ChatSettings:
    """What one chat has chosen."""

    model: str | None = None
    "None for the default one."
    provider: str | None = None
    "Whose the model is, by its name; None for the default one's."
    numbers: Mapping[str, Number] = field(default_factory=dict)
    "By their names in `CHAT_SETTINGS`; what is missing is a default."

    @property
    def context_tokens(self) -> int | None:
        """How many tokens the window shall hold, where that was chosen."""
        tokens = self.numbers.get("context_tokens")
        return None if tokens is None else int(tokens)

    def by(self, own: NamedModel) -> "ChatSettings":
        """The same with another model, and that one's window."""
        numbers = {name: number for name, number in self.numbers.items() if name != "context_tokens"}
        return ChatSettings(own.model, own.provider, numbers)


def settings_of(chat: Chat) -> ChatSettings:
    """What this chat has chosen."""
    stored = json.loads(chat.parameters or "{}")
    known = {name: number for name, number in stored.items() if name in BY_NAME}
    return ChatSettings(chat.model, chat.provider, known)


def settings_from(form: Mapping[str, Any]) -> ChatSettings:
    """What a person has written into a form; an empty field is the default.

    Raises:
        InvalidSetting: at the first field that holds no number, or one out of its range.
    """
    model = str(form.get("model") or "").strip()
    if len(model) > LONGEST_MODEL:
        raise InvalidSetting("model", 1, LONGEST_MODEL)
    written = {setting.name: _number(setting, form.get(setting.name)) for setting in CHAT_SETTINGS}
    numbers = {name: number for name, number in written.items() if number is not None}
    provider = str(form.get("provider") or "").strip() if model else ""
    if len(provider) > LONGEST_PROVIDER:
        raise InvalidSetting("model", 1, LONGEST_MODEL)
    return ChatSettings(model or None, provider or None, numbers)


def named_model(form: Mapping[str, Any]) -> NamedModel | None:
    """The model that a person has named in a form, where they named one.

    Raises:
        InvalidSetting: no model has such a name.
    """
    chosen = settings_from({name: form.get(name) for name in ("model", "provider")})
    return NamedModel(chosen.model, chosen.provider) if chosen.model else None


def _number(setting: Setting, written: Any) -> Number | None:
    text = str(written if written is not None else "").strip().replace(",", ".")
    if not text:
        return None
    wrong = InvalidSetting(setting.name, setting.low, setting.high)
    try:
        number = float(text)
    except ValueError:
        raise wrong from None
    is_whole = setting.kind is int
    if not math.isfinite(number) or not setting.low <= number <= setting.high or (is_whole and number % 1):
        raise wrong
    return int(number) if is_whole else number


def keep_max_tokens(session: Session, chat: Chat, max_tokens: int) -> None:
    """What a reply needed to end well, the chat's next ones have too."""
    stored = json.loads(chat.parameters or "{}")
    chat.parameters = json.dumps(stored | {"max_tokens": max_tokens})
    session.add(chat)


class ChatSettingsStore:
    """Reads and stores what a chat has chosen."""

    def __init__(self, database: Database, live: Live, ceilings: Ceilings):
        self._database = database
        self._live = live
        self._ceilings = ceilings

    async def read(self, user_id: str, chat_id: str) -> tuple[ChatSettings, str]:
        """The chat's chosen and its system text.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        chat = await self._database.read(lambda session: owned_chat(session, user_id, chat_id))
        return settings_of(chat), chat.system

    async def save(self, user_id: str, chat_id: str, chosen: ChatSettings, system: str) -> None:
        """Store the chat's chosen and its system text; the next request follows them.

        Raises:
            NoSuchChat: the chat is not this user's.
            InvalidSetting: the system text is too long, or a number above what the owner allows.
        """
        for name, most in (
            ("max_tokens", self._ceilings.max_tokens),
            ("context_tokens", self._ceilings.context_tokens),
        ):
            if (chosen.numbers.get(name) or 0) > most:
                raise InvalidSetting(name, BY_NAME[name].low, most)
        if len(system) > LONGEST_SYSTEM:
            raise InvalidSetting("system", 0, LONGEST_SYSTEM)

        def work(session: Session) -> None:
            chat = owned_chat(session, user_id, chat_id, lock=True)
            chat.model, chat.provider = chosen.model, chosen.provider
            chat.parameters = json.dumps(dict(chosen.numbers)) if chosen.numbers else None
            chat.system = system.strip()
            session.add(chat)

        await self._database.write(work)
        self._live.notify_changed(chat_id)
