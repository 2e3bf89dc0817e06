"""What the person who operates OreAI may set: where things lie, how it is reached and watched."""

import re
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

_SHORTEST_TOKEN = 16


class OperatingSettings(BaseSettings):
    """Part of `Settings`."""

    sub_path: str = Field("", alias="OREAI_PATH")
    "The path below which OreAI stands, such as /chat, where its host has other things too."

    attachments_url: str = Field("", alias="OREAI_ATTACHMENTS_URL")
    "An object store in place of the folder, such as s3://bucket/prefix; keys by AWS's own variables."

    metrics_token: str = Field("", alias="OREAI_METRICS_TOKEN", repr=False)
    "Who brings it as a bearer may read /metrics, as Prometheus does; without one there is no such page."

    log_format: Literal["text", "json"] = Field("text", alias="OREAI_LOG")
    "How the log is written: for people, or as one JSON object a line, for who collects it."

    @field_validator("sub_path")
    @classmethod
    def _known_path(cls, path: str) -> str:
        path = path.rstrip("/")
        if path and not re.fullmatch(r"(/[A-Za-z0-9_~-]+)+", path):
            raise ValueError("must be a path such as /chat")
        return path

    @field_validator("metrics_token")
    @classmethod
    def _hard_to_guess(cls, token: str) -> str:
        if token and len(token) < _SHORTEST_TOKEN:
            raise ValueError(f"must have at least {_SHORTEST_TOKEN} characters")
        return token

    @field_validator("attachments_url")
    @classmethod
    def _known_store(cls, url: str) -> str:
        if url and not re.fullmatch(r"s3://[^/\s?#@]+(/[^\s?#]*)?", url):
            raise ValueError("must be an address such as s3://bucket/prefix")
        return url
