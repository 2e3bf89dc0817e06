"""Which key and base URL this request uses, looked up now: a platform may change them at any time."""

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from oreai.settings import ENV_FILE


@dataclass(frozen=True)
class Credentials:
    """A provider's key and base URL; without one it is the SDK's own."""

    key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    is_users: bool = False
    "A user has named it: only what the guard lets through is asked."

    @property
    def usable(self) -> bool:
        """Whether a provider can be asked: a base URL alone is enough for servers that want no key."""
        return bool(self.key or self.base_url)


async def look_up() -> Credentials:
    """The credentials of this moment: the key file, then the variable, then `.env`."""
    return await asyncio.to_thread(find_credentials)


def find_credentials() -> Credentials:
    """The same, for where nothing waits."""
    environment = {name: value for name, value in os.environ.items() if value}
    values = {**dotenv_values(ENV_FILE), **environment}
    key = content_of(values.get("OPENAI_API_KEY_FILE")) or (values.get("OPENAI_API_KEY") or "").strip()
    base_url = (values.get("OPENAI_BASE_URL") or "").strip()
    return Credentials(key or None, base_url or None)


def content_of(file: str | None) -> str:
    """The key in the file; an absent or unreadable file is the same as none."""
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
