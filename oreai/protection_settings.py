"""What the person who runs OreAI may set against strangers: who is let in, how often, and for how much."""

import re
from fnmatch import fnmatchcase

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from oreai.chat_settings import SMALLEST_WINDOW
from oreai.wrong_settings import WrongSetting


class ProtectionSettings(BaseSettings):
    """Part of `Settings`."""

    allowed_hosts: str = Field("", alias="OREAI_ALLOWED_HOSTS")
    "Names that people may ask by, such as chat.example.org,*.lan; unset, any where other machines may come."

    hsts_seconds: int = Field(0, alias="OREAI_HSTS_SECONDS", ge=0)
    "How long browsers shall come by TLS only, once they have; 0 leaves that to the proxy."

    guests_an_hour: int = Field(200, alias="OREAI_GUESTS_AN_HOUR", ge=0)
    "How many new guests one network may bring within an hour; raise it for a school or an office."

    guest_days: int = Field(30, alias="OREAI_GUEST_DAYS", ge=1)
    "How many days a guest's chats stay after their last session is over."

    events_a_minute: int = Field(1200, alias="OREAI_EVENTS_A_MINUTE", ge=60)
    "How often one browser may ask for something within a minute; a tenth of it may come at once."

    requests_a_minute: int = Field(1200, alias="OREAI_REQUESTS_A_MINUTE", ge=2)
    "How often one browser or program may ask over HTTP within a minute; half of it may come at once."

    uploads_a_minute: int = Field(60, alias="OREAI_UPLOADS_A_MINUTE", ge=1)
    "How many files one browser may send within a minute; all of them may come at once."

    import_megabytes: int = Field(2048, alias="OREAI_IMPORT_MEGABYTES", ge=1)
    "The largest file that somebody may bring chats in with; its folder takes three times as much."

    most_tokens: int = Field(32_768, alias="OREAI_MOST_TOKENS", ge=1)
    "The longest reply that a chat may choose, in tokens."

    most_context_tokens: int = Field(1_000_000, alias="OREAI_MOST_CONTEXT_TOKENS", ge=SMALLEST_WINDOW)
    "The largest window that a chat may choose, in tokens; each request costs by what it holds."

    allowed_models: str = Field("", alias="OREAI_MODELS")
    "The models that chats may choose, such as gpt-4o-mini,qwen3*; unset, whatever the provider has."

    @field_validator("allowed_hosts")
    @classmethod
    def _known_hosts(cls, hosts: str) -> str:
        for host in _parts(hosts):
            if not re.fullmatch(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*", host):
                raise WrongSetting("hosts")
        return hosts

    @property
    def host_patterns(self) -> tuple[str, ...]:
        """The names by which OreAI may be asked, in lower case."""
        return tuple(_parts(self.allowed_hosts))

    def may_ask(self, model: str, default: str) -> bool:
        """Whether chats may choose this model; the default one they always may."""
        patterns = [pattern.strip() for pattern in self.allowed_models.split(",") if pattern.strip()]
        return not patterns or model == default or any(fnmatchcase(model, one) for one in patterns)


def _parts(names: str) -> list[str]:
    return [name.strip().lower() for name in names.split(",") if name.strip()]
