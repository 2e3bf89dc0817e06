"""What the person who operates OreAI may set: where things lie, how it is reached and watched."""

import re
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from oreai.wrong_settings import WrongSetting

_SHORTEST_TOKEN = 16
_PORTS = 65536
SHORTEST_SECRET = 16  # characters; a shorter one can be guessed


class OperatingSettings(BaseSettings):
    """Part of `Settings`."""

    sub_path: str = Field("", alias="OREAI_PATH")
    "The path below which OreAI stands, such as /chat, where its host has other things too."

    attachments_url: str = Field("", alias="OREAI_ATTACHMENTS_URL")
    "An object store in place of the folder, such as s3://bucket/prefix; keys by AWS's own variables."

    metrics_token: str = Field("", alias="OREAI_METRICS_TOKEN", repr=False)
    "Who brings it as a bearer may read /metrics, as Prometheus does; without one there is no such page."

    user_providers: bool = Field(False, alias="OREAI_USER_PROVIDERS")
    "Whether people who have signed up may add providers with keys of their own; those cost no calls."

    user_endpoints: str = Field("", alias="OREAI_USER_ENDPOINTS")
    "Hosts and ports such as 127.0.0.1:11434 that those may be at, though they are not public, by http too."

    secret: str = Field("", alias="OREAI_SECRET", repr=False)
    "What people's keys are locked with; several with commas, the first locks. Unset, a file is made."

    secret_file: str = Field("", alias="OREAI_SECRET_FILE")
    "That file; unset, beside the database. Keep it, but not in the same place as backups."

    sharing: bool = Field(True, alias="OREAI_SHARING")
    "Whether people may make links by which others read a chat of theirs; off, those there are lead nowhere."

    log_format: Literal["text", "json"] = Field("text", alias="OREAI_LOG")
    "How the log is written: for people, or as one JSON object a line, for who collects it."

    @field_validator("sub_path")
    @classmethod
    def _known_path(cls, path: str) -> str:
        path = path.rstrip("/")
        if path and not re.fullmatch(r"(/[A-Za-z0-9_~-]+)+", path):
            raise WrongSetting("path")
        return path

    @field_validator("user_endpoints")
    @classmethod
    def _known_endpoints(cls, endpoints: str) -> str:
        for endpoint in filter(None, endpoints.replace(" ", "").split(",")):
            host, _, port = endpoint.rpartition(":")
            if not host or not port.isdecimal() or not 0 < int(port) < _PORTS:
                raise WrongSetting("endpoints")
        return endpoints

    @field_validator("secret")
    @classmethod
    def _secret_enough(cls, secret: str) -> str:
        if secret and any(len(part.strip()) < SHORTEST_SECRET for part in secret.split(",")):
            raise WrongSetting("each_too_short", least=str(SHORTEST_SECRET))
        return secret

    @property
    def endpoints_of_users(self) -> list[tuple[str, int]]:
        """The (host, port) pairs that users' providers may be at wherever they are."""
        named = filter(None, self.user_endpoints.replace(" ", "").lower().split(","))
        parts = [endpoint.rpartition(":") for endpoint in named]
        return [(host.strip("[]"), int(port)) for host, _, port in parts]

    @field_validator("metrics_token")
    @classmethod
    def _hard_to_guess(cls, token: str) -> str:
        if token and len(token) < _SHORTEST_TOKEN:
            raise WrongSetting("short", least=str(_SHORTEST_TOKEN))
        return token

    @field_validator("attachments_url")
    @classmethod
    def _known_store(cls, url: str) -> str:
        if url and not re.fullmatch(r"s3://[^/\s?#@]+(/[^\s?#]*)?", url):
            raise WrongSetting("store")
        return url
