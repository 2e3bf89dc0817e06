"""What a chat does differently from the defaults: its model, its parameters, its window, its system text."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Chat
from oreai.repositories import chats
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.live.topics import Live

LONGEST_SYSTEM = 20_000  # characters
LONGEST_MODEL, LONGEST_PROVIDER = 200, 60  # characters, as their columns
_RANGES: Mapping[str, tuple[float, float]] = {
    "temperature": (0, 2),
    "top_p": (0, 1),
    "frequency_penalty": (-2, 2),
    "presence_penalty": (-2, 2),
    "max_tokens": (1, 1_000_000),
    "context_tokens": (256, 10_000_000),
}
_WHOLE = {"max_tokens", "context_tokens"}
_NO_PARAMETERS = {"model", "provider", "context_tokens"}


@dataclass(eq=False)
class InvalidSetting(Exception):
    """A value that cannot be."""

    name: str
    "The field's."
    lowest: float
    highest: float
    "The range that its value, or its length in characters, must be in."


@dataclass(frozen=True)
class ChatSettings:
    """What one chat has chosen; None stands for the default."""

    model: str | None = None
    temperature: float | None = None
    top_p: float | None = None
    frequency_penalty: float | None = None
    presence_penalty: float | None = None
    max_tokens: int | None = None
    context_tokens: int | None = None
    provider: str | None = None
    "Whose the model is, by its name; None for the default one's."

    def parameters(self) -> dict[str, Any]:
        """The chosen ones among the request's parameters."""
        own = {name: value for name, value in asdict(self).items() if value is not None}
        return {name: value for name, value in own.items() if name not in _NO_PARAMETERS}


def settings_of(chat: Chat) -> ChatSettings:
    """What this chat has chosen."""
    known = {field.name for field in fields(ChatSettings)}
    stored = json.loads(chat.parameters or "{}")
    own = {name: value for name, value in stored.items() if name in known}
    return ChatSettings(**own | {"model": chat.model, "provider": chat.provider})


def settings_from(form: Mapping[str, Any]) -> ChatSettings:
    """What a person has written into a form; an empty field is the default.

    Raises:
        InvalidSetting: at the first field that holds no number, or one out of its range.
    """
    model = str(form.get("model") or "").strip()
    if len(model) > LONGEST_MODEL:
        raise InvalidSetting("model", 1, LONGEST_MODEL)
    numbers: dict[str, Any] = {name: _number(name, form.get(name)) for name in _RANGES}
    provider = str(form.get("provider") or "").strip() if model else ""
    if len(provider) > LONGEST_PROVIDER:
        raise InvalidSetting("model", 1, LONGEST_MODEL)
    return ChatSettings(model=model or None, provider=provider or None, **numbers)


@dataclass(frozen=True)
class NamedModel:
    """A model by its name, and whose it is; None for the default provider's."""

    model: str
    provider: str | None = None


def named_model(form: Mapping[str, Any]) -> NamedModel | None:
    """The model that a person has named in a form, where they named one.

    Raises:
        InvalidSetting: no model has such a name.
    """
    chosen = settings_from({name: form.get(name) for name in ("model", "provider")})
    return NamedModel(chosen.model, chosen.provider) if chosen.model else None


def _number(name: str, written: Any) -> float | int | None:
    text = str(written if written is not None else "").strip().replace(",", ".")
    if not text:
        return None
    lowest, highest = _RANGES[name]
    try:
        number = float(text)
    except ValueError:
        raise InvalidSetting(name, lowest, highest) from None
    if not math.isfinite(number) or not lowest <= number <= highest or (name in _WHOLE and number % 1):
        raise InvalidSetting(name, lowest, highest)
    return int(number) if name in _WHOLE else number


def keep_max_tokens(session: Session, chat: Chat, max_tokens: int) -> None:
    """What a reply needed to end well, the chat's next ones have too."""
    stored = json.loads(chat.parameters or "{}")
    chat.parameters = json.dumps(stored | {"max_tokens": max_tokens})
    session.add(chat)


class ChatSettingsStore:
    """Reads and stores what a chat has chosen."""

    def __init__(self, database: Database, live: Live):
        self._database = database
        self._live = live

    async def read(self, user_id: str, chat_id: str) -> tuple[ChatSettings, str]:
        """The chat's chosen and its system text.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        chat = await self._database.read(lambda session: chats.get(session, user_id, chat_id))
        if chat is None:
            raise NoSuchChat
        return settings_of(chat), chat.system

    async def save(self, user_id: str, chat_id: str, chosen: ChatSettings, system: str) -> None:
        """Store the chat's chosen and its system text; the next request follows them.

        Raises:
            NoSuchChat: the chat is not this user's.
            InvalidSetting: the system text is too long.
        """
        if len(system) > LONGEST_SYSTEM:
            raise InvalidSetting("system", 0, LONGEST_SYSTEM)
        own = {name: value for name, value in asdict(chosen).items() if value is not None}
        model, provider = own.pop("model", None), own.pop("provider", None)

        def work(session: Session) -> None:
            chat = chats.get(session, user_id, chat_id, lock=True)
            if chat is None:
                raise NoSuchChat
            chat.model, chat.provider = model, provider
            chat.parameters, chat.system = json.dumps(own) if own else None, system.strip()
            session.add(chat)

        await self._database.write(work)
        self._live.notify_changed(chat_id)
